"""The database of this installation, and whether a restore has begun there and not ended."""

from django.db import connection

from config.backup.database import Database
from config.backup.postgresql import Postgresql
from config.backup.sqlite import Sqlite


class HalfRestored(RuntimeError):
    """A restore was broken off: the database is not one to serve."""


def database() -> Database:
    return Postgresql() if connection.vendor == "postgresql" else Sqlite()


def assert_whole() -> None:
    """Raises `HalfRestored` while a restore has begun and not ended. Asked before serving."""
    if database().is_marked():
        raise HalfRestored("a restore was begun and has not ended: run `manage.py restore` again")
