"""What takes long to build is built once: its rows are kept, and put into the next empty database.

Only rows are kept. The files of a test are gone with it, and so are those of what it built.
"""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.db.models import AutoField, Model
from django.utils.timezone import localdate

from sharing import clock, keys
from sharing.models import InstallationSecret, RoomSecret

Built = TypeVar("Built")
# For so long what was built before is as good as what is built now.
FRESH = timedelta(minutes=10)
# As the database writes a value itself: nothing is converted on its way out and in again.
LITERAL = {"sqlite": 'quote("{column}")', "postgresql": 'quote_nullable("{column}"::text)'}


def once(what: Hashable, build: Callable[[], Built]) -> Built:
    """`build()`, or in an empty database what it made there a moment ago, row by row the same."""
    if not is_empty():
        return build()
    now, of = clock.now(), (what, connection.vendor, settings.KEYRING)
    kept = _kept.get(of)
    if kept and kept.is_fresh(now):
        kept.rows.play()
        _open_keys()
        answer: Built = kept.answer
        return answer
    answer = build()
    _kept[of] = Kept(answer, now, Recording.of_now())
    return answer


def is_empty() -> bool:
    filled = " OR ".join(
        f'EXISTS (SELECT 1 FROM "{one._meta.db_table}")'  # noqa: S608 - our own names
        for one in tables()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {filled}")
        return not cursor.fetchone()[0]


def _open_keys() -> None:
    """They are at hand for who has just built something: no statement more for the next one."""
    keys.of_rooms(RoomSecret.objects.values_list("compartment_id", flat=True))
    if not connection.in_atomic_block:  # else they are opened each time, until they are committed
        for name in InstallationSecret.objects.values_list("name", flat=True):
            keys.installation_secret(name)


def tables() -> list[type[Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


@dataclass(frozen=True)
class Recording:
    """Every row of a database, as SQL of its own kind of database."""

    statements: tuple[str, ...]

    @classmethod
    def of_now(cls) -> "Recording":
        return cls(tuple(statement for model in tables() for statement in _filling(model)))

    def play(self) -> None:
        """Into an empty database, inside whatever transaction is open."""
        # SQLite takes one statement at a time; PostgreSQL is asked once for all of them.
        scripts = self.statements
        if connection.vendor == "postgresql":
            scripts = (";".join(self.statements),)
        with connection.cursor() as cursor:
            for script in scripts:
                cursor.execute(script)


@dataclass(frozen=True)
class Kept:
    """What was built in this process: what its builder answered, and its rows."""

    answer: Any  # of whatever type the builder is
    built_at: datetime
    rows: Recording

    def is_fresh(self, now: datetime) -> bool:
        same_day = localdate(self.built_at) == localdate(now)
        return same_day and self.built_at <= now < self.built_at + FRESH


_kept: dict[Hashable, Kept] = {}


def _filling(model: type[Model]) -> Iterator[str]:
    table, fields = model._meta.db_table, model._meta.local_concrete_fields
    columns = [field.column for field in fields if not isinstance(field, models.GeneratedField)]
    literal = LITERAL[connection.vendor]
    row = " || ',' || ".join(literal.format(column=column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {row} FROM "{table}"')  # noqa: S608 - our own names
        rows = ",".join(f"({values})" for (values,) in cursor.fetchall())
    if rows:
        names = ",".join(f'"{column}"' for column in columns)
        yield f'INSERT INTO "{table}" ({names}) VALUES {rows}'  # noqa: S608 - as it was read
        key = model._meta.pk
        if connection.vendor == "postgresql" and isinstance(key, AutoField) and key.column:
            yield _counting_on(table, key.column)


def _counting_on(table: str, column: str) -> str:
    """A sequence that was put back to one must not give a number that is taken."""
    sequence = f"pg_get_serial_sequence('\"{table}\"', '{column}')"
    highest = f'(SELECT MAX("{column}") FROM "{table}")'  # noqa: S608 - our own names
    return f"SELECT setval({sequence}, GREATEST({highest}, nextval({sequence})))"
