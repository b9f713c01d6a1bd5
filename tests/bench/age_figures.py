"""What the format costs beside the bare cipher it is made of, in one run on one machine."""

import os
import time
import tracemalloc
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import repeat
from tempfile import TemporaryFile
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from sharing import age

MEGABYTE = 1_000_000
KIBIBYTE = 1024
PIECE = os.urandom(age.CHUNK)
IDENTITY = age.Identity.generate()


@dataclass(frozen=True)
class AgeFigures:
    """Megabytes a second, the best of the rounds; and what one stream holds, in bytes."""

    sealing: float  # the bare cipher, 64 KiB at a time
    opening: float
    encrypt: float
    decrypt: float
    anywhere: float  # Opened, from the first byte to the last
    encrypt_bytes: int
    decrypt_bytes: int
    anywhere_bytes: int

    @property
    def encrypt_ratio(self) -> float:
        return self.encrypt / self.sealing

    @property
    def decrypt_ratio(self) -> float:
        return self.decrypt / self.opening

    @property
    def anywhere_ratio(self) -> float:
        return self.anywhere / self.opening

    def rows(self) -> list[list[str]]:
        """Name, MB/s, share of the bare cipher, KiB a stream: as a table shows them."""
        return [
            ["the cipher alone: seal", f"{self.sealing:.0f}", "1", ""],
            ["the cipher alone: open", f"{self.opening:.0f}", "1", ""],
            _row("encrypt", self.encrypt, self.encrypt_ratio, self.encrypt_bytes),
            _row("decrypt", self.decrypt, self.decrypt_ratio, self.decrypt_bytes),
            _row("read anywhere", self.anywhere, self.anywhere_ratio, self.anywhere_bytes),
        ]


def measured(pieces: int = 512, rounds: int = 24) -> AgeFigures:
    """So many pieces of 64 KiB each time (512 are 32 MiB), every kind in every round.

    Short turns, many times: on a machine shared with others, each kind meets quiet moments.
    """
    sealed = list(_sealed_bare(pieces))
    with TemporaryFile(buffering=0) as file:
        _copy(age.encrypt([IDENTITY.recipient], repeat(PIECE, pieces)), file)
        work: list[Callable[[], None]] = [
            lambda: _drop(_sealed_bare(pieces)),
            lambda: _open_bare(sealed),
            lambda: _drop(age.encrypt([IDENTITY.recipient], repeat(PIECE, pieces))),
            lambda: _drop(_decrypted(file)),
            lambda: _drop(age.Opened(file, [IDENTITY]).parts(0, 2**62)),
        ]
        taken = [[_seconds(one) for one in work] for _ in range(rounds)]
        speeds = [pieces * len(PIECE) / MEGABYTE / min(times) for times in zip(*taken, strict=True)]
        return AgeFigures(*speeds, *map(_held, work[2:]))


def _sealed_bare(pieces: int) -> Iterable[bytes]:
    cipher = ChaCha20Poly1305(bytes(32))
    return (cipher.encrypt(_nonce(number), PIECE, None) for number in range(pieces))


def _open_bare(sealed: list[bytes]) -> None:
    cipher = ChaCha20Poly1305(bytes(32))
    for number, chunk in enumerate(sealed):
        cipher.decrypt(_nonce(number), chunk, None)


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _decrypted(file: BinaryIO) -> Iterable[bytes]:
    file.seek(0)
    return age.decrypt(file, [IDENTITY])


def _copy(parts: Iterable[bytes], file: BinaryIO) -> None:
    for part in parts:
        file.write(part)


def _drop(parts: Iterable[bytes]) -> None:
    for part in parts:
        del part


def _seconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _held(work: Callable[[], None]) -> int:
    """The most that was held at one moment."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _row(name: str, speed: float, ratio: float, held: int) -> list[str]:
    return [name, f"{speed:.0f}", f"{ratio:.2f}", f"{held / KIBIBYTE:.0f}"]
