"""What is told to the operator, in words that name no patient."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import Error

from config.env import Misconfigured
from sharing.age import AgeError
from sharing.keyring import CannotOpen
from sharing.storage import DiskFull


class Trouble(Exception):
    """The work cannot go on; the message says why and what helps."""


@contextmanager
def told_plainly(deed: str) -> Iterator[None]:
    """Every way to fail becomes one line. A database's own message may quote rows: it is not told,
    and no traceback is printed into somebody's mail."""
    try:
        yield
    except (Trouble, AgeError, Misconfigured, OSError) as error:
        raise CommandError(f"{deed} FAILED: {error}") from None
    except CannotOpen:
        raise CommandError(f"{deed} FAILED: the keyring does not open this database") from None
    except DiskFull:
        raise CommandError(f"{deed} FAILED: the disk is full") from None
    except Error as error:
        kind = type(error).__name__
        raise CommandError(f"{deed} FAILED: the database answered with {kind}") from None
