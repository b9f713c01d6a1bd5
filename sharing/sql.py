"""Statements written by hand, for the few that every post and pull asks.

Building them through the ORM costs several times what the database needs to answer. Both
databases understand them; what differs is how ids and times go in and come out, and is done here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import connection, models

# Known from the start: asking the connection each time costs more than the conversion.
_NATIVE = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
Value = bool | int | float | str | bytes | datetime | UUID | None
Parameters = Mapping[str, Value]


def select(statement: str, parameters: Parameters) -> list[tuple[Any, ...]]:
    """Every row; parameters are named, as %(name)s."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def each(statement: str, parameters: Parameters, at_once: int = 200) -> Iterator[tuple[Any, ...]]:
    """Rows one after another, for statements that may find very many."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        while rows := cursor.fetchmany(at_once):
            yield from rows


def execute(statement: str, parameters: Parameters) -> int:
    """Change rows; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        changed: int = cursor.rowcount
        return changed


def key(value: UUID) -> Value:
    """An id as the database wants it: SQLite keeps 32 hexadecimal digits."""
    return value if _NATIVE else value.hex


def moment(value: datetime) -> Value:
    """An aware time as the database wants it: SQLite keeps text in UTC without a zone."""
    return value if _NATIVE else str(value.astimezone(UTC).replace(tzinfo=None))


def listed(name: str, values: Iterable[UUID]) -> tuple[str, dict[str, Value]]:
    """The inside of an IN (…) for ids, and its parameters. Never empty: then it matches nothing."""
    keys: dict[str, Value] = {f"{name}{number}": key(value) for number, value in enumerate(values)}
    keys = keys or {name: None}
    return ", ".join(f"%({one})s" for one in keys), keys


def as_uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def as_moment(value: datetime) -> datetime:
    """SQLite hands times out without a zone; they are in UTC."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)


R = TypeVar("R", bound=models.Model)


class Part(Generic[R]):
    """One model's columns within a statement that joins several, and rows made of them."""

    def __init__(self, model: type[R], alias: str) -> None:
        fields = model._meta.concrete_fields
        self._model = model
        self._names = [field.attname for field in fields]
        self._readers = [_reader(field) for field in fields]
        self._key = fields.index(model._meta.pk)
        self.columns = ", ".join(f'{alias}."{field.column}"' for field in fields)
        self.width = len(fields)

    def read(self, values: Sequence[Any]) -> R | None:
        """The row, or None where an outer join found nothing."""
        if values[self._key] is None:
            return None
        read = [
            None if value is None else reader(value)
            for reader, value in zip(self._readers, values, strict=True)
        ]
        return self._model.from_db(connection.alias, self._names, read)


def _reader(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(target, models.OneToOneField | models.ForeignKey):
        target = target.target_field
    if isinstance(target, models.UUIDField):
        return as_uuid
    if isinstance(target, models.DateTimeField):
        return as_moment
    return bool if isinstance(target, models.BooleanField) else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value
