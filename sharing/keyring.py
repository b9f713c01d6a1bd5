"""The installation's wrapping keys: kept outside the database, its folder and its backups.

Format, one key a line, the current one first: `id:base64 of 32 bytes`. Pure: imports no Django.
`python -m sharing.keyring` prints a new one, for a server that has none yet.
"""

import base64
import binascii
import secrets
import sys
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
ID_LENGTH = 8
VERSION = b"\x01"


class WeakKeyring(ValueError):
    """The text is no keyring, or one of its keys is too short or not random."""


class CannotOpen(Exception):
    """The bytes were not sealed with a key at hand, not at this place, or were changed."""


@dataclass(frozen=True, repr=False)
class Keyring:
    """Wraps secrets with the first key; unwraps with whichever key wrapped them."""

    keys: tuple[tuple[str, bytes], ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        keys = tuple(_parse_line(line) for line in text.split() if line)
        if not keys:
            raise WeakKeyring("no key in it")
        if len({name for name, _ in keys}) != len(keys):
            raise WeakKeyring("two keys with one id")
        return cls(keys)

    @classmethod
    def generate(cls) -> Self:
        return cls((_new_key(),))

    def rotated(self) -> "Keyring":
        """The same keys behind a new first one."""
        return Keyring((_new_key(), *self.keys))

    def without_old(self) -> "Keyring":
        """Only the current key, for when everything is wrapped with it."""
        return Keyring(self.keys[:1])

    @property
    def current(self) -> str:
        return self.keys[0][0]

    def holds(self, name: str) -> bool:
        return any(name == held for held, _ in self.keys)

    def text(self) -> str:
        return "".join(f"{name}:{base64.b64encode(key).decode()}\n" for name, key in self.keys)

    def wrap(self, secret: bytes, associated: bytes) -> bytes:
        name, key = self.keys[0]
        nonce = secrets.token_bytes(NONCE_BYTES)
        head = VERSION + name.encode()
        return head + nonce + AESGCM(key).encrypt(nonce, secret, head + associated)

    def unwrap(self, wrapped: bytes, associated: bytes) -> bytes:
        head, rest = wrapped[: 1 + ID_LENGTH], wrapped[1 + ID_LENGTH :]
        key = dict(self.keys).get(head[1:].decode("ascii", "replace"))
        if key is None or head[:1] != VERSION:
            raise CannotOpen("wrapped with a key that is not in the keyring")
        try:
            return AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], head + associated)
        except InvalidTag:
            raise CannotOpen("the wrapped secret was changed or moved") from None

    @staticmethod
    def wrapped_with(wrapped: bytes) -> str:
        return wrapped[1 : 1 + ID_LENGTH].decode("ascii", "replace")


def _new_key() -> tuple[str, bytes]:
    return secrets.token_hex(ID_LENGTH // 2), secrets.token_bytes(KEY_BYTES)


def _parse_line(line: str) -> tuple[str, bytes]:
    name, _, encoded = line.partition(":")
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise WeakKeyring("a key is not base64") from error
    if len(name) != ID_LENGTH or not name.isascii() or not name.isalnum():
        raise WeakKeyring(f"a key's id has {ID_LENGTH} letters and digits")
    if len(key) != KEY_BYTES or len(set(key)) < 12:
        raise WeakKeyring(f"key {name} is not {KEY_BYTES} random bytes")
    return name, key


if __name__ == "__main__":
    sys.stdout.write(Keyring.generate().text())
