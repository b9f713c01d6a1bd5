"""Writes films: small, with a place in every corner where telephones and cameras write one."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.messaging.attachments.heif import box, full

PLACE = b"+35.6812+139.7671+012.3/"
TAKEN_AT = datetime(2026, 4, 1, 0, 30, tzinfo=UTC)
SECONDS = int((TAKEN_AT - datetime(1904, 1, 1, tzinfo=UTC)).total_seconds())
UPRIGHT = (0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
TURNED = (0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000)


@dataclass(frozen=True)
class Track:
    """One track of one chunk; `number` is also its place."""

    number: int
    handler: bytes
    coding: bytes
    samples: Sequence[bytes]
    matrix: tuple[int, ...] = UPRIGHT


PICTURES = Track(1, b"vide", b"avc1", (b"PICTURE-1", b"PICTURE-TWO", b"P3"))
SOUND = Track(2, b"soun", b"mp4a", (b"SOUND-1", b"SOUND-2"))
MEASURED = Track(3, b"meta", b"mebx", (b"GPS" + PLACE, PLACE))


def film(
    tracks: Sequence[Track] = (PICTURES, SOUND, MEASURED), brand: bytes = b"qt  ",
    *, first: bool = False, wide: bool = False, extra: bytes = b"",
) -> bytes:  # fmt: skip
    """A film with places everywhere; `first`: its index is before its data, `wide`: 64 bits."""
    start = box(b"ftyp", brand, bytes(4), brand + b"mp42") + box(b"wide") + extra
    data = b"".join(b"".join(track.samples) + b"--gap--" for track in tracks)
    after = box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac"), _xmp())
    index = _index(tracks, [0] * len(tracks), wide=wide)
    at = len(start) + 8 + (len(index) if first else 0)
    places = []
    for track in tracks:
        places.append(at)
        at += sum(map(len, track.samples)) + 7
    index = _index(tracks, places, wide=wide)
    middle = [index, box(b"mdat", data)] if first else [box(b"mdat", data), index]
    return b"".join([start, *middle, after, box(b"free", b"left over " + PLACE)])


def fragmented(tracks: Sequence[Track] = (PICTURES, MEASURED)) -> bytes:
    """A film written as it is taken, a fragment for every sample of its pictures."""
    start = box(b"ftyp", b"iso5", bytes(4), b"iso5mp41")
    usual = [full(b"trex", struct.pack(">5I", track.number, 1, 0, 0, 0)) for track in tracks]
    empty = [_track(Track(t.number, t.handler, t.coding, (), t.matrix), 0) for t in tracks]
    made = [start, box(b"moov", _movie(0), *empty, box(b"mvex", *usual), _told())]
    for at in range(2):
        made += _fragment([(track, track.samples[at]) for track in tracks])
    return b"".join(made)


def _fragment(runs: Sequence[tuple[Track, bytes]]) -> list[bytes]:
    moof = _moof(runs, 0)
    return [_moof(runs, len(moof) + 8), box(b"mdat", *(sample for _track, sample in runs), PLACE)]


def _moof(runs: Sequence[tuple[Track, bytes]], offset: int) -> bytes:
    pieces = []
    for track, sample in runs:
        head = full(b"tfhd", struct.pack(">I", track.number), flags=0x20000)
        run = struct.pack(">IiII", 1, offset, 15000, len(sample))
        pieces.append(box(b"traf", head, full(b"trun", run, flags=0x301)))
        offset += len(sample)
    return box(b"moof", full(b"mfhd", struct.pack(">I", 1)), *pieces)


def _index(tracks: Sequence[Track], places: Sequence[int], *, wide: bool = False) -> bytes:
    made = [_track(track, place, wide=wide) for track, place in zip(tracks, places, strict=True)]
    return box(b"moov", _movie(90_500), *made, _told(), _keys())


def _movie(length: int) -> bytes:
    return full(
        b"mvhd", struct.pack(">IIII", SECONDS, SECONDS, 30_000, length),
        struct.pack(">IH10x9i24xI", 0x10000, 0x100, *UPRIGHT, 4),
    )  # fmt: skip


def _track(track: Track, place: int, *, wide: bool = False) -> bytes:
    size = (1920 << 16, 1080 << 16) if track.handler == b"vide" else (0, 0)
    header = struct.pack(">IIIIIQ", SECONDS, SECONDS, track.number, 0, 90_500, 0)
    turned = struct.pack(">HHHH9iII", 0, 0, 0, 0, *track.matrix, *size)
    medium = struct.pack(">IIIIHH", SECONDS, SECONDS, 30_000, 90_500, 0, 0)
    handler = full(b"hdlr", b"mhlr", track.handler, b"appl" + bytes(8), b"Camera of H. Yamada\0")
    own = box(b"udta", full(b"\xa9xyz", PLACE), box(b"name", b"bedroom"))
    return box(
        b"trak", full(b"tkhd", header, turned, flags=3),
        box(b"mdia", full(b"mdhd", medium), handler, _where(track, place, wide=wide)), own,
    )  # fmt: skip


def _where(track: Track, place: int, *, wide: bool) -> bytes:
    sizes = [len(sample) for sample in track.samples]
    count = len(sizes)
    named = b"\x0cTelephone 15" + bytes(19) if track.handler == b"vide" else bytes(32)
    entry = box(track.coding, bytes(6), b"\0\1", bytes(34), named, bytes(4))
    offsets = full(b"co64", struct.pack(">IQ", 1, place)) if wide else full(
        b"stco", struct.pack(">II", 1, place)
    )  # fmt: skip
    if not count:
        offsets = full(b"stco", bytes(4))
    chunks = full(b"stsc", struct.pack(">IIII", 1, 1, count, 1) if count else bytes(4))
    return box(
        b"minf", full(b"vmhd", bytes(8)),
        box(b"dinf", full(b"dref", struct.pack(">I", 1), full(b"url ", flags=1))),
        box(
            b"stbl", full(b"stsd", struct.pack(">I", 1), entry),
            full(b"stts", struct.pack(">III", 1, count, 1000)), chunks,
            full(b"stsz", struct.pack(f">II{count}I", 0, count, *sizes)), offsets,
        ),
    )  # fmt: skip


def _told() -> bytes:
    place = struct.pack(">HH", len(PLACE), 0x15C7) + PLACE
    model = struct.pack(">HH", 12, 0x15C7) + b"Telephone 15"
    return box(b"udta", box(b"\xa9xyz", place), box(b"\xa9mod", model), box(b"XMP_", _xmp()))


def _keys() -> bytes:
    """As Apple writes it: a table of keys, and their values."""
    name = b"com.apple.quicktime.location.ISO6709"
    keys = full(b"keys", struct.pack(">I", 1), box(b"mdta", name))
    value = box(b"data", struct.pack(">II", 1, 0), PLACE)
    handler = full(b"hdlr", bytes(4), b"mdta", bytes(13))
    return box(b"meta", handler, keys, box(b"ilst", box(b"\0\0\0\1", value)))


def _xmp() -> bytes:
    return (
        b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        b'xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="35,40.872N" '
        b'exif:GPSLongitude="139,46.026E"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
