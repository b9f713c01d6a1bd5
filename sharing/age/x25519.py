"""Keys of two halves: whoever knows the recipient can write, only the identity can read."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from sharing.age import bech32, unpadded
from sharing.age.derive import derived
from sharing.age.errors import BadKey, Damaged, Declined
from sharing.age.stanza import Stanza, checked_body, checked_share, sealed, unsealed

KIND = "X25519"
PURPOSE = b"age-encryption.org/v1/X25519"
KEY_BYTES = 32
RECIPIENT, IDENTITY = "age", "AGE-SECRET-KEY-"
HYBRID_RECIPIENT, HYBRID_IDENTITY = "age1pq", "AGE-SECRET-KEY-PQ-"


@dataclass(frozen=True)
class Recipient:
    """The public half, 32 bytes."""

    public: bytes

    def __post_init__(self) -> None:
        if len(self.public) != KEY_BYTES:
            raise BadKey("a recipient has 32 bytes")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises BadKey, or Declined for a recipient of another kind than X25519."""
        prefix, public = bech32.decoded(text)
        if prefix == HYBRID_RECIPIENT:
            raise Declined("hybrid recipients (mlkem768x25519, age1pq1…) are not supported")
        if prefix.startswith("age1"):
            raise Declined("recipients of plugins are not supported")
        if prefix != RECIPIENT:
            raise BadKey("a recipient starts with age1")
        return cls(public)

    def __str__(self) -> str:
        return bech32.encoded(RECIPIENT, self.public)

    def wrap(self, file_key: bytes) -> Stanza:
        ephemeral = X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes_raw()
        try:
            shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(self.public))
        except ValueError:  # a point of low order: anybody could read what is written for it
            raise BadKey("this recipient is nobody's") from None
        wrap_key = derived(shared, share + self.public, PURPOSE)
        share_text = unpadded.encoded(share).decode("ascii")
        return Stanza(KIND, (share_text,), sealed(wrap_key, file_key))


@dataclass(frozen=True)
class Identity:
    """The secret half, 32 bytes: `str` gives the text to keep, `repr` never does."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != KEY_BYTES:
            raise BadKey("an identity has 32 bytes")

    @classmethod
    def generate(cls) -> Self:
        return cls(os.urandom(KEY_BYTES))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises BadKey, or Declined for an identity of another kind than X25519."""
        prefix, secret = bech32.decoded(text)
        if prefix == HYBRID_IDENTITY:
            raise Declined("hybrid identities (mlkem768x25519) are not supported")
        if prefix.startswith("AGE-PLUGIN-"):
            raise Declined("identities of plugins are not supported")
        if prefix != IDENTITY:
            raise BadKey("an identity starts with AGE-SECRET-KEY-1, in capitals")
        return cls(secret)

    def __str__(self) -> str:
        return bech32.encoded(IDENTITY.lower(), self.secret).upper()

    @cached_property
    def recipient(self) -> Recipient:
        return Recipient(self._private.public_key().public_bytes_raw())

    @cached_property
    def _private(self) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(self.secret)

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """The file key, or None if no stanza is for this identity. Raises Damaged."""
        for share, body in [_parsed(stanza) for stanza in stanzas if stanza.kind == KIND]:
            file_key = unsealed(self._wrap_key(share), body)
            if file_key is not None:
                return file_key
        return None

    def _wrap_key(self, share: bytes) -> bytes:
        try:
            shared = self._private.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError:
            raise Damaged("the share of the X25519 stanza is of low order") from None
        return derived(shared, share + self.recipient.public, PURPOSE)


def _parsed(stanza: Stanza) -> tuple[bytes, bytes]:
    if len(stanza.arguments) != 1:
        raise Damaged("the X25519 stanza does not have two arguments")
    return checked_share(stanza, stanza.arguments[0], KEY_BYTES), checked_body(stanza)
