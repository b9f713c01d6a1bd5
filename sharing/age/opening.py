"""Reading from the beginning to the end, from a stream that cannot go back."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from sharing.age import header, payload
from sharing.age.errors import Damaged
from sharing.age.payload import FOLLOWED, SEALED
from sharing.age.stanza import Unwraps


def decrypt(stream: BinaryIO, identities: Sequence[Unwraps]) -> Iterator[bytes]:
    """Every chunk is verified before it is given out; the file is whole only at the end.

    Raises Damaged and Unopenable: at once for the header, while iterating for the rest.
    """
    file_key = header.read(stream).unlocked(identities)
    return _opened(stream, payload.Cipher(file_key, payload.read_nonce(stream)))


def _opened(stream: BinaryIO, cipher: payload.Cipher) -> Iterator[bytes]:
    """Holds two chunks at most: a plain one is let go before the next is read."""
    number = 0
    sealed = payload.filled(stream, SEALED)
    while len(sealed) == SEALED and (plain := cipher.tried(number, FOLLOWED, sealed)) is not None:
        yield plain
        del plain  # before the next chunk is read
        number += 1
        sealed = payload.filled(stream, SEALED)
    plain = _last(cipher, number, sealed)
    if stream.read(1):
        raise Damaged("something follows the last chunk")
    if plain:
        yield plain


def _last(cipher: payload.Cipher, number: int, sealed: bytes) -> bytes:
    if not sealed:
        raise Damaged("the file ends before its last chunk")
    return cipher.open_last(number, sealed)
