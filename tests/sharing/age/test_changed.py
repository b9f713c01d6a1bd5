"""A changed, shortened or lengthened file is refused, and nothing of a bad chunk comes out."""

import io

import pytest

from sharing import age
from sharing.age.payload import SEALED
from tests.sharing.age import forged
from tests.sharing.age.samples import (
    IDENTITY,
    THREE_CHUNKS,
    flipped,
    header_size,
    opened,
    released,
    sealed,
)

SMALL = sealed(b"a wound, 3 cm")
LARGE = sealed(THREE_CHUNKS)
START = header_size(LARGE) + 16
FIRST_CHUNK = THREE_CHUNKS[: age.CHUNK]


@pytest.mark.parametrize("bit", range(8))
def test_no_byte_of_a_small_file_can_be_flipped(bit: int) -> None:
    assert released(SMALL) == (b"a wound, 3 cm", None)
    for place in range(len(SMALL)):
        given, error = released(flipped(SMALL, place, bit))
        assert (given, isinstance(error, age.Damaged | age.Unopenable)) == (b"", True), place
        with pytest.raises((age.Damaged, age.Unopenable)):
            opened(flipped(SMALL, place, bit))


@pytest.mark.parametrize("place", [START + SEALED, START + SEALED + 40_000, START + 2 * SEALED - 1])
def test_a_flip_in_the_second_chunk_lets_out_the_first_alone(place: int) -> None:
    changed = flipped(LARGE, place)
    given, error = released(changed)
    assert given == FIRST_CHUNK
    assert isinstance(error, age.Damaged)
    file = opened(changed)
    for start, length in [(0, len(THREE_CHUNKS)), (age.CHUNK, 1), (age.CHUNK - 1, 2)]:
        with pytest.raises(age.Damaged):
            file.read(start, length)
    assert file.read(0, age.CHUNK) == FIRST_CHUNK
    assert file.read(2 * age.CHUNK, 100) == THREE_CHUNKS[2 * age.CHUNK :]


@pytest.mark.parametrize("place", [START + 2 * SEALED, len(LARGE) - 1])
def test_a_flip_in_the_last_chunk_opens_nothing_at_random(place: int) -> None:
    given, error = released(flipped(LARGE, place))
    assert given == THREE_CHUNKS[: 2 * age.CHUNK]
    assert isinstance(error, age.Damaged)
    with pytest.raises(age.Damaged):
        opened(flipped(LARGE, place))


def test_a_small_file_cut_anywhere_is_refused() -> None:
    for length in range(len(SMALL)):
        given, error = released(SMALL[:length])
        assert (given, type(error)) == (b"", age.Damaged), length
        with pytest.raises(age.Damaged):
            opened(SMALL[:length])


def test_a_file_of_a_header_alone_says_so() -> None:
    for length in range(START, START + 16):
        _, error = released(LARGE[: length - 16])
        assert str(error) == "the file ends after its header"


@pytest.mark.parametrize("chunks", [0, 1, 2])
@pytest.mark.parametrize("more", [-1, 0, 1, 15, 16, 17])
def test_a_file_cut_near_the_bounds_of_a_chunk_is_refused(chunks: int, more: int) -> None:
    cut = LARGE[: START + chunks * SEALED + more]
    given, error = released(cut)
    assert given == THREE_CHUNKS[: (chunks - (more < 0)) * age.CHUNK if chunks else 0]
    assert type(error) is age.Damaged
    with pytest.raises(age.Damaged):
        opened(cut)


@pytest.mark.parametrize("size", [0, 1, age.CHUNK - 1, age.CHUNK, age.CHUNK + 1])
@pytest.mark.parametrize("tail", [b"\n", bytes(16), bytes(SEALED)], ids=["line", "tag", "chunk"])
def test_what_follows_the_last_chunk_is_refused(size: int, tail: bytes) -> None:
    added = sealed(bytes(size)) + tail
    given, error = released(added)
    assert len(given) == size // age.CHUNK * age.CHUNK * (size > age.CHUNK)
    assert type(error) is age.Damaged
    with pytest.raises(age.Damaged):
        opened(added)


def test_chunks_keep_their_order() -> None:
    first, second = (LARGE[START + at * SEALED :][:SEALED] for at in (0, 1))
    swapped = LARGE[:START] + second + first + LARGE[START + 2 * SEALED :]
    given, error = released(swapped)
    assert (given, type(error)) == (b"", age.Damaged)
    with pytest.raises(age.Damaged):
        opened(swapped).read(0, 1)


def test_a_payload_under_another_files_header_is_refused() -> None:
    other = sealed(THREE_CHUNKS)
    mixed = other[: header_size(other)] + LARGE[header_size(LARGE) :]
    assert type(released(mixed)[1]) is age.Damaged


def test_a_last_chunk_that_is_empty_is_refused() -> None:
    """Only the file that is empty has one. No writer of ours makes this: it is made by hand."""
    file = forged.header(forged.stanza()) + forged.payload(bytes(age.CHUNK), b"")
    given, error = released(file)
    assert given == bytes(age.CHUNK)
    assert str(error) == "the last chunk is empty"
    with pytest.raises(age.Damaged):
        opened(file)


def test_a_file_that_shrinks_while_it_is_read_gives_nothing_wrong() -> None:
    disk = io.BytesIO(LARGE)
    file = age.Opened(disk, [IDENTITY])
    disk.truncate(START + SEALED + 100)
    assert file.read(0, age.CHUNK) == FIRST_CHUNK
    with pytest.raises(age.Damaged):
        file.read(age.CHUNK, 1)
