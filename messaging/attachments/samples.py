"""Where in a film the samples of its tracks lie: everything else in its data is nobody's."""

import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterator

from messaging.attachments.blanking import Range
from messaging.attachments.boxes import Box, Reader, Tree
from messaging.attachments.verdict import Refusal, Refused

# A day of film, and a chunk of it every fifth of a second.
MOST_SAMPLES = 4_000_000
MOST_CHUNKS = 400_000
# Sound as it is: its table counts in ones, whatever the bytes of a sample are (QuickTime).
PLAIN_SOUND = {
    b"sowt", b"twos", b"raw ", b"NONE", b"lpcm", b"in24", b"in32", b"fl32", b"fl64", b"ulaw",
    b"alaw", b"ima4", b"ipcm", b"fpcm", b"MAC3", b"MAC6", b"agsm",
}  # fmt: skip


def starts(reader: Reader, track: Tree) -> list[int]:
    """Where the chunks of a track begin, in the order of its table."""
    return list(_offsets(reader, _only(track.all(*STBL, b"stco"), track.all(*STBL, b"co64"))))


def ranges(reader: Reader, track: Tree, edges: list[int]) -> Iterator[Range]:
    """The chunks of a track. `edges`: where chunks of any track begin, sorted."""
    offsets = starts(reader, track)
    if not offsets:
        return
    counts = _counts(reader, track.one(*STBL, b"stsc"), len(offsets))
    sizes = _Sizes(reader, track)
    open_end = sizes.uniform is not None and _is_plain_sound(reader, track)
    for offset, count in zip(offsets, counts, strict=True):
        if open_end:
            at = bisect_right(edges, offset)
            yield offset, edges[at] if at < len(edges) else reader.size
        elif (size := sizes.of_next(count)) and offset + size > reader.size:
            raise Refused(Refusal.UNREADABLE)
        else:
            yield offset, offset + size


STBL = (b"mdia", b"minf", b"stbl")


class _Sizes:
    """The sizes of samples, taken in order."""

    def __init__(self, reader: Reader, track: Tree) -> None:
        box = _only(track.all(*STBL, b"stsz"), track.all(*STBL, b"stz2"))
        first = reader.number(box.body + 4, 4, box.end)
        self.count = reader.number(box.body + 8, 4, box.end)
        self.uniform = first if box.kind == b"stsz" and first else None
        self._table = array("I")
        self._at = 0
        if self.uniform is None:
            if self.count > MOST_SAMPLES:
                raise Refused(Refusal.TOO_HEAVY)
            bits = 32 if box.kind == b"stsz" else first & 0xFF
            self._table = _table(reader, box, box.body + 12, self.count, bits)

    def of_next(self, count: int) -> int:
        """Of so many samples together, or of as many as there are."""
        low, self._at = self._at, min(self._at + count, self.count)
        if self.uniform is not None:
            return (self._at - low) * self.uniform
        return sum(self._table[low : self._at])


def _only(*found: list[Tree]) -> Box:
    boxes = [tree.box for trees in found for tree in trees]
    if len(boxes) != 1:
        raise Refused(Refusal.UNREADABLE)
    return boxes[0]


def _offsets(reader: Reader, box: Box) -> Iterator[int]:
    count = reader.number(box.body + 4, 4, box.end)
    if count > MOST_CHUNKS:
        raise Refused(Refusal.TOO_HEAVY)
    width = 4 if box.kind == b"stco" else 8
    listed = reader.read(box.body + 8, count * width, box.end)
    for at in range(0, len(listed), width):
        offset = int.from_bytes(listed[at : at + width], "big")
        if offset > reader.size:
            raise Refused(Refusal.UNREADABLE)
        yield offset


def _counts(reader: Reader, box: Box, chunks: int) -> list[int]:
    """How many samples are in each chunk."""
    runs = reader.number(box.body + 4, 4, box.end)
    if not 0 < runs <= MOST_CHUNKS:
        raise Refused(Refusal.UNREADABLE)
    listed = _table(reader, box, box.body + 8, runs * 3, 32)
    firsts = [*listed[0::3], chunks + 1]
    if firsts[0] != 1 or firsts != sorted(firsts):
        raise Refused(Refusal.UNREADABLE)
    counts: list[int] = []
    for at in range(runs):
        counts += [listed[at * 3 + 1]] * (firsts[at + 1] - firsts[at])
    return counts


def _table(reader: Reader, box: Box, start: int, count: int, bits: int) -> "array[int]":
    if bits not in {4, 8, 16, 32}:
        raise Refused(Refusal.UNREADABLE)
    packed = reader.read(start, (count * bits + 7) // 8, box.end)
    if bits == 4:
        return array("I", (half for byte in packed for half in (byte >> 4, byte & 15)))
    return numbers(packed, bits)


def numbers(packed: bytes, bits: int) -> "array[int]":
    """Big-endian numbers of 8, 16 or 32 bits."""
    table = array({8: "B", 16: "H", 32: "I"}[bits], packed)
    if sys.byteorder == "little":
        table.byteswap()
    return table


def _is_plain_sound(reader: Reader, track: Tree) -> bool:
    box = track.one(*STBL, b"stsd")
    return reader.read(box.body + 12, 4, box.end) in PLAIN_SOUND
