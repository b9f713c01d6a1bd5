"""Who wrote a generation: an HMAC by a key of its own that only the installation's keyring opens.

Anybody can write for a recipient. Without the keyring nobody makes a key that it unwraps, so what
bears a good seal was written here, under the name it bears.
"""

import hmac
import secrets

from django.conf import settings

from config.backup.manifest import Manifest
from sharing.keyring import KEY_BYTES, CannotOpen, Keyring


def fresh_key(stamp: str, keyring: Keyring) -> tuple[bytes, str]:
    """A key for one generation, and the same wrapped, for its manifest."""
    key = secrets.token_bytes(KEY_BYTES)
    return key, keyring.wrap(key, _place(stamp)).hex()


def key_of(manifest: Manifest) -> bytes:
    """Raises `CannotOpen`."""
    unwrapped: bytes = settings.KEYRING.unwrap(
        bytes.fromhex(manifest.seal_key), _place(manifest.stamp)
    )
    return unwrapped


def seal(key: bytes, digest: bytes) -> bytes:
    return hmac.digest(key, digest, "sha256")


def wrong_with(manifest: Manifest, digest: bytes, found: bytes) -> str:
    """In words; nothing for the seal of this installation."""
    wrapped_with = Keyring.wrapped_with(bytes.fromhex(manifest.seal_key))
    if not settings.KEYRING.holds(wrapped_with):
        return "it cannot be told whether it is ours: the keyring lacks the key of its seal"
    try:
        whole = hmac.compare_digest(seal(key_of(manifest), digest), found)
    except CannotOpen:
        whole = False
    return "" if whole else "it was not written by this installation, or was changed"


def _place(stamp: str) -> bytes:
    return b"backup-seal|" + stamp.encode()
