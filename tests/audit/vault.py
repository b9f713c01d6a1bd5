"""A small real vault for the tests of the log: AES-256-GCM under keys that can be erased."""

import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from audit.sealing import KeyErased


class Vault:
    def __init__(self) -> None:
        self._keys: dict[str, bytes] = {}
        self.key_id = ""
        self.turn("first")

    def turn(self, key_id: str) -> None:
        """Seals under another key from now on."""
        self.key_id = key_id
        self._keys[key_id] = AESGCM.generate_key(256)

    def erase(self, key_id: str) -> None:
        del self._keys[key_id]

    def seal(self, plaintext: bytes, associated: bytes) -> bytes:
        nonce = os.urandom(12)
        return nonce + AESGCM(self._keys[self.key_id]).encrypt(nonce, plaintext, associated)

    def open(self, key_id: str, sealed: bytes, associated: bytes) -> bytes:
        if key_id not in self._keys:
            raise KeyErased(key_id)
        return AESGCM(self._keys[key_id]).decrypt(sealed[:12], sealed[12:], associated)
