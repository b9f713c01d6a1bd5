"""Writes HEIC files: no library at hand does. Each block of a picture is stored as it is (PCM).

ITU-T H.265 for the picture, ISO/IEC 23008-12 for the file around it.
"""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass

BLOCK = 16
Colour = tuple[int, int, int]
Paint = Callable[[int, int], Colour]
# profile_tier_level: Main Still Picture, level 6.2
PROFILE = "000000110111" + "0" * 28 + "1001" + "0" * 44 + f"{186:08b}"


def picture(width: int, height: int, paint: Paint) -> tuple[bytes, list[bytes]]:
    """A picture whose blocks of 16 pixels have one colour each, and its parameter sets."""
    across, down = width // BLOCK, height // BLOCK
    slices = [
        _slice(at, across * down, paint(at % across, at // across)) for at in range(across * down)
    ]
    data = b"".join(struct.pack(">I", len(each)) + each for each in slices)
    return data, [_unit(32, _video()), _unit(33, _sequence(width, height)), _unit(34, _pictures())]


@dataclass(frozen=True)
class Item:
    """A part of the file; `tiles` and `describes` are references to others by their places."""

    kind: bytes
    data: bytes
    properties: Sequence[int] = ()
    describes: int | None = None
    tiles: Sequence[int] = ()
    suffix: bytes = b""


def file(width: int, height: int, paint: Paint, *, exif: bytes = b"", xmp: bytes = b"",
         turn: int = 0, mirror: bool = False) -> bytes:  # fmt: skip
    """A still picture; `turn` counts quarters against the clock, before a mirror left to right."""
    data, sets = picture(width, height, paint)
    properties = [_configuration(sets), _extent(width, height)]
    shown = [0x81, 0x02]
    if turn:
        properties.append(box(b"irot", bytes([turn])))
        shown.append(0x80 | len(properties))
    if mirror:
        properties.append(box(b"imir", bytes([1])))
        shown.append(0x80 | len(properties))
    items = [Item(b"hvc1", data, shown)]
    if exif:
        items.append(Item(b"Exif", bytes(4) + exif, describes=1))
    if xmp:
        items.append(Item(b"mime", xmp, describes=1, suffix=b"application/rdf+xml\0"))
    return _file(items, properties)


def grid(width: int, height: int, side: int, colour: Colour, most: int = 256) -> bytes:
    """A large picture of equal tiles, as telephones write them; the tiles share their bytes."""
    data, sets = picture(side, side, lambda _x, _y: colour)
    columns, rows = min(-(-width // side), most), min(-(-height // side), most)
    count = columns * rows
    shape = bytes([0, 1, rows - 1, columns - 1]) + struct.pack(">II", width, height)
    tiles = [Item(b"hvc1", data, (0x81, 0x02)) for _at in range(count)]
    items = [Item(b"grid", shape, (0x03,), tiles=range(2, count + 2)), *tiles]
    return _file(items, [_configuration(sets), _extent(side, side), _extent(width, height)])


def box(kind: bytes, *content: bytes) -> bytes:
    joined = b"".join(content)
    return struct.pack(">I", len(joined) + 8) + kind + joined


def full(kind: bytes, *content: bytes, version: int = 0, flags: int = 0) -> bytes:
    return box(kind, struct.pack(">I", version << 24 | flags), *content)


# The file


def _file(items: Sequence[Item], properties: Sequence[bytes]) -> bytes:
    brand = box(b"ftyp", b"heic", bytes(4), b"mif1heic")
    length = len(brand) + len(_meta(items, properties, [0] * len(items)))
    places: dict[bytes, int] = {}
    at = length + 8
    for item in items:
        if item.data not in places:
            places[item.data] = at
            at += len(item.data)
    meta = _meta(items, properties, [places[item.data] for item in items])
    return brand + meta + box(b"mdat", *places)


def _meta(items: Sequence[Item], properties: Sequence[bytes], places: Sequence[int]) -> bytes:
    located = [
        struct.pack(">HHHII", at + 1, 0, 1, places[at], len(item.data))
        for at, item in enumerate(items)
    ]
    named = [
        full(b"infe", struct.pack(">HH", at + 1, 0), item.kind, b"\0", item.suffix, version=2,
             flags=1 if at > 0 and item.kind == b"hvc1" else 0)
        for at, item in enumerate(items)
    ]  # fmt: skip
    return full(
        b"meta",
        full(b"hdlr", bytes(4), b"pict", bytes(13)),
        full(b"pitm", struct.pack(">H", 1)),
        full(b"iloc", b"\x44\0", struct.pack(">H", len(items)), *located),
        full(b"iinf", struct.pack(">H", len(items)), *named),
        full(b"iref", *_references(items)),
        box(b"iprp", box(b"ipco", *properties), _associations(items)),
    )


def _references(items: Sequence[Item]) -> list[bytes]:
    made = []
    for at, item in enumerate(items, start=1):
        if item.describes is not None:
            made.append(box(b"cdsc", struct.pack(">HHH", at, 1, item.describes)))
        if item.tiles:
            count = len(item.tiles)
            made.append(box(b"dimg", struct.pack(f">HH{count}H", at, count, *item.tiles)))
    return made


def _associations(items: Sequence[Item]) -> bytes:
    lists = [
        struct.pack(">HB", at, len(item.properties)) + bytes(item.properties)
        for at, item in enumerate(items, start=1) if item.properties
    ]  # fmt: skip
    return full(b"ipma", struct.pack(">I", len(lists)), *lists)


def _extent(width: int, height: int) -> bytes:
    return full(b"ispe", struct.pack(">II", width, height))


def _configuration(sets: Sequence[bytes]) -> bytes:
    start = bytes(
        [1, 0x03, 0x70, 0, 0, 0, 0x90, 0, 0, 0, 0, 0, 186, 0xF0, 0, 0xFC, 0xFD, 0xF8, 0xF8]
    )
    arrays = [
        bytes([0x80 | kind, 0, 1]) + struct.pack(">H", len(unit)) + unit
        for kind, unit in zip((32, 33, 34), sets, strict=True)
    ]
    return box(b"hvcC", start, b"\0\0\x0f", bytes([len(sets)]), *arrays)


# The picture


def _ue(value: int) -> str:
    binary = f"{value + 1:b}"
    return "0" * (len(binary) - 1) + binary


def _closed(bits: str) -> bytes:
    bits += "1"
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def _unit(kind: int, payload: bytes) -> bytes:
    """With a 3 wherever two zeros would look like a beginning."""
    made, zeros = bytearray(), 0
    for byte in payload:
        if zeros >= 2 and byte <= 3:
            made.append(3)
            zeros = 0
        made.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    return bytes([kind << 1, 1]) + bytes(made)


def _video() -> bytes:
    return _closed("0000110000000001" + "1" * 16 + PROFILE + "1111000000100")


def _sequence(width: int, height: int) -> bytes:
    blocks = _ue(1) + _ue(0) + _ue(0) + _ue(2) + _ue(0) + _ue(0)
    stored = "101110111" + _ue(1) + _ue(0) + "1"
    return _closed(
        "0000" "000" "1" + PROFILE + _ue(0) + _ue(1) + _ue(width) + _ue(height) + "0"
        + _ue(0) + _ue(0) + _ue(0) + "1" "111" + blocks + "000" + stored + _ue(0) + "000" "00"
    )  # fmt: skip


def _pictures() -> bytes:
    return _closed("11000000011100011000000010100100")


def _slice(at: int, count: int, colour: Colour) -> bytes:
    """A slice of its own for every block: so the arithmetic coder never leaves its first state."""
    address = f"{at:0{(count - 1).bit_length()}b}" if at else ""
    header = ("1" if at == 0 else "0") + "0" + _ue(0) + address + _ue(2) + _ue(0)
    luma, blue, red = _ycbcr(colour)
    samples = bytes([luma]) * 256 + bytes([blue]) * 64 + bytes([red]) * 64
    # After part_mode (most probable) the range is 270; pcm_flag and the end of the slice terminate.
    payload = _closed(header) + _flushed(268) + samples + _flushed(508)
    return _unit(19, payload)


def _flushed(low: int) -> bytes:
    """What the arithmetic coder writes at its end (9.3.4.9), the stop bit being its last."""
    return _closed(f"{low:010b}"[1:9])


def _ycbcr(colour: Colour) -> Colour:
    red, green, blue = colour
    luma = 0.299 * red + 0.587 * green + 0.114 * blue
    return (
        round(luma),
        min(255, round(128 + (blue - luma) / 1.772)),
        min(255, round(128 + (red - luma) / 1.402)),
    )
