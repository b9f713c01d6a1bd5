"""An age file as text that survives mail: strict PEM, and nothing but white space around it."""

import base64
import binascii
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from sharing.age.errors import Damaged

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BEGIN, END = b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----"
LINE = 48  # bytes, 64 columns
LONGEST_LINE = 66
WHITE = b" \t\r\n"
MARGIN = 1024  # of white space before and after, as the age tool
NO_AGE_FILE = "this is not an age file"


def armored(parts: Iterable[bytes]) -> Iterator[bytes]:
    yield BEGIN + b"\n"
    waiting = b""
    for part in parts:
        waiting += part
        whole = len(waiting) // LINE * LINE
        yield _lines(waiting[:whole])
        waiting = waiting[whole:]
    yield _lines(waiting) + END + b"\n"


def dearmored(stream: "io.BufferedReader[Any]") -> BinaryIO:
    """The stream itself if it holds no armour; else reading from it raises Damaged for any flaw.

    Any, for it does not matter what the stream buffers.
    """
    if stream.peek(1)[:1] in (b"-", b" ", b"\t", b"\r", b"\n"):
        return io.BufferedReader(_Dearmored(stream))
    return stream


class _Dearmored(io.RawIOBase):
    def __init__(self, stream: BinaryIO) -> None:
        self._lines = _decoded(stream)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer)
        rest = self._rest or next(self._lines, b"")
        count = min(len(view), len(rest))
        view[:count], self._rest = rest[:count], rest[count:]
        return count


def _lines(data: bytes) -> bytes:
    starts = range(0, len(data), LINE)
    return b"".join(binascii.b2a_base64(data[start : start + LINE]) for start in starts)


def _decoded(stream: BinaryIO) -> Iterator[bytes]:
    _begin(stream)
    full = True
    while (line := _line(stream)) != END:
        if not full:
            raise Damaged("a short line stands inside the armour")
        data = _canonical(line)
        full = len(data) == LINE
        yield data
    after = stream.read(MARGIN + 1)
    if len(after) > MARGIN or after.strip(WHITE):
        raise Damaged("something follows the armour")


def _begin(stream: BinaryIO) -> None:
    left = MARGIN
    while not (line := stream.readline(MARGIN)).strip(WHITE):
        left -= len(line)
        if not line or left < 0:
            raise Damaged(NO_AGE_FILE)
    if _without_end(line) != BEGIN:
        raise Damaged(NO_AGE_FILE)


def _line(stream: BinaryIO) -> bytes:
    line = stream.readline(LONGEST_LINE)
    if not line.endswith(b"\n") and line != END:
        raise Damaged("the armour is cut short, or a line of it is too long")
    return _without_end(line)


def _canonical(line: bytes) -> bytes:
    """One line, which is never empty."""
    try:
        data = base64.b64decode(line, validate=True)
    except binascii.Error:
        raise Damaged("the armour holds broken base64") from None
    if not data or base64.b64encode(data) != line:
        raise Damaged("the armour holds base64 that is not canonical")
    return data


def _without_end(line: bytes) -> bytes:
    return line.removesuffix(b"\n").removesuffix(b"\r")
