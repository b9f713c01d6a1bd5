"""Argon2id for passwords, never more at once than the machine's memory allows."""

import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.contrib.auth.hashers import (
    Argon2PasswordHasher,
    get_hasher,
    is_password_usable,
    make_password,
)

LONGEST = 200
# One hash takes about 150 ms and 64 MiB: without a limit a burst of sign-ins is an outage, and
# without an end to the waiting the burst would hold every request thread.
_AT_ONCE = threading.BoundedSemaphore(2)
WAIT_SECONDS = 2.0


class Busy(Exception):
    """Too many people are signing in at this moment; trying again in a few seconds helps."""


class Argon2id(Argon2PasswordHasher):
    time_cost = 3
    memory_cost = 65_536
    parallelism = 2

    def encode(self, password: str, salt: str) -> str:
        with _turn():
            encoded: str = super().encode(password, salt)
            return encoded

    def verify(self, password: str, encoded: str) -> bool:
        with _turn():
            verified: bool = super().verify(password, encoded)
            return verified


def normalised(password: str) -> str:
    """NFKC: full-width letters typed with the Japanese keyboard are the same password."""
    return unicodedata.normalize("NFKC", password)


def encode(password: str) -> str:
    return make_password(normalised(password))


def verify(password: str, encoded: str) -> bool:
    """Whether the password is the one encoded. Takes the same time when nothing is encoded."""
    usable = is_password_usable(encoded) and bool(encoded)
    decoy = _decoy()
    matches = get_hasher().verify(normalised(password)[:LONGEST], encoded if usable else decoy)
    return matches and usable


@cache
def _decoy() -> str:
    return make_password("nobody signs in with this")


@contextmanager
def _turn() -> Iterator[None]:
    if not _AT_ONCE.acquire(timeout=WAIT_SECONDS):
        raise Busy
    try:
        yield
    finally:
        _AT_ONCE.release()
