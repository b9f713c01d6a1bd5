"""The journal of a room: one line for whatever changes it, gap-free and in commit order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from sharing import sql
from sharing.models import Compartment
from sharing.vocabulary import LineKind


@dataclass(frozen=True)
class Line:
    cursor: int
    kind: LineKind
    subject: UUID


def lock(compartment: UUID) -> None:
    """Hold the room's row until commit; SQLite has one writer at a time and needs nothing."""
    if connection.vendor == "postgresql":
        list(Compartment.objects.select_for_update(no_key=True).filter(pk=compartment).only("pk"))


_NEXT = "UPDATE sharing_compartment SET cursor = cursor + 1 WHERE id = %(room)s RETURNING cursor"
_APPEND = """
INSERT INTO sharing_journalline (compartment_id, cursor, kind, subject, at, "by")
VALUES (%(room)s, %(cursor)s, %(kind)s, %(subject)s, %(at)s, %(by)s)
"""
_AFTER = """
SELECT cursor, kind, subject FROM sharing_journalline
WHERE compartment_id = %(room)s AND cursor > %(cursor)s ORDER BY cursor LIMIT %(limit)s
"""


def append(compartment: UUID, kind: LineKind, subject: UUID, at: datetime, by: UUID) -> int:
    """Add a line inside the caller's transaction; returns its cursor."""
    room = sql.key(compartment)
    cursor = int(sql.select(_NEXT, {"room": room})[0][0])
    sql.execute(
        _APPEND,
        {
            "room": room,
            "cursor": cursor,
            "kind": kind.value,
            "subject": sql.key(subject),
            "at": sql.moment(at),
            "by": sql.key(by),
        },
    )
    return cursor


def after(compartment: UUID, cursor: int, limit: int) -> list[Line]:
    """The lines behind a cursor, oldest first, at most `limit`."""
    parameters = {"room": sql.key(compartment), "cursor": cursor, "limit": limit}
    return [
        Line(number, LineKind(kind), sql.as_uuid(subject))
        for number, kind, subject in sql.select(_AFTER, parameters)
    ]


@dataclass(frozen=True)
class Told:
    """A line with when it was written and by which practitioner role."""

    line: Line
    at: datetime
    by: UUID


_NEWEST = """
SELECT cursor, kind, subject, at, "by" FROM sharing_journalline
WHERE compartment_id = %(room)s AND cursor > %(cursor)s AND "by" <> %(but)s
ORDER BY cursor DESC LIMIT %(limit)s
"""


def by_others(compartment: UUID, cursor: int, me: UUID, limit: int) -> list[Told]:
    """What others did behind a cursor, newest first, at most `limit`."""
    found = sql.select(
        _NEWEST,
        {"room": sql.key(compartment), "cursor": cursor, "but": sql.key(me), "limit": limit},
    )
    return [
        Told(
            Line(number, LineKind(kind), sql.as_uuid(subject)),
            sql.as_moment(at),
            sql.as_uuid(by),
        )
        for number, kind, subject, at, by in found
    ]


def head(compartment: UUID) -> int:
    """The cursor of the newest line."""
    return Compartment.objects.values_list("cursor", flat=True).get(pk=compartment)


def heads(compartments: Iterable[UUID]) -> Mapping[UUID, int]:
    rows = Compartment.objects.filter(pk__in=list(compartments)).values_list("pk", "cursor")
    return dict(rows)
