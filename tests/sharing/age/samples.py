"""Files and keys the tests of the format share. The keys are new in every run."""

import io
import os
from collections.abc import Iterable
from typing import BinaryIO

from sharing import age
from sharing.age.stanza import Unwraps, Wraps

IDENTITY = age.Identity.generate()
STRANGER = age.Identity.generate()
SIZES = (0, 1, 65_535, 65_536, 65_537, 5_000_000)
THREE_CHUNKS = os.urandom(2 * age.CHUNK + 100)


def sealed(data: bytes, recipients: Iterable[Wraps] = (IDENTITY.recipient,)) -> bytes:
    return b"".join(age.encrypt(tuple(recipients), [data]))


def header_size(file: bytes) -> int:
    return file.index(b"\n--- ") + len("\n--- ") + 43 + 1


def flipped(file: bytes, place: int, bit: int = 0) -> bytes:
    return file[:place] + bytes([file[place] ^ 1 << bit]) + file[place + 1 :]


def released(
    file: bytes | BinaryIO, identity: Unwraps = IDENTITY
) -> tuple[bytes, Exception | None]:
    """Everything a reader was given before the end, and what ended it."""
    stream = io.BytesIO(file) if isinstance(file, bytes) else file
    given = b""
    try:
        for part in age.decrypt(stream, [identity]):
            given += part
    except age.AgeError as error:
        return given, error
    return given, None


def opened(file: bytes) -> age.Opened:
    return age.Opened(io.BytesIO(file), [IDENTITY])
