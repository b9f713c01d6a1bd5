"""Films are not decoded: what they say about themselves is read, and blanked where it lies.

Pictures and sound stay; places, times, names, whole tracks of measurements, and every byte of data
that belongs to no picture and no sound become zeros. What an encoder hides in pictures stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from messaging.attachments import fragments, moments, samples
from messaging.attachments.blanking import Blanks, Range, merged
from messaging.attachments.boxes import Box, Reader, Tree
from messaging.attachments.fragments import Piece, Usual
from messaging.attachments.source import Source
from messaging.attachments.verdict import Facts, Refusal, Refused
from messaging.vocabulary import AttachmentKind

# What a film needs to be played; a box that is not named here becomes free space.
TOP = {b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"sidx", b"ssix", b"mfra", b"pdin"}
GRAMMAR = {
    b"moov": {b"mvhd", b"trak", b"mvex"},
    b"mvex": {b"mehd", b"trex"},
    b"trak": {b"tkhd", b"edts", b"mdia", b"tapt"},
    b"tapt": {b"clef", b"prof", b"enof"},
    b"edts": {b"elst"},
    b"mdia": {b"mdhd", b"hdlr", b"minf", b"elng"},
    b"minf": {b"vmhd", b"smhd", b"hdlr", b"dinf", b"stbl"},
    b"dinf": {b"dref"},
    b"stbl": {
        b"stsd", b"stts", b"ctts", b"cslg", b"stss", b"stsc", b"stsz", b"stz2", b"stco", b"co64",
        b"stps", b"sdtp", b"sgpd", b"sbgp", b"subs",
    },
    b"moof": {b"mfhd", b"traf"},
    b"traf": {b"tfhd", b"tfdt", b"trun", b"sdtp", b"sgpd", b"sbgp", b"subs"},
    b"mfra": {b"tfra", b"mfro"},
}  # fmt: skip
SHOWN, HEARD = b"vide", b"soun"
IN_ITSELF = 1  # the flag of a data reference to the file it is in
EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
UNSAID = {0, 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF}
LONGEST = 7 * 24 * 3600


@dataclass(frozen=True)
class Track:
    tree: Tree
    number: int
    handler: bytes
    timescale: int

    @property
    def kept(self) -> bool:
        return self.handler in {SHOWN, HEARD}


def examined(source: Source, now: datetime) -> tuple[Facts, Iterator[bytes]]:
    """What the film is, and the film without what it says about itself. Raises `Refused`."""
    film = _Film(Reader(source))
    return film.facts(now), film.blanks.applied(source)


class _Film:
    """A film, read once from its beginning to its end, and what is to be blanked in it."""

    def __init__(self, reader: Reader) -> None:
        self.blanks = Blanks()
        self._reader = reader
        self._data: list[Box] = []
        self._moofs: list[Tree] = []
        self._moov = self._read()
        self._tracks = [self._track(trak) for trak in self._moov.all(b"trak")]
        if not any(track.handler == SHOWN for track in self._tracks):
            heard = any(track.handler == HEARD for track in self._tracks)
            raise Refused(Refusal.SOUND if heard else Refusal.UNREADABLE)
        self._pieces = list(self._fragments())
        self._blank()

    def facts(self, now: datetime) -> Facts:
        width, height = self._shown_size()
        brand = self._reader.read(8, 4, self._reader.size)
        return Facts(
            AttachmentKind.FILM, "video/quicktime" if brand == b"qt  " else "video/mp4",
            width, height, seconds=self._seconds(), taken_at=self._taken_at(now),
        )  # fmt: skip

    def _read(self) -> Tree:
        strange: list[Box] = []
        moovs = []
        for box in self._reader.boxes(0, self._reader.size):
            if box.kind == b"mdat":
                self._data.append(box)
            elif box.kind not in TOP:
                strange.append(box)
            else:
                tree = self._reader.tree(box, GRAMMAR, strange)
                moovs += [tree] if box.kind == b"moov" else []
                self._moofs += [tree] if box.kind == b"moof" else []
        for box in strange:
            self.blanks.free(box)
        if len(moovs) != 1:
            raise Refused(Refusal.UNREADABLE)
        return moovs[0]

    def _track(self, trak: Tree) -> Track:
        handler = trak.one(b"mdia", b"hdlr")
        number = self._after_times(trak.one(b"tkhd"), 4)
        timescale = self._after_times(trak.one(b"mdia", b"mdhd"), 4)
        kind = self._reader.read(handler.body + 8, 4, handler.end)
        return Track(trak, number, kind, timescale)

    def _fragments(self) -> Iterator[Piece]:
        known: dict[int, Usual] = dict(
            fragments.usual(self._reader, trex.box) for trex in self._moov.all(b"mvex", b"trex")
        )
        for moof in self._moofs:
            yield from fragments.pieces(self._reader, moof, known)

    # What is blanked

    def _blank(self) -> None:
        kept = {track.number for track in self._tracks if track.kept}
        for piece in self._pieces:
            if piece.track not in kept:
                self.blanks.free(piece.traf.box)
        self._blank_times(self._moov.one(b"mvhd"))
        for track in self._tracks:
            if track.kept:
                self._blank_track(track)
            else:
                self.blanks.free(track.tree.box)
        self._blank_data([piece.range for piece in self._pieces if piece.track in kept])

    def _blank_track(self, track: Track) -> None:
        self._blank_times(track.tree.one(b"tkhd"))
        self._blank_times(track.tree.one(b"mdia", b"mdhd"))
        for path in ((b"mdia", b"hdlr"), (b"mdia", b"minf", b"hdlr")):
            for handler in track.tree.all(*path):
                self.blanks.zero(handler.box.body + 12, handler.box.end)  # its maker and its name
        for references in track.tree.all(b"mdia", b"minf", b"dinf", b"dref"):
            for entry in self._reader.boxes(references.box.body + 8, references.box.end):
                self._blank_reference(entry)
        if track.handler == SHOWN:
            described = track.tree.one(*samples.STBL, b"stsd")
            for entry in self._reader.boxes(described.body + 8, described.end):
                # The name of the encoder, in a field of its own.
                self.blanks.zero(min(entry.body + 42, entry.end), min(entry.body + 74, entry.end))

    def _blank_reference(self, entry: Box) -> None:
        """A film of which parts lie elsewhere would be fetched from there."""
        if not self._reader.number(entry.body + 1, 3, entry.end) & IN_ITSELF:
            raise Refused(Refusal.OTHER_FILM)
        self.blanks.zero(entry.body + 4, entry.end)

    def _blank_times(self, box: Box) -> None:
        width = self._width(box)
        self._reader.read(box.body, 4 + 2 * width, box.end)
        self.blanks.zero(box.body + 4, box.body + 4 + 2 * width)

    def _blank_data(self, kept: list[Range]) -> None:
        """Every byte of data that is no sample of what is seen or heard."""
        edges: list[int] = []
        for track in self._tracks:
            edges += samples.starts(self._reader, track.tree)
            if len(edges) > samples.MOST_CHUNKS:
                raise Refused(Refusal.TOO_HEAVY)
        edges.sort()
        for track in self._tracks:
            if track.kept:
                kept += samples.ranges(self._reader, track.tree, edges)
        whole = merged(each for each in kept if each[0] < each[1])
        if not whole:
            raise Refused(Refusal.UNREADABLE)
        for data in self._data:
            self.blanks.zero_all_but(data, whole)

    # What is found out

    def _shown_size(self) -> tuple[int, int]:
        for track in self._tracks:
            if track.handler == SHOWN:
                box = track.tree.one(b"tkhd")
                matrix = box.body + (52 if self._width(box) == 8 else 40)
                width, height = (
                    self._reader.number(matrix + at, 4, box.end) >> 16 for at in (36, 40)
                )
                if width and height:
                    upright = self._reader.number(matrix, 4, box.end)
                    return (width, height) if upright else (height, width)
        raise Refused(Refusal.UNREADABLE)

    def _seconds(self) -> int | None:
        """Rounded up; None when the film does not say, or says what cannot be."""
        header = self._moov.one(b"mvhd")
        timescale = self._after_times(header, 4)
        width = self._width(header)
        length = self._reader.number(header.body + 8 + 2 * width, width, header.end)
        if length not in UNSAID and timescale:
            seconds = -(-length // timescale)
        else:
            seconds = max(map(self._fragment_seconds, self._tracks))
        return seconds if 0 < seconds <= LONGEST else None

    def _fragment_seconds(self, track: Track) -> int:
        length = sum(piece.duration for piece in self._pieces if piece.track == track.number)
        return -(-length // track.timescale) if track.timescale else 0

    def _taken_at(self, now: datetime) -> datetime | None:
        header = self._moov.one(b"mvhd")
        seconds = self._reader.number(header.body + 4, self._width(header), header.end)
        if not 0 < seconds < 2**33:
            return None
        return moments.plausible(EPOCH + timedelta(seconds=seconds), now)

    def _width(self, box: Box) -> int:
        """Of its times, by its version."""
        return 8 if self._reader.number(box.body, 1, box.end) else 4

    def _after_times(self, box: Box, length: int) -> int:
        return self._reader.number(box.body + 4 + 2 * self._width(box), length, box.end)
