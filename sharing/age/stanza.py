"""One recipient's part of a header: a line of arguments, and a body that wraps the file key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from sharing.age import unpadded
from sharing.age.errors import Damaged

COLUMNS = 64
WRAPPED_BYTES = 32
ZERO_NONCE = bytes(12)  # every wrap key is used once


@dataclass(frozen=True)
class Stanza:
    kind: str
    arguments: tuple[str, ...]
    body: bytes

    def __bytes__(self) -> bytes:
        body = unpadded.encoded(self.body)
        lines = [body[start : start + COLUMNS] for start in range(0, len(body) + 1, COLUMNS)]
        first = " ".join(("->", self.kind, *self.arguments)).encode("ascii")
        return b"\n".join((first, *lines)) + b"\n"


class Wraps(Protocol):
    """Whom a file may be written for."""

    def wrap(self, file_key: bytes) -> Stanza: ...


class Unwraps(Protocol):
    """What a file may be opened with."""

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """The file key, or None if no stanza is for this identity. Raises Damaged."""
        ...


def sealed(wrap_key: bytes, file_key: bytes) -> bytes:
    return ChaCha20Poly1305(wrap_key).encrypt(ZERO_NONCE, file_key, None)


def unsealed(wrap_key: bytes, body: bytes) -> bytes | None:
    """None if the body was sealed with another key."""
    try:
        return ChaCha20Poly1305(wrap_key).decrypt(ZERO_NONCE, body, None)
    except InvalidTag:
        return None


def checked_body(stanza: Stanza) -> bytes:
    """A body of any other length could fit several keys: it is refused before one is tried."""
    if len(stanza.body) != WRAPPED_BYTES:
        raise Damaged(f"the body of the {stanza.kind} stanza has the wrong length")
    return stanza.body


def checked_share(stanza: Stanza, text: str, length: int) -> bytes:
    share = unpadded.decoded(text.encode("ascii"))
    if len(share) != length:
        raise Damaged(f"an argument of the {stanza.kind} stanza has the wrong length")
    return share
