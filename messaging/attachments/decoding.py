"""Hears what a decoder says, and believes no more of it than it must."""

import json
import signal
from collections.abc import Iterator
from typing import Any

from messaging import confined
from messaging.attachments.limits import MOST_BYTES, MOST_DRAWN, MOST_PAGES, MiB
from messaging.attachments.signature import Format
from messaging.attachments.source import Keep, Source, parts
from messaging.attachments.verdict import Refusal, Refused

# Of waiting: a decoder that computes longer is ended by its own limit before.
PATIENCE = {Format.PDF: 600.0}
USUAL_PATIENCE = 90.0
LONGEST_LINE = 4096
READY = b'{"ready": true}'
# Of everything together. A picture painted anew may well be larger than the file it was in.
MOST_MADE = {Format.PDF: MOST_BYTES[Format.PDF.kind] + MOST_DRAWN}
USUALLY_MADE = 160 * MiB
PICTURES = ("original", "preview", "thumbnail")
PAGES = ("original", "thumbnail", *(f"page-{number}" for number in range(1, MOST_PAGES + 1)))
# Ended by the system: its time on the processor, or the memory of the machine, is used up.
SPENT = {-signal.SIGKILL, -signal.SIGXCPU}
PICTURE = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
DOCUMENT = (b"%PDF-",)


class NoDecoder(Exception):
    """It does not start: that says something about the installation, and nothing about a file."""


class _Broken(Exception):
    """It says what no decoder of ours would say."""


def decoded(
    format: Format, source: Source, keep: Keep,
    *, decoders: str = "messaging.attachments.decoders", seconds: float | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Keeps every rendition, and returns what was found out. Raises `Refused` and `NoDecoder`.

    Any: values of JSON, which the caller has to look at.
    """
    module, arguments = ("document", ()) if format is Format.PDF else ("picture", (format.value,))
    try:
        with confined.running(
            f"{decoders}.{module}", *arguments,
            given=parts(source), seconds=seconds or PATIENCE.get(format, USUAL_PATIENCE),
        ) as decoder:  # fmt: skip
            _ready(decoder)
            facts = _whole(decoder, format, keep)
    except confined.NotStarted:
        raise NoDecoder from None
    except confined.Slow:
        raise Refused(Refusal.TOO_HEAVY) from None
    except (confined.Unfinished, _Broken):
        raise Refused(Refusal.UNREADABLE) from None
    return facts


def _ready(decoder: confined.Process) -> None:
    try:
        said = decoder.line(LONGEST_LINE)
    except confined.Unfinished:
        raise NoDecoder from None
    if said != READY:
        raise NoDecoder


def _whole(decoder: confined.Process, format: Format, keep: Keep) -> dict[str, Any]:
    try:
        facts = _heard(decoder, format, keep)
    except confined.Slow:
        raise
    except confined.Unfinished:
        if decoder.over and decoder.ended() in SPENT:
            raise confined.Slow from None
        raise
    if decoder.ended() != 0:
        raise _Broken
    return facts


def _heard(decoder: confined.Process, format: Format, keep: Keep) -> dict[str, Any]:
    expected = iter(PAGES if format is Format.PDF else PICTURES)
    left = MOST_MADE.get(format, USUALLY_MADE)
    while True:
        match _said(decoder.line(LONGEST_LINE)):
            case {"rendition": str(name), "size": int(size)} if 0 < size <= left:
                if name != next(expected, None):
                    raise _Broken
                left -= size
                is_document = format is Format.PDF and name == "original"
                starts = DOCUMENT if is_document else PICTURE
                _kept(name, _checked(decoder.parts(size), starts), keep)
            case {"refused": str(reason)} if reason in set(Refusal):
                raise Refused(Refusal(reason))
            case {"facts": dict(facts)}:
                return facts
            case _:
                raise _Broken


def _said(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise _Broken from None


def _kept(name: str, made: Iterator[bytes], keep: Keep) -> None:
    keep(name, made)
    for _rest in made:
        pass


def _checked(made: Iterator[bytes], starts: tuple[bytes, ...]) -> Iterator[bytes]:
    """Only a picture is served as one, and only a document as one."""
    start = b""
    while len(start) < 8:
        part = next(made, b"")
        if not part:
            break
        start += part
    if not start.startswith(starts):
        raise _Broken
    yield start
    yield from made
