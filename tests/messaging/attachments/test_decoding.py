"""A decoder that crashes, stalls, floods or lies is heard no further, and nothing waits for it."""

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from messaging import confined
from messaging.attachments import decoding
from messaging.attachments.decoding import NoDecoder, decoded
from messaging.attachments.signature import Format
from messaging.attachments.verdict import Refusal, Refused
from tests.messaging.attachments import pictures
from tests.messaging.attachments.files import Bytes, taken

ROGUE = "tests.messaging.attachments.rogue"


def heard(deed: str, seconds: float = 10) -> dict[str, Any]:
    """Any: whatever the rogue says."""

    def keep(_name: str, made: Iterable[bytes]) -> None:
        for _part in made:
            pass

    source = Bytes(deed.encode())
    return decoded(Format.JPEG, source, keep, decoders=ROGUE, seconds=seconds)


def refusal(deed: str, seconds: float = 10) -> Refusal:
    with pytest.raises(Refused) as refused:
        heard(deed, seconds)
    return refused.value.reason


@pytest.mark.parametrize(
    "deed",
    [
        "flood",
        "other_name",
        "twice",
        "endless_size",
        "pile",
        "short",
        "page",
        "nonsense",
        "deep",
        "crashed",
    ],
)
def test_what_no_decoder_would_do_makes_a_file_unreadable(deed: str) -> None:
    assert refusal(deed) is Refusal.UNREADABLE


@pytest.mark.parametrize("deed", ["stall", "flood_errors", "dribble"])
def test_a_decoder_that_comes_to_no_end_is_ended(deed: str) -> None:
    started = time.monotonic()
    assert refusal(deed, seconds=1.5) in {Refusal.TOO_HEAVY, Refusal.UNREADABLE}
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("deed", ["killed", "busy"])
def test_a_decoder_that_the_system_ends_says_the_file_is_too_heavy(deed: str) -> None:
    assert refusal(deed) is Refusal.TOO_HEAVY


def test_memory_is_bounded() -> None:
    assert refusal("hungry") is Refusal.UNREADABLE


def test_a_decoder_that_does_not_start_says_nothing_about_the_file() -> None:
    with pytest.raises(NoDecoder):
        decoded(Format.JPEG, Bytes(b"x"), lambda _n, _m: None, decoders="no.such.package")


def test_the_decoder_knows_no_secret_and_can_write_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KEYRING", "SECRET_KEY", "DATABASE_URL"):
        monkeypatch.setenv(name, "a secret")
    told = heard("curious")
    assert set(told["environment"]) <= {*confined.PASSED_ON, "LC_CTYPE"}
    assert told["able"] == []
    assert told["limits"][1:] == [0, 0]
    assert told["limits"][0] < 1024**3
    assert told["modules"] == []


def test_no_process_is_left_when_the_caller_gives_up() -> None:
    begun: list[int] = []
    before = set(children())  # servers of other tests

    def full(_name: str, _made: Iterable[bytes]) -> None:
        begun.extend(set(children()) - before)
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        decoded(Format.JPEG, Bytes(pictures.jpeg()), full)
    assert len(begun) == 1
    assert not Path(f"/proc/{begun[0]}").exists()


def test_what_the_source_raises_is_raised() -> None:
    before = set(children())

    class Torn:
        size = 3_000_000

        def read(self, start: int, length: int) -> bytes:
            if start > 1_000_000:
                raise PermissionError("cannot be opened")
            return bytes(length)

    with pytest.raises(PermissionError):
        decoded(Format.JPEG, Torn(), lambda _n, _m: None)
    assert set(children()) <= before


def test_a_rendition_nobody_reads_does_not_disturb_the_next() -> None:
    kept = []
    decoded(Format.JPEG, Bytes(pictures.jpeg()), lambda n, _m: kept.append(n))
    assert kept == ["original", "preview", "thumbnail"]


def test_a_picture_says_what_it_is() -> None:
    facts, made = taken(pictures.jpeg())
    assert (facts.media_type, facts.width, facts.height) == ("image/jpeg", 64, 32)
    assert list(made) == list(decoding.PICTURES)


def children() -> list[int]:
    """Processes that this one started and that still run."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
    return [int(number) for number in listed.split()]
