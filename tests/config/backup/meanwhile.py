"""What others do at the very moment that a backup copies."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from config.backup import installed
from config.backup.database import Database, Dump

Deed = Callable[[], object]


def nothing() -> None: ...


def around_each_moment(
    monkeypatch: pytest.MonkeyPatch, *, before: Deed = nothing, after: Deed = nothing
) -> None:
    """Done each time right before the snapshot is taken, and right after it."""
    kind = type(installed.database())
    usual = kind.snapshot

    @contextmanager
    def snapshot(database: Database) -> Iterator[Dump]:
        before()
        with usual(database) as dump:
            elsewhere(after)
            yield dump

    monkeypatch.setattr(kind, "snapshot", snapshot)


def once(deed: Deed) -> Deed:
    todo = [deed]
    return lambda: todo.pop()() if todo else None


def elsewhere(deed: Deed) -> None:
    """With a connection of its own, as another process has one."""

    def do() -> None:
        try:
            deed()
        finally:
            connection.close()

    thread = threading.Thread(target=do)
    thread.start()
    thread.join()
