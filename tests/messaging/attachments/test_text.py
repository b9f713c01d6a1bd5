"""Plain text in the encodings of the field, stored as UTF-8."""

import pytest

from messaging.attachments.limits import MOST_BYTES
from messaging.attachments.verdict import Refusal
from messaging.vocabulary import AttachmentKind
from tests.messaging.attachments.files import taken, verdict

NOTE = "山田ハナ様\r\n\tHb 11.2①、髙橋㈱\n<3 ありがとう。BMI 22.5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_a_note_is_read_in_every_usual_encoding(encoding: str) -> None:
    facts, made = taken(NOTE.encode(encoding))
    assert (facts.kind, facts.media_type) == (AttachmentKind.TEXT, "text/plain")
    assert made == {"original": NOTE.encode()}


@pytest.mark.parametrize("start", ["BMI 22.5 体重 48kg", "MZ 様", "ID3 は番号", "#1 朝", "II*"])
def test_a_note_that_begins_like_something_else_is_a_note(start: str) -> None:
    _facts, made = taken(start.encode())
    assert made["original"].decode() == start


@pytest.mark.parametrize(
    "noise", [b"\xff\xff", b"a\x7fb", b"a\x85\x9f\xfd", b"\x80abc", b"\xef\xbb\xbf\0"]
)
def test_what_no_encoding_explains_is_no_text(noise: bytes) -> None:
    assert verdict(noise) is Refusal.NOT_TEXT


def test_a_text_has_its_own_limit() -> None:
    most = MOST_BYTES[AttachmentKind.TEXT]
    taken(b"a" * most)
    assert verdict(b"a" * (most + 1)) is Refusal.TOO_LARGE
    assert verdict(b"\0" * (most + 1)) is Refusal.UNKNOWN
    assert verdict(b"\xef\xbb\xbf") is Refusal.EMPTY
