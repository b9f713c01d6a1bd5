"""The keys of the trace: one a month, so that a month can be erased when its time has come."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.note import Signer
from audit.sealing import KeyErased
from sharing import keys


@dataclass(frozen=True)
class TraceSealer:
    """Seals events for the log, as `audit.sealing.Sealer` and `Opener` ask."""

    key_id: str

    @classmethod
    def of(cls, at: datetime) -> Self:
        return cls(f"trace-{at:%Y-%m}")

    def seal(self, plaintext: bytes, associated: bytes) -> bytes:
        return keys.seal_with(self.key_id, plaintext, associated)

    def open(self, key_id: str, sealed: bytes, associated: bytes) -> bytes:
        if not keys.is_kept(key_id):
            raise KeyErased(key_id)
        return keys.open_with(key_id, sealed, associated)


def signer() -> Signer:
    """Signs checkpoints. The key is the installation's own, wrapped like every other secret."""
    key = Ed25519PrivateKey.from_private_bytes(keys.installation_secret("trace-signing"))
    return Signer("tsunagi", key)
