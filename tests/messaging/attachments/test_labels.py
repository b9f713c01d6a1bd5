"""Every refusal says in Japanese what to do instead."""

import pytest
from django.utils import translation

from messaging.attachments.limits import MOST_BYTES, MOST_PAGES, most_bytes
from messaging.attachments.verdict import Refusal
from messaging.labels import REFUSAL_LABELS


@pytest.mark.parametrize("reason", Refusal)
def test_every_refusal_has_its_sentence(reason: Refusal) -> None:
    with translation.override("ja"):
        assert str(REFUSAL_LABELS[reason]).endswith("。")


def test_the_sentences_name_the_limits() -> None:
    with translation.override("ja"):
        said = str(REFUSAL_LABELS[Refusal.TOO_LARGE])
        assert str(MOST_PAGES) in str(REFUSAL_LABELS[Refusal.TOO_MANY_PAGES])
    for most in MOST_BYTES.values():
        assert f"{most // 1024**2}MB" in said
    assert most_bytes() == max(MOST_BYTES.values())
