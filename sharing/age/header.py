"""The readable beginning of an age file: who can open it, and a seal over exactly these bytes."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from sharing.age import passphrase, unpadded
from sharing.age.derive import derived
from sharing.age.errors import Damaged, Unopenable
from sharing.age.stanza import COLUMNS, Stanza, Unwraps, Wraps

ORIGIN = b"age-encryption.org/"
VERSION = ORIGIN + b"v1\n"
START, END = b"->", b"---"
FILE_KEY_BYTES = 16
MAC_BYTES = 32
HIGHEST_SIZE = 256 * 1024  # ours; the specification sets none
HYBRID_KINDS = ("mlkem768x25519", "mlkem768p256tag")


@dataclass(frozen=True)
class Header:
    """Parsed, not yet believed: `unlocked` checks the seal."""

    raw: bytes
    stanzas: tuple[Stanza, ...]
    mac: bytes

    @property
    def digest(self) -> bytes:
        """SHA-256 of every byte before the payload's nonce."""
        return sha256(self.raw).digest()

    def unlocked(self, identities: Sequence[Unwraps]) -> bytes:
        """The file key. Raises Unopenable, and Damaged if the header was changed."""
        for identity in identities:
            file_key = identity.unwrap(self.stanzas)
            if file_key is not None:
                self._check(file_key)
                return file_key
        raise Unopenable(_why_not(self.stanzas))

    def _check(self, file_key: bytes) -> None:
        authenticated = self.raw[: self.raw.rindex(END) + len(END)]
        try:
            _hmac(file_key, authenticated).verify(self.mac)
        except InvalidSignature:
            raise Damaged("the header was changed") from None


def written(recipients: Sequence[Wraps]) -> tuple[bytes, bytes]:
    """A new file key and the header that wraps it for everyone of them."""
    if not recipients:
        raise ValueError("a file for nobody")
    file_key = os.urandom(FILE_KEY_BYTES)
    stanzas = [recipient.wrap(file_key) for recipient in recipients]
    _check_alone(stanzas, ValueError)
    authenticated = VERSION + b"".join(map(bytes, stanzas)) + END
    mac = _hmac(file_key, authenticated).finalize()
    return file_key, authenticated + b" " + unpadded.encoded(mac) + b"\n"


def read(stream: BinaryIO) -> Header:
    """Leaves the stream at the first byte after the header. Raises Damaged."""
    lines = _Lines(stream)
    _check_version(next(lines))
    stanzas = []
    while not (line := next(lines)).startswith(END):
        stanzas.append(_stanza(line, lines))
    if not stanzas:
        raise Damaged("the header names no recipient")
    _check_alone(stanzas, Damaged)
    return Header(lines.raw, tuple(stanzas), _mac(line))


class _Lines(Iterator[bytes]):
    """Lines without their line feed; keeps what was read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._read: list[bytes] = []
        self._left = HIGHEST_SIZE

    @property
    def raw(self) -> bytes:
        return b"".join(self._read)

    def __next__(self) -> bytes:
        line = self._stream.readline(self._left)
        if not line.endswith(b"\n"):
            whole = len(line) < self._left
            raise Damaged("the header is cut short" if whole else "the header is too long")
        self._read.append(line)
        self._left -= len(line)
        return line[:-1]


def _check_version(line: bytes) -> None:
    if line + b"\n" == VERSION:
        return
    if line.startswith(ORIGIN) and len(line) < COLUMNS and _visible(line):
        raise Damaged(f"a version of age that is not spoken here: {line.decode('ascii')}")
    raise Damaged("this is not an age file")


def _stanza(line: bytes, lines: Iterator[bytes]) -> Stanza:
    start, *arguments = line.split(b" ")
    if start != START or not arguments or not all(map(_visible, arguments)):
        raise Damaged("a line of the header is none of an age file")
    kind, *others = (argument.decode("ascii") for argument in arguments)
    return Stanza(kind, tuple(others), b"".join(_body(lines)))


def _body(lines: Iterator[bytes]) -> Iterator[bytes]:
    for line in lines:
        if len(line) > COLUMNS:
            raise Damaged("a line of the header is too long")
        yield unpadded.decoded(line)
        if len(line) < COLUMNS:
            return


def _visible(argument: bytes) -> bool:
    return bool(argument) and all(0x21 <= sign <= 0x7E for sign in argument)


def _mac(line: bytes) -> bytes:
    start, space, text = line.partition(b" ")
    mac = unpadded.decoded(text)
    if start != END or not space or len(mac) != MAC_BYTES:
        raise Damaged("the last line of the header is none of an age file")
    return mac


def _check_alone(stanzas: Sequence[Stanza], error: type[Exception]) -> None:
    """Whoever knows a passphrase may believe that only such a one wrote the file."""
    if len(stanzas) > 1 and any(stanza.kind == passphrase.KIND for stanza in stanzas):
        raise error("a passphrase does not stand beside another recipient")


def _hmac(file_key: bytes, authenticated: bytes) -> HMAC:
    hmac = HMAC(derived(file_key, b"", b"header"), SHA256())
    hmac.update(authenticated)
    return hmac


def _why_not(stanzas: Sequence[Stanza]) -> str:
    hybrid = next((stanza.kind for stanza in stanzas if stanza.kind in HYBRID_KINDS), None)
    if hybrid:
        return f"no identity matches; its hybrid recipients ({hybrid}) are not supported here"
    if any(stanza.kind == passphrase.KIND for stanza in stanzas):
        return "no identity matches: the file is for a passphrase, and not for one given"
    return "no identity matches: the file is for somebody else"
