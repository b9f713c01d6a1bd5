"""Entries as people read them: frozen rows made from sealed content."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from messaging.content import (
    Content,
    Signature,
    Target,
    Words,
    content_place,
    response_place,
    retraction_place,
)
from messaging.models import Amendment, Recipient, Response, Retraction
from messaging.vocabulary import (
    EntryKind,
    Purpose,
    ResponseCode,
    RetractionReason,
    TargetKind,
)
from sharing import sql
from sharing.keys import RoomKeys


@dataclass(frozen=True)
class ResponseRow:
    id: UUID
    code: ResponseCode
    by: Signature
    at: datetime
    text: str


@dataclass(frozen=True)
class AmendedRow:
    count: int
    at: datetime
    by: Signature
    reason: str


@dataclass(frozen=True)
class RetractedRow:
    at: datetime
    by: Signature
    reason: RetractionReason
    text: str


@dataclass(frozen=True)
class EntryRow:
    """One entry as it stands now. A retracted one has no words left."""

    id: UUID
    compartment: UUID
    cursor: int
    kind: EntryKind
    purpose: Purpose
    author: Signature
    captured_at: datetime
    received_at: datetime
    in_reply_to: UUID | None
    words: Words
    to: tuple[Target, ...]
    mentions: tuple[Target, ...]
    answered: frozenset[tuple[str, str]] = frozenset()
    responses: tuple[ResponseRow, ...] = ()
    amended: AmendedRow | None = None
    retracted: RetractedRow | None = None


COLUMNS = (
    "id",
    "compartment_id",
    "cursor",
    "kind",
    "purpose",
    "captured_at",
    "received_at",
    "in_reply_to_id",
    "content",
    "touched",
)  # fmt: skip


def rows(found: Iterable[Sequence[Any]], keys: Mapping[UUID, RoomKeys]) -> list[EntryRow]:
    """Rows from `values_list(*COLUMNS)`; four more statements when any entry was touched."""
    plain, touched = [], []
    for values in found:
        row = _row(values, keys)
        plain.append(row)
        if values[-1]:
            touched.append(row.id)
    return _with_later(plain, touched, keys) if touched else plain


def _row(values: Sequence[Any], keys: Mapping[UUID, RoomKeys]) -> EntryRow:
    entry, room, cursor, kind, purpose, captured_at, received_at, reply, sealed, _ = values
    content = Content.load(keys[room].open_json(content_place(entry), sealed))
    return EntryRow(
        id=entry,
        compartment=room,
        cursor=cursor,
        kind=EntryKind(kind),
        purpose=Purpose(purpose),
        author=content.author,
        captured_at=captured_at,
        received_at=received_at,
        in_reply_to=reply,
        words=content.words,
        to=content.to,
        mentions=content.mentions,
    )


def _with_later(
    entries: list[EntryRow], touched: list[UUID], keys: Mapping[UUID, RoomKeys]
) -> list[EntryRow]:
    answered = _answered(touched)
    responses = _responses(touched, keys)
    amendments = _amendments(touched, keys)
    retractions = _retractions(touched, keys)
    return [
        _taken_back(
            replace(
                row,
                answered=answered[row.id],
                responses=tuple(responses[row.id]),
                amended=amendments[row.id][0] if row.id in amendments else None,
                words=amendments[row.id][1] if row.id in amendments else row.words,
            ),
            retractions.get(row.id),
        )
        for row in entries
    ]


def _taken_back(row: EntryRow, retracted: RetractedRow | None) -> EntryRow:
    if retracted is None:
        return row
    return replace(row, retracted=retracted, words=Words(), amended=None, responses=())


def _answered(entries: list[UUID]) -> Mapping[UUID, frozenset[tuple[str, str]]]:
    found: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
    recipients = Recipient.objects.filter(
        communication_id__in=entries, answered_at__isnull=False
    ).values_list("communication_id", "kind", "profession", "practitioner_role_id")
    for entry, kind, profession, person in recipients:
        who = {TargetKind.ROLE: profession, TargetKind.PERSON: str(person)}
        found[entry].add((kind, who.get(TargetKind(kind), "")))
    return defaultdict(frozenset, {entry: frozenset(who) for entry, who in found.items()})


def _responses(
    entries: list[UUID], keys: Mapping[UUID, RoomKeys]
) -> Mapping[UUID, list[ResponseRow]]:
    found: dict[UUID, list[ResponseRow]] = defaultdict(list)
    given = (
        Response.objects.filter(communication_id__in=entries)
        .order_by("at", "id")
        .values_list("id", "communication_id", "compartment_id", "code", "at", "content")
    )
    for response, entry, room, code, at, sealed in given:
        stored: Mapping[str, Any] = keys[room].open_json(response_place(response), sealed)
        by = Signature.load(stored["by"])
        found[entry].append(ResponseRow(response, ResponseCode(code), by, at, stored["text"]))
    return found


def _amendments(
    entries: list[UUID], keys: Mapping[UUID, RoomKeys]
) -> Mapping[UUID, tuple[AmendedRow, Words]]:
    """The newest version of each: versions are read in order, the last one stays."""
    found: dict[UUID, tuple[AmendedRow, Words]] = {}
    made = (
        Amendment.objects.filter(communication_id__in=entries)
        .order_by("version")
        .values_list("communication_id", "compartment_id", "version", "at", "content")
    )
    for entry, room, version, at, sealed in made:
        stored: Mapping[str, Any] = keys[room].open_json(content_place(entry, version), sealed)
        by = Signature.load(stored["by"])
        found[entry] = (
            AmendedRow(version - 1, at, by, stored["reason"]),
            Words.load(stored["words"]),
        )
    return found


def _retractions(entries: list[UUID], keys: Mapping[UUID, RoomKeys]) -> Mapping[UUID, RetractedRow]:
    found: dict[UUID, RetractedRow] = {}
    made = Retraction.objects.filter(communication_id__in=entries).values_list(
        "communication_id", "compartment_id", "reason", "at", "content"
    )
    for entry, room, reason, at, sealed in made:
        stored: Mapping[str, Any] = keys[room].open_json(retraction_place(entry), sealed)
        by = Signature.load(stored["by"])
        found[entry] = RetractedRow(at, by, RetractionReason(reason), stored["text"])
    return found


_BY_IDS = f"""
SELECT {", ".join(COLUMNS)} FROM messaging_communication
WHERE compartment_id = %(room)s AND id IN ({{ids}}) ORDER BY cursor
"""  # noqa: S608 - columns are a constant


def by_ids(wanted: Iterable[UUID], compartment: UUID, keys: RoomKeys) -> list[EntryRow]:
    """Entries of one room by their ids, in the order of their cursors. Every pull asks this."""
    marks, ids = sql.listed("id", wanted)
    found = sql.select(_BY_IDS.format(ids=marks), {"room": sql.key(compartment), **ids})
    return rows(map(_converted, found), {compartment: keys})


def _converted(values: Sequence[Any]) -> Sequence[Any]:
    entry, room, cursor, kind, purpose, captured_at, received_at, reply, sealed, touched = values
    return (
        sql.as_uuid(entry),
        sql.as_uuid(room),
        cursor,
        kind,
        purpose,
        sql.as_moment(captured_at),
        sql.as_moment(received_at),
        sql.as_uuid(reply) if reply else None,
        sealed,
        touched,
    )
