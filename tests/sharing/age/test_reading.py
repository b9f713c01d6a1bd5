"""Reading anywhere equals a slice; writing in any pieces is one file; sizes are exact."""

import io
import os
from typing import TYPE_CHECKING, BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharing import age
from sharing.age.payload import NONCE, TAG
from tests.sharing.age.samples import (
    IDENTITY,
    SIZES,
    STRANGER,
    THREE_CHUNKS,
    header_size,
    opened,
    released,
    sealed,
)

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

FILE = opened(sealed(THREE_CHUNKS))
NEAR_A_BOUND = st.builds(
    lambda chunks, more: max(0, chunks * age.CHUNK + more),
    st.integers(0, 3),
    st.integers(-2, 2),
)
PLACES = st.one_of(NEAR_A_BOUND, st.integers(0, len(THREE_CHUNKS) + 10))


@given(PLACES, st.one_of(PLACES, st.just(2**62)))
def test_reading_equals_a_slice(start: int, length: int) -> None:
    assert FILE.read(start, length) == THREE_CHUNKS[start : start + length]


@given(PLACES, PLACES)
def test_parts_are_the_chunks_cut_to_the_range(start: int, end: int) -> None:
    parts = list(FILE.parts(start, end))
    assert b"".join(parts) == THREE_CHUNKS[start:end]
    assert all(0 < len(part) <= age.CHUNK for part in parts)
    bounds = {(start + sum(map(len, parts[:count]))) % age.CHUNK for count in range(1, len(parts))}
    assert bounds <= {0}


def test_a_place_before_the_beginning_is_no_place() -> None:
    with pytest.raises(ValueError, match="beginning"):
        FILE.parts(-1, 5)


@pytest.mark.parametrize("size", SIZES)
def test_the_size_is_known_before_anything_is_read(size: int) -> None:
    file = sealed(bytes(size))
    assert opened(file).size == size
    assert age.cipher_size(size, header_size(file)) == len(file)
    assert age.plain_size(len(file), header_size(file)) == size


@given(st.one_of(st.integers(0, 10**7), st.integers(0, 200), NEAR_A_BOUND))
def test_no_two_sizes_are_confused(cipher: int) -> None:
    try:
        plain = age.plain_size(cipher, 200)
    except age.Damaged:
        full, rest = divmod(cipher - 200 - NONCE, age.CHUNK + TAG)
        assert rest < TAG or (rest == TAG and full) or full < 0
    else:
        assert age.cipher_size(plain, 200) == cipher


def test_nothing_smaller_than_an_empty_file_is_a_file() -> None:
    least = 200 + NONCE + TAG
    assert age.plain_size(least, 200) == 0
    for cipher in range(least):
        with pytest.raises(age.Damaged):
            age.plain_size(cipher, 200)


@settings(max_examples=40)
@given(st.lists(st.one_of(NEAR_A_BOUND, st.integers(0, 300)), max_size=6))
def test_pieces_of_any_size_make_one_file(sizes: list[int]) -> None:
    pieces = [os.urandom(size) for size in sizes]
    whole = b"".join(pieces)
    written = io.BytesIO()
    sealer = age.Sealer(written, [IDENTITY.recipient])
    for piece in pieces:
        assert sealer.write(piece) == len(piece)
    sealer.close()
    assert sealer.size == len(whole)
    file = opened(written.getvalue())
    assert (file.read(0, file.size), file.header) == (whole, sealer.header)
    assert released(b"".join(age.encrypt([IDENTITY.recipient], pieces))) == (whole, None)


def test_a_file_not_closed_is_one_cut_short() -> None:
    written = io.BytesIO()
    sealer = age.Sealer(written, [IDENTITY.recipient])
    sealer.write(bytes(3 * age.CHUNK))
    given, error = released(written.getvalue())
    assert (given, type(error)) == (bytes(2 * age.CHUNK), age.Damaged)
    sealer.close()
    sealer.close()
    assert released(written.getvalue()) == (bytes(3 * age.CHUNK), None)
    with pytest.raises(ValueError, match="closed"):
        sealer.write(b"more")


def test_every_recipient_opens_it_and_nobody_else() -> None:
    file = sealed(b"for two", [IDENTITY.recipient, STRANGER.recipient])
    assert released(file, IDENTITY) == released(file, STRANGER) == (b"for two", None)
    given, error = released(file, age.Identity.generate())
    assert (given, type(error)) == (b"", age.Unopenable)


def test_a_file_for_nobody_is_not_written() -> None:
    with pytest.raises(ValueError, match="nobody"):
        age.encrypt([], [b"data"])


def test_the_same_words_never_make_the_same_file() -> None:
    first, second = sealed(b"same"), sealed(b"same")
    assert opened(first).header != opened(second).header
    assert first[-20:] != second[-20:]


class Narrow(io.BytesIO):
    """A file without a buffer, that takes a little of what it is given."""

    def write(self, data: "ReadableBuffer", /) -> int:
        return super().write(memoryview(data)[:1000])


def test_a_file_that_takes_little_at_a_time_gets_all() -> None:
    written = Narrow()
    sealer = age.Sealer(written, [IDENTITY.recipient])
    sealer.write(THREE_CHUNKS)
    sealer.close()
    assert released(written.getvalue()) == (THREE_CHUNKS, None)


class Failing(io.BytesIO):
    """A disk that is full once, and then has room again."""

    fails = True

    def write(self, data: "ReadableBuffer", /) -> int:
        if self.fails and self.tell() > age.CHUNK:
            self.fails = False
            raise OSError("no space left")
        return super().write(data)


def test_a_file_that_could_not_be_written_gets_no_end() -> None:
    written = Failing()
    sealer = age.Sealer(written, [IDENTITY.recipient])
    with pytest.raises(OSError, match="no space"):
        sealer.write(bytes(3 * age.CHUNK))
    with pytest.raises(ValueError, match="closed"):
        sealer.write(b"more")
    sealer.close()
    given, error = released(written.getvalue())
    assert (given, type(error)) == (bytes(age.CHUNK), age.Damaged)


class Trickle:
    """A pipe: never more than a few bytes at a time, and no way back."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def read(self, size: int) -> bytes:
        return self._data.read(min(size, 1000))

    def readline(self, size: int) -> bytes:
        return self._data.readline(size)


def test_a_stream_may_come_in_drops() -> None:
    stream = cast("BinaryIO", Trickle(sealed(THREE_CHUNKS)))
    assert released(stream) == (THREE_CHUNKS, None)
