"""Entries as people read them: frozen rows made from sealed content."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from messaging.content import Content, Part, Signature, Target, Words, content_place
from messaging.queries import additions, attachments, orders
from messaging.queries.additions import AmendedRow, Asked, ResponseRow, RetractedRow
from messaging.queries.attachments import AttachmentRow
from messaging.queries.orders import OrderRow
from messaging.vocabulary import EntryKind, Purpose, ResponseCode
from patients.vital_ranges import USUAL, Baseline
from sharing import sql
from sharing.keys import RoomKeys


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
    part_of: UUID | None
    proxy_for: Signature | None
    words: Words
    to: tuple[Target, ...]
    mentions: tuple[Target, ...]
    parts: tuple[Part, ...] = ()
    baseline: Baseline = USUAL
    orders: tuple[OrderRow, ...] = ()
    attachments: tuple[AttachmentRow, ...] = ()
    asked: Asked = field(default_factory=Asked)
    pinned: bool = False
    responses: tuple[ResponseRow, ...] = ()
    amended: AmendedRow | None = None
    retracted: RetractedRow | None = None

    @property
    def is_approved(self) -> bool:
        """Whoever it was written for has said that it is right."""
        return self.proxy_for is not None and any(
            one.code is ResponseCode.APPROVED and one.by.id == self.proxy_for.id
            for one in self.responses
        )


COLUMNS = (
    "id",
    "compartment_id",
    "cursor",
    "kind",
    "purpose",
    "captured_at",
    "received_at",
    "in_reply_to_id",
    "part_of_id",
    "content",
    "touched",
)  # fmt: skip


def rows(found: Iterable[Sequence[Any]], keys: Mapping[UUID, RoomKeys]) -> list[EntryRow]:
    """Rows from `values_list(*COLUMNS)`; five more statements when any entry was touched, one or
    two when any is an order, and one when any speaks of files."""
    plain, touched, ordered = [], [], []
    for values in found:
        row = _row(values, keys)
        plain.append(row)
        if values[-1]:
            touched.append(row.id)
        if row.purpose is Purpose.ORDER:
            ordered.append(row.id)
    if ordered:
        found_orders = orders.of_entries(ordered, keys)
        plain = [replace(row, orders=found_orders.get(row.id, ())) for row in plain]
    stand = _with_later(plain, touched, keys) if touched else plain
    return _with_files(stand, keys)


def _with_files(stand: list[EntryRow], keys: Mapping[UUID, RoomKeys]) -> list[EntryRow]:
    said = [one for row in stand for one in row.words.attachments]
    if not said:
        return stand
    found = attachments.of_entries(said, keys)
    return [
        replace(
            row,
            attachments=tuple(
                found[one.id]
                for one in row.words.attachments
                if one.id in found and found[one.id].entry == row.id
            ),
        )
        for row in stand
    ]


def _row(values: Sequence[Any], keys: Mapping[UUID, RoomKeys]) -> EntryRow:
    entry, room, cursor, kind, purpose, captured_at, received_at, reply, whole, sealed, _ = values
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
        part_of=whole,
        proxy_for=content.proxy_for,
        words=content.words,
        to=content.to,
        mentions=content.mentions,
        parts=content.parts,
        baseline=content.baseline,
    )


def _with_later(
    entries: list[EntryRow], touched: list[UUID], keys: Mapping[UUID, RoomKeys]
) -> list[EntryRow]:
    asked = additions.asked_of(touched)
    responses = additions.responses_to(touched, keys)
    amendments = additions.amendments_of(touched, keys)
    retractions = additions.retractions_of(touched, keys)
    pinned = additions.pinned_among(touched)
    return [
        _taken_back(
            replace(
                row,
                asked=asked.get(row.id, row.asked),
                responses=tuple(responses[row.id]),
                amended=amendments[row.id][0] if row.id in amendments else None,
                words=amendments[row.id][1] if row.id in amendments else row.words,
                pinned=row.id in pinned,
            ),
            retractions.get(row.id),
        )
        for row in entries
    ]


def _taken_back(row: EntryRow, retracted: RetractedRow | None) -> EntryRow:
    if retracted is None:
        return row
    return replace(row, retracted=retracted, words=Words(), amended=None, responses=())


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
    entry, room, cursor, kind, purpose, captured_at, received_at, reply, whole, sealed, touched = (
        values
    )
    return (
        sql.as_uuid(entry),
        sql.as_uuid(room),
        cursor,
        kind,
        purpose,
        sql.as_moment(captured_at),
        sql.as_moment(received_at),
        sql.as_uuid(reply) if reply else None,
        sql.as_uuid(whole) if whole else None,
        sealed,
        touched,
    )
