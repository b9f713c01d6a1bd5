"""Blanks places of a file without moving a byte: what points into it stays right."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice

from messaging.attachments.boxes import Box
from messaging.attachments.source import PART, Source

Range = tuple[int, int]
LONGEST_WORD = 4


class Blanks:
    """The places to be blanked, and the few words written over them afterwards."""

    def __init__(self) -> None:
        self._zeros: list[Range] = []
        self._words: list[tuple[int, bytes]] = []

    def zero(self, start: int, end: int) -> None:
        if start < end:
            self._zeros.append((start, end))

    def free(self, box: Box) -> None:
        """The box becomes free space of the same length."""
        self._words.append((box.start + 4, b"free"))
        self.zero(box.body, box.end)

    def zero_all_but(self, box: Box, kept: list[Range]) -> None:
        """`kept`: as `merged` made them; they may lie outside of the box."""
        at = box.body
        for start, end in within(kept, box.body, box.end):
            self.zero(at, start)
            at = end
        self.zero(at, box.end)

    def applied(self, source: Source) -> Iterator[bytes]:
        """The file with its blanks, a part at a time."""
        zeros, words = merged(self._zeros), sorted(self._words)
        for start in range(0, source.size, PART):
            part = bytearray(source.read(start, min(PART, source.size - start)))
            for low, high in within(zeros, start, start + len(part)):
                part[low - start : high - start] = bytes(high - low)
            first = bisect_left(words, (start - LONGEST_WORD, b""))
            for place, word in islice(words, first, None):
                if place >= start + len(part):
                    break
                for at, sign in enumerate(word, place - start):
                    if 0 <= at < len(part):
                        part[at] = sign
            yield bytes(part)


def merged(ranges: Iterable[Range]) -> list[Range]:
    """Sorted, and none touching another."""
    made: list[Range] = []
    for start, end in sorted(ranges):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], end))
        else:
            made.append((start, end))
    return made


def within(ranges: list[Range], start: int, end: int) -> Iterator[Range]:
    """The parts of merged ranges that lie between these places."""
    first = max(bisect_right(ranges, (start, start)) - 1, 0)
    for low, high in islice(ranges, first, None):
        if low >= end:
            return
        if high > start:
            yield max(low, start), min(high, end)
