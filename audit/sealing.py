"""What the log asks of whoever keeps the keys: seal an event, open it again."""

from hashlib import sha256
from typing import Protocol

SALT_BYTES = 16
_LABEL = b"audit-event"


class KeyErased(LookupError):
    """The key an event was sealed under is gone for good, and its content with it."""


class EventRewritten(ValueError):
    """A sealed event is not what its leaf commits to."""


class Sealer(Protocol):
    @property
    def key_id(self) -> str:
        """Names the key for good; at most 80 characters."""
        ...

    def seal(self, plaintext: bytes, associated: bytes) -> bytes:
        """Authenticated encryption bound to the associated bytes."""
        ...


class Opener(Protocol):
    def open(self, key_id: str, sealed: bytes, associated: bytes) -> bytes:
        """The plaintext; `KeyErased` when the key is gone, any other error when it is damaged."""
        ...


def associated_data(commitment: bytes) -> bytes:
    """Ties a sealed event to its leaf, so that one cannot be moved under another."""
    return _LABEL + commitment


def opened(opener: Opener, key_id: str, sealed: bytes, commitment: bytes) -> bytes:
    """Salt and canonical event; `EventRewritten` when they are not what the leaf commits to."""
    try:
        plaintext = opener.open(key_id, sealed, associated_data(commitment))
    except KeyErased:
        raise
    except Exception as error:  # whatever the opener's cipher raises for damaged bytes
        raise EventRewritten("a sealed event does not open") from error
    if sha256(plaintext).digest() != commitment:
        raise EventRewritten("an event is not the one its leaf commits to")
    return plaintext
