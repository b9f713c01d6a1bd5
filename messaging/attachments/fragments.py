"""The fragments of a film that was written as it was taken: where their samples lie."""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from messaging.attachments.blanking import Range
from messaging.attachments.boxes import Box, Reader, Tree
from messaging.attachments.samples import numbers
from messaging.attachments.verdict import Refusal, Refused

BASE, DESCRIPTION, DURATION, SIZE, FLAGS, FROM_FRAGMENT = 1, 2, 8, 0x10, 0x20, 0x20000
OFFSET, FIRST_FLAGS, DURATIONS, SIZES, ALL_FLAGS, SHIFTS = 1, 4, 0x100, 0x200, 0x400, 0x800
# An hour of sound in one piece has about as many.
MOST_IN_RUN = 200_000


@dataclass(frozen=True)
class Usual:
    """What holds of the samples of a track when nothing else is said."""

    duration: int
    size: int


@dataclass(frozen=True)
class Piece:
    """A run of samples of one track, and how long it lasts in the track's own time."""

    track: int
    traf: Tree
    range: Range
    duration: int


def usual(reader: Reader, box: Box) -> tuple[int, Usual]:
    """A track's number and what `trex` says of it."""
    track = reader.number(box.body + 4, 4, box.end)
    return track, Usual(
        reader.number(box.body + 12, 4, box.end), reader.number(box.body + 16, 4, box.end)
    )


def pieces(reader: Reader, moof: Tree, known: Mapping[int, Usual]) -> Iterator[Piece]:
    """In the order of the fragment: a run may begin where the one before it ended."""
    end = moof.box.start
    for traf in moof.all(b"traf"):
        track, base, usually = _header(reader, traf, known, moof.box.start, end)
        end = base
        for trun in traf.all(b"trun"):
            piece = _run(reader, trun.box, Piece(track, traf, (base, end), 0), usually)
            end = piece.range[1]
            yield piece


def _header(
    reader: Reader, traf: Tree, known: Mapping[int, Usual], start: int, end: int
) -> tuple[int, int, Usual]:
    box = traf.one(b"tfhd")
    flags = reader.number(box.body + 1, 3, box.end)
    track = reader.number(box.body + 4, 4, box.end)
    fields = _Fields(reader, box, box.body + 8)
    base = fields.next(8) if flags & BASE else start if flags & FROM_FRAGMENT else end
    if flags & DESCRIPTION:
        fields.next(4)
    usually = known.get(track, Usual(0, 0))
    duration = fields.next(4) if flags & DURATION else usually.duration
    size = fields.next(4) if flags & SIZE else usually.size
    return track, base, Usual(duration, size)


def _run(reader: Reader, box: Box, place: Piece, usually: Usual) -> Piece:
    flags = reader.number(box.body + 1, 3, box.end)
    count = reader.number(box.body + 4, 4, box.end)
    if count > MOST_IN_RUN:
        raise Refused(Refusal.TOO_HEAVY)
    fields = _Fields(reader, box, box.body + 8)
    start = place.range[1]
    if flags & OFFSET:
        start = place.range[0] + (fields.next(4) ^ 0x80000000) - 0x80000000
    if flags & FIRST_FLAGS:
        fields.next(4)
    size, duration = count * usually.size, count * usually.duration
    each = [flag for flag in (DURATIONS, SIZES, ALL_FLAGS, SHIFTS) if flags & flag]
    listed = fields.rest(count * len(each))
    if DURATIONS in each:
        duration = sum(listed[each.index(DURATIONS) :: len(each)])
    if SIZES in each:
        size = sum(listed[each.index(SIZES) :: len(each)])
    if start < 0 or start + size > reader.size:
        raise Refused(Refusal.UNREADABLE)
    return Piece(place.track, place.traf, (start, start + size), duration)


class _Fields:
    """Numbers one after another."""

    def __init__(self, reader: Reader, box: Box, at: int) -> None:
        self._reader, self._box, self._at = reader, box, at

    def next(self, length: int) -> int:
        taken = self._reader.number(self._at, length, self._box.end)
        self._at += length
        return taken

    def rest(self, count: int) -> "array[int]":
        return numbers(self._reader.read(self._at, count * 4, self._box.end), 32)
