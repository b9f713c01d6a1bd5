"""Reading anywhere in a file: only the chunks that hold the asked bytes are opened."""

import os
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from sharing.age import header, payload
from sharing.age.payload import CHUNK, FOLLOWED, NONCE, SEALED
from sharing.age.stanza import Unwraps


class Opened:
    """An age file and its key. Its last chunk was verified before anything else was: the size is
    the one it was written with, and a file that lacks its end does not open at all.

    Raises Damaged and Unopenable, here and in reading. One reader at a time.
    """

    def __init__(self, file: BinaryIO, identities: Sequence[Unwraps]) -> None:
        self._file = file
        file.seek(0)
        found = header.read(file)
        self.header = found.digest  # SHA-256 of the header's bytes
        self._cipher = payload.Cipher(found.unlocked(identities), payload.read_nonce(file))
        self._start = len(found.raw) + NONCE
        self.size = payload.plain_size(file.seek(0, os.SEEK_END), len(found.raw))
        self._final = payload.chunks(self.size) - 1
        self._last = self._cipher.open_last(self._final, self._sealed(self._final))

    def read(self, start: int, length: int) -> bytes:
        """Like a slice: what lies behind the end is not there."""
        return b"".join(self.parts(start, start + length))

    def parts(self, start: int, end: int) -> Iterator[bytes]:
        """The bytes from start to before end, a chunk at a time, each verified before it comes."""
        if start < 0:
            raise ValueError("counted from the beginning")
        return self._parts(start, min(end, self.size))

    def close(self) -> None:
        self._file.close()

    def _parts(self, start: int, end: int) -> Iterator[bytes]:
        while start < end:
            number = start // CHUNK
            before = number * CHUNK
            until = min(end, before + CHUNK)
            yield self._chunk(number)[start - before : until - before]
            start = until

    def _chunk(self, number: int) -> bytes:
        if number == self._final:
            return self._last
        return self._cipher.open(number, FOLLOWED, self._sealed(number))

    def _sealed(self, number: int) -> bytes:
        self._file.seek(self._start + number * SEALED)
        return payload.filled(self._file, SEALED)
