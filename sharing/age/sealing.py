"""Writing: bytes come in pieces of any size, sealed chunks go out as soon as they are full."""

import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import BinaryIO

from sharing.age import header, payload
from sharing.age.payload import CHUNK, FOLLOWED, LAST
from sharing.age.stanza import Wraps


class Sealing:
    """The bytes of one file. A full chunk waits until more comes: it might be the last."""

    def __init__(self, recipients: Sequence[Wraps]) -> None:
        file_key, self.header = header.written(recipients)
        nonce = os.urandom(payload.NONCE)
        self.start = self.header + nonce
        self.size = 0
        self._cipher = payload.Cipher(file_key, nonce)
        self._number = 0
        self._waiting = memoryview(bytearray(CHUNK))
        self._held = 0

    def add(self, data: bytes) -> Iterator[bytes]:
        """Must be run to its end, or bytes are lost."""
        self.size += len(data)
        rest = memoryview(data)
        while rest:
            if self._held == CHUNK:
                yield self._seal(self._waiting)
                self._held = 0
            elif not self._held and len(rest) > CHUNK:
                yield self._seal(rest[:CHUNK])
                rest = rest[CHUNK:]
            else:
                rest = self._keep(rest)

    def finish(self) -> bytes:
        return self._cipher.seal(self._number, LAST, self._waiting[: self._held])

    def _keep(self, rest: memoryview) -> memoryview:
        """Fills up what waits, to one chunk at most, and gives back what is left."""
        taken = rest[: CHUNK - self._held]
        self._waiting[self._held : self._held + len(taken)] = taken
        self._held += len(taken)
        return rest[len(taken) :]

    def _seal(self, plain: memoryview) -> bytes:
        self._number += 1
        return self._cipher.seal(self._number - 1, FOLLOWED, plain)


def encrypt(recipients: Sequence[Wraps], source: Iterable[bytes]) -> Iterator[bytes]:
    """The age file, piece by piece: it is whole only when the iterator has ended."""
    return _encrypted(Sealing(recipients), source)


def _encrypted(sealing: Sealing, source: Iterable[bytes]) -> Iterator[bytes]:
    yield sealing.start
    for data in source:
        yield from sealing.add(data)
    yield sealing.finish()


class Sealer:
    """Writes an age file: it can be opened only after `close`, which leaves the file open."""

    def __init__(self, file: BinaryIO, recipients: Sequence[Wraps]) -> None:
        self._sealing = Sealing(recipients)
        self._file = file
        self._closed = False
        _write_whole(file, self._sealing.start)

    @property
    def size(self) -> int:
        """Plain bytes so far."""
        return self._sealing.size

    @property
    def header(self) -> bytes:
        """SHA-256 of the header, by which this file is told from any other."""
        return sha256(self._sealing.header).digest()

    def write(self, data: bytes) -> int:
        if self._closed:
            raise ValueError("the file is closed already")
        self._closed = True  # stays so if writing fails: no end is put to what lacks a part
        for sealed in self._sealing.add(data):
            _write_whole(self._file, sealed)
            del sealed  # before the next one is made
        self._closed = False
        return len(data)

    def close(self) -> None:
        """Seals the last chunk. Not called, or after a write that failed, the file stays one
        that is cut short.
        """
        if not self._closed:
            self._closed = True
            _write_whole(self._file, self._sealing.finish())


def _write_whole(file: BinaryIO, data: bytes) -> None:
    """A file without a buffer may take less than it is given, and a full disk says so only then."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]
