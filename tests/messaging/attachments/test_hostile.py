"""Every hostile file has its verdict, and whatever is taken of one has lost its trick."""

import pytest

from messaging.attachments.names import cleaned
from messaging.attachments.verdict import Facts
from messaging.vocabulary import AttachmentKind
from tests.messaging.attachments.files import taken, verdict
from tests.messaging.attachments.hostile import HOSTILE, Hostile

NAMED = [pytest.param(each, id=each.title) for each in HOSTILE]
TAKEN = [each for each in HOSTILE if isinstance(each.verdict, AttachmentKind)]


@pytest.mark.parametrize("hostile", NAMED)
def test_a_hostile_file_has_its_verdict(hostile: Hostile) -> None:
    found = verdict(hostile.make())
    assert (found.kind if isinstance(found, Facts) else found) == hostile.verdict


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len(HOSTILE) >= 30
    assert (
        len({each.title for each in HOSTILE})
        == len({each.name for each in HOSTILE})
        == len(HOSTILE)
    )


@pytest.mark.parametrize("each", [pytest.param(each, id=each.title) for each in TAKEN])
def test_no_script_is_in_what_was_made_of_a_picture(each: Hostile) -> None:
    _facts, made = taken(each.make())
    for rendition in made.values():
        assert b"<script" not in rendition
        assert b"JavaScript" not in rendition
        assert b"example.invalid" not in rendition


@pytest.mark.parametrize("each", NAMED)
def test_no_name_of_a_hostile_file_leads_anywhere(each: Hostile) -> None:
    name = cleaned(each.name)
    assert 0 < len(name) <= 120
    assert not set(name) & set("/\\\0\u202e")
