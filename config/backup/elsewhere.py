"""Lets everything inside a block ask another database than the installation's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.utils import load_backend

from sharing import epoch, keys

Settings = dict[str, Any]  # Django's own shape


def other(name: str, **options: object) -> Settings:
    """The settings of our own connection, for another database beside it."""
    own = connection.settings_dict
    # A pool belongs to an alias, not to a database: it would hand out our own connections.
    without_pool = {key: value for key, value in own["OPTIONS"].items() if key != "pool"}
    return {**own, "NAME": name, "OPTIONS": {**without_pool, **options}}


@contextmanager
def standing_in(settings: Settings) -> Iterator[None]:
    """In this thread every statement goes there. Opened keys are forgotten on both ways."""
    own = connections[DEFAULT_DB_ALIAS]
    backend = load_backend(settings["ENGINE"])
    stand_in = backend.DatabaseWrapper(settings, DEFAULT_DB_ALIAS)
    _forget()
    connections[DEFAULT_DB_ALIAS] = stand_in
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = own
        stand_in.close()
        _forget()


def _forget() -> None:
    keys.forget_all()
    epoch.forget()
