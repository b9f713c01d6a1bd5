"""Takes out of a photograph what its camera wrote beside it, and leaves every pixel as it is."""

import re
import struct
from collections.abc import Iterator

START = b"\xff\xd8"
SCAN, END = 0xDA, 0xD9
# JFIF, a profile of colours, and how colours are mixed (Adobe): what a reader needs. Other
# applications' segments (0xE0 to 0xEF), and comments, hold places, names and smaller pictures.
NEEDED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
TOLD = {*range(0xE0, 0xF0), 0xFE}
# After the beginning of a scan: a marker, and not a sign of the picture or a restart of it.
MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
SIGNATURE = b"\0\0\0\x0cjP  \r\n\x87\n"
WORDS = {b"uuid", b"xml ", b"uinf"}


def jpeg(given: bytes) -> bytes:
    """What cannot be followed is left as it is from there on."""
    return b"".join(_segments(given)) if given.startswith(START) else given


def _segments(given: bytes) -> Iterator[bytes]:
    yield START
    at = len(START)
    while found := MARKER.match(given, at):
        marker, start = found[0][-1], found.end()
        if marker == END:
            yield found[0]
            return  # whatever is behind the picture is not of it
        if start + 2 > len(given):
            break
        end = start + int.from_bytes(given[start : start + 2])
        if marker == SCAN:
            after = MARKER.search(given, end)
            end = after.start() if after else len(given)
        if marker not in TOLD or _is_needed(marker, given[start + 2 : start + 16]):
            yield given[at:end]
        at = end
    yield given[at:]


def _is_needed(marker: int, content: bytes) -> bool:
    return marker in NEEDED and content.startswith(NEEDED[marker])


def jpeg_2000(given: bytes) -> bytes:
    """Boxes with words become free space: nothing else moves."""
    if not given.startswith(SIGNATURE):
        return given
    made, at = bytearray(given), 0
    while at + 8 <= len(given):
        size, kind = struct.unpack_from(">I4s", given, at)
        end = at + size if size >= 8 else len(given)
        if kind in WORDS:
            made[at + 4 : at + 8] = b"free"
            made[at + 8 : end] = bytes(min(end, len(given)) - at - 8)
        at = end if size != 1 else len(given)
    return bytes(made)
