"""Films of any size, made box by box (ISO/IEC 14496-12), that say nothing about themselves.

Nothing in them is to be blanked, so what is served afterwards is byte for byte what was sent.
"""

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

SAMPLE = 1024 * 1024
FTYP = b"isom" + bytes(4) + b"isomiso2avc1mp41"
MATRIX = b"".join(number.to_bytes(4) for number in (0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000))
WIDTH, HEIGHT = 1280, 720


def film(path: Path, size: int, seed: int = 1, canary: bytes = b"") -> str:
    """Writes a film with `size` bytes of pictures; returns the SHA-256 of the file."""
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for part in parts(size, seed, canary):
            file.write(part)
            digest.update(part)
    return digest.hexdigest()


def parts(size: int, seed: int = 1, canary: bytes = b"") -> Iterator[bytes]:
    """Its beginning, then its pictures: noise that begins with the canary, a sample at a time."""
    yield beginning(size)
    noise = random.Random(seed)  # noqa: S311 - pictures, not secrets
    for start in range(0, size, SAMPLE):
        length = min(SAMPLE, size - start)
        yield (canary + noise.randbytes(length))[:length]


def beginning(size: int) -> bytes:
    """Everything in front of the pictures, the head of their box included."""
    count = -(-size // SAMPLE)
    sizes = [min(SAMPLE, size - start) for start in range(0, size, SAMPLE)]
    top = box(b"ftyp", FTYP)
    first = len(top) + len(moov(sizes, [0] * count)) + 8
    offsets = [first + number * SAMPLE for number in range(count)]
    return top + moov(sizes, offsets) + (size + 8).to_bytes(4) + b"mdat"


def moov(sizes: list[int], offsets: list[int]) -> bytes:
    table = b"".join(
        (
            full(b"stsd", number(1) + box(b"avc1", sample_entry())),
            full(b"stts", number(1) + number(len(sizes)) + number(1000)),
            full(b"stsc", number(1) + number(1) + number(1) + number(1)),
            full(b"stsz", number(0) + number(len(sizes)) + b"".join(map(number, sizes))),
            full(b"stco", number(len(offsets)) + b"".join(map(number, offsets))),
        )
    )
    media = b"".join(
        (
            full(b"mdhd", times() + number(1000) + number(1000 * len(sizes)) + b"\x55\xc4\0\0"),
            full(b"hdlr", bytes(4) + b"vide" + bytes(13)),
            box(b"minf", full(b"vmhd", bytes(8), 1) + references() + box(b"stbl", table)),
        )
    )
    track = full(b"tkhd", track_header(len(sizes)), 3) + box(b"mdia", media)
    return box(b"moov", full(b"mvhd", movie_header(len(sizes))) + box(b"trak", track))


def movie_header(seconds: int) -> bytes:
    head = times() + number(1000) + number(1000 * seconds) + number(0x10000) + b"\1\0" + bytes(10)
    return head + MATRIX + bytes(24) + number(2)


def track_header(seconds: int) -> bytes:
    head = times() + number(1) + bytes(4) + number(1000 * seconds) + bytes(16)
    return head + MATRIX + number(WIDTH << 16) + number(HEIGHT << 16)


def sample_entry() -> bytes:
    sizes = WIDTH.to_bytes(2) + HEIGHT.to_bytes(2)
    resolution = number(0x480000) * 2 + bytes(4) + b"\0\1"
    configuration = box(b"avcC", b"\1\x42\0\x1e\xff\xe0\0")
    return (
        bytes(6)
        + b"\0\1"
        + bytes(16)
        + sizes
        + resolution
        + bytes(32)
        + b"\0\x18\xff\xff"
        + configuration
    )


def references() -> bytes:
    return box(b"dinf", full(b"dref", number(1) + full(b"url ", b"", 1)))


def times() -> bytes:
    return bytes(8)


def full(kind: bytes, content: bytes, flags: int = 0) -> bytes:
    return box(kind, number(flags) + content)


def box(kind: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4) + kind + content


def number(value: int) -> bytes:
    return value.to_bytes(4)
