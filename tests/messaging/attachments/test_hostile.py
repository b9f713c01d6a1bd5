"""Every hostile file has its verdict, and whatever is taken of one has lost its trick."""

from functools import cache

import pytest

from messaging.attachments.names import cleaned
from messaging.attachments.verdict import Refusal, Refused
from messaging.vocabulary import AttachmentKind
from tests.messaging.attachments.files import taken
from tests.messaging.attachments.hostile import HOSTILE, Hostile

NAMED = [pytest.param(each, id=each.title) for each in HOSTILE]
TAKEN = [each for each in HOSTILE if isinstance(each.verdict, AttachmentKind)]


@cache
def examined(hostile: Hostile) -> tuple[Refusal | AttachmentKind, dict[str, bytes]]:
    """The verdict, and what was made of a file that is taken: once, for all that is asked."""
    try:
        facts, made = taken(hostile.make())
    except Refused as refused:
        return refused.reason, {}
    return facts.kind, made


@pytest.mark.parametrize("hostile", NAMED)
def test_a_hostile_file_has_its_verdict(hostile: Hostile) -> None:
    assert examined(hostile)[0] == hostile.verdict


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len(HOSTILE) >= 30
    assert (
        len({each.title for each in HOSTILE})
        == len({each.name for each in HOSTILE})
        == len(HOSTILE)
    )


@pytest.mark.parametrize("each", [pytest.param(each, id=each.title) for each in TAKEN])
def test_no_script_is_in_what_was_made_of_a_picture(each: Hostile) -> None:
    _verdict, made = examined(each)
    assert made
    for rendition in made.values():
        assert b"<script" not in rendition
        assert b"JavaScript" not in rendition
        assert b"example.invalid" not in rendition


@pytest.mark.parametrize("each", NAMED)
def test_no_name_of_a_hostile_file_leads_anywhere(each: Hostile) -> None:
    name = cleaned(each.name)
    assert 0 < len(name) <= 120
    assert not set(name) & set("/\\\0\u202e")
