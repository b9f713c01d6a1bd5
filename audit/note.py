"""Signed notes after C2SP signed-note, Ed25519 only. Pure: imports no Django."""

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

_ED25519 = b"\x01"
_MAX_NOTE_BYTES = 1_000_000
_MAX_SIGNATURES = 100
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_SIGNATURE_LINE = re.compile("\u2014 ([^ ]+) ([A-Za-z0-9+/]+={0,2})")
_VERIFIER_KEY = re.compile(r"([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})")


class MalformedNote(ValueError):
    """Not a signed note, or not a verifier key."""


class UnverifiedNote(ValueError):
    """No trusted key signed it, or a trusted key's signature is wrong."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A key one trusts: its name and its public half."""

    name: str
    public_key: bytes

    def __post_init__(self) -> None:
        if not self.name or "+" in self.name or any(map(_is_space_or_control, self.name)):
            raise MalformedNote("a key name has no space, plus or control character")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads `name+id+key`; the id must be the one that belongs to name and key."""
        match = _VERIFIER_KEY.fullmatch(text)
        if match is None:
            raise MalformedNote("not a verifier key")
        material = decode_base64(match[3])
        if len(material) != 33 or material[:1] != _ED25519:
            raise MalformedNote("not an Ed25519 verifier key")
        verifier = cls(match[1], material[1:])
        if verifier.key_id.hex() != match[2]:
            raise MalformedNote("the id of the verifier key does not belong to it")
        return verifier

    @property
    def key_id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.public_key).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{encode_base64(_ED25519 + self.public_key)}"

    def verify(self, text: str, signature: bytes) -> None:
        """Raises `UnverifiedNote` unless this key signed the text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(signature, text.encode())
        except (InvalidSignature, ValueError) as error:
            raise UnverifiedNote(f"the signature of {self.name} is wrong") from error


class Signer:
    """A named Ed25519 key that signs notes."""

    def __init__(self, name: str, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.verifier = Verifier(name, key.public_key().public_bytes_raw())

    @property
    def name(self) -> str:
        return self.verifier.name

    def sign(self, text: str) -> str:
        """The text as a note with one signature; it must end in a newline."""
        _check_text(text)
        signature = encode_base64(self.verifier.key_id + self._key.sign(text.encode()))
        return f"{text}\n\u2014 {self.name} {signature}\n"


def open_note(note: str, verifiers: Iterable[Verifier]) -> str:
    """The text of a note that at least one of the verifiers signed.

    Signatures by other keys are ignored; a wrong one by a known key spoils the whole note.
    """
    known = {(verifier.name, verifier.key_id): verifier for verifier in verifiers}
    text, signatures = _split(note)
    verified = False
    for name, material in signatures:
        if verifier := known.get((name, material[:4])):
            verifier.verify(text, material[4:])
            verified = True
    if not verified:
        raise UnverifiedNote("no trusted key signed this note")
    return text


def encode_base64(data: bytes) -> str:
    return b64encode(data).decode()


def decode_base64(text: str) -> bytes:
    """Canonical standard base64 and nothing else."""
    try:
        data = b64decode(text, validate=True)
    except (Base64Error, ValueError) as error:
        raise MalformedNote("not base64") from error
    if encode_base64(data) != text:
        raise MalformedNote("not canonical base64")
    return data


def _split(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    head, separator, tail = note.rpartition("\n\n")
    if not separator or not tail.endswith("\n"):
        raise MalformedNote("no signatures")
    text = head + "\n"
    _check_text(text)
    lines = tail[:-1].split("\n")
    if len(lines) > _MAX_SIGNATURES or len(note) > _MAX_NOTE_BYTES:
        raise MalformedNote("too large")
    return text, [_signature(line) for line in lines]


def _signature(line: str) -> tuple[str, bytes]:
    match = _SIGNATURE_LINE.fullmatch(line)
    if match is None or "+" in match[1] or any(map(_is_space_or_control, match[1])):
        raise MalformedNote("not a signature line")
    material = decode_base64(match[2])
    if len(material) < 5:
        raise MalformedNote("a signature is a key id and at least one byte")
    return match[1], material


def _check_text(text: str) -> None:
    if not text.endswith("\n") or _CONTROL.search(text):
        raise MalformedNote("a note's text ends in a newline and has no control characters")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise MalformedNote("a note is UTF-8") from error


def _is_space_or_control(character: str) -> bool:
    return character.isspace() or character < " "
