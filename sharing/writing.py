"""One writer at a time where the database has only one: SQLite's lock, queued fairly."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_writer = threading.RLock()


@contextmanager
def one_writer() -> Iterator[None]:
    """Wait for this process's turn; waiting in SQLite's busy handler would be slow and unfair."""
    if connection.vendor == "sqlite":
        with _writer:
            yield
    else:
        yield


@contextmanager
def writing() -> Iterator[None]:
    """One durable transaction in this process's turn."""
    with one_writer(), transaction.atomic(durable=True):
        yield
