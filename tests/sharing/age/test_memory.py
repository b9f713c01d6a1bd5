"""A stream of any length holds two chunks: one sealed, one plain."""

import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path

import pytest

from sharing import age
from tests.sharing.age.samples import IDENTITY

PIECES = 1024  # of 64 KiB: 64 MiB
PIECE, ODD_PIECE = bytes(age.CHUNK), bytes(50_000)
TWO_CHUNKS = 2 * (age.CHUNK + 16)
SLACK = 16 * 1024  # everything small: the header, the key, the frames


@contextmanager
def at_most(allowed: int) -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak <= allowed, f"{peak / 1024:.0f} KiB"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("age") / "large.age"
    with path.open("wb", buffering=0) as file, at_most(TWO_CHUNKS + SLACK):
        for part in age.encrypt([IDENTITY.recipient], repeat(PIECE, PIECES)):
            file.write(part)
            del part
    return path


def test_writing_holds_two_chunks(large: Path) -> None:
    assert large.stat().st_size > PIECES * len(PIECE)


def test_a_sealer_holds_two_chunks() -> None:
    with Path("/dev/null").open("wb", buffering=0) as file, at_most(TWO_CHUNKS + SLACK):
        sealer = age.Sealer(file, [IDENTITY.recipient])
        for piece in repeat(ODD_PIECE, PIECES):
            sealer.write(piece)
        sealer.close()


def test_reading_holds_two_chunks(large: Path) -> None:
    size = 0
    with large.open("rb", buffering=0) as file, at_most(TWO_CHUNKS + SLACK):
        for part in age.decrypt(file, [IDENTITY]):
            size += len(part)
            del part
    assert size == PIECES * len(PIECE)


def test_reading_anywhere_holds_the_last_chunk_besides(large: Path) -> None:
    size = 0
    with large.open("rb", buffering=0) as file, at_most(TWO_CHUNKS + age.CHUNK + SLACK):
        for part in age.Opened(file, [IDENTITY]).parts(1000, 2**40):
            size += len(part)
            del part
    assert size == PIECES * len(PIECE) - 1000
