"""Reading a timeline: what came after a cursor, what stood before one, what was on a day."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from messaging.content import Signature, Words, content_place
from messaging.models import Amendment, Attachment, Communication
from messaging.queries import entries
from messaging.queries.attachments import SPOKEN_OF
from messaging.queries.entries import EntryRow
from messaging.vocabulary import Purpose
from sharing import access, journal, sql
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.journal import Line
from sharing.vocabulary import PROFESSION, Action, LineKind, Profession, Role

LINES = 100
PAGE = 50
OF_ENTRIES = frozenset(
    {
        LineKind.ENTRY,
        LineKind.AMENDMENT,
        LineKind.RETRACTION,
        LineKind.RESPONSE,
        LineKind.ORDER,
        LineKind.CLAIM,
        LineKind.PIN,
        LineKind.ATTACHMENT,
    }
)


@dataclass(frozen=True)
class PointerRow:
    by: Signature
    cursor: int
    at: datetime


@dataclass(frozen=True)
class Pulled:
    """What a device lacks: lines, the entries they touch as they stand now, who has read."""

    lines: list[Line]
    entries: list[EntryRow]
    pointers: list[PointerRow]
    head: int
    more: bool
    may: frozenset[Action]


@dataclass(frozen=True)
class Page:
    """Entries, newest first, and where the next older page begins (0: there is none)."""

    entries: list[EntryRow]
    pointers: list[PointerRow]
    head: int
    next: int
    read_to: int
    may: frozenset[Action]


@dataclass(frozen=True)
class Filter:
    purpose: Purpose | None = None
    profession: Profession | None = None
    mine: bool = False
    attachments: bool = False


@dataclass(frozen=True)
class VersionRow:
    at: datetime
    by: Signature
    reason: str
    words: Words


def after(actor: Actor, compartment: UUID, cursor: int) -> Pulled:
    """The lines behind the device's cursor, at most `LINES`, and what they are about."""
    with _reading(actor, compartment, f"cursor>{cursor}") as deed:
        found = journal.after(compartment, cursor, LINES + 1)
        lines = found[:LINES]
        touched = {line.subject for line in lines if line.kind in OF_ENTRIES}
        rows = entries.by_ids(touched, compartment, deed.keys)
        if lines:
            deed.entity = f"cursor={lines[0].cursor}..{lines[-1].cursor}"
        head = max(deed.head, lines[-1].cursor if lines else 0)
        return Pulled(lines, rows, _pointers(deed), head, len(found) > LINES, deed.may)


def before(actor: Actor, compartment: UUID, cursor: int, wanted: Filter) -> Page:
    """Up to `PAGE` entries older than a cursor (0: the newest)."""
    with _reading(actor, compartment, f"cursor<{cursor}" if cursor else "newest") as deed:
        older = _filtered(deed, wanted)
        if cursor:
            older = older.filter(cursor__lt=cursor)
        return _page(deed, older)


def on_date(actor: Actor, compartment: UUID, day: date, wanted: Filter) -> Page:
    """The page that ends with the entries of a day: what was written then, and just before."""
    midnight = datetime.combine(day, time.max, ZoneInfo(settings.TIME_ZONE))
    with _reading(actor, compartment, f"date={day}") as deed:
        return _page(deed, _filtered(deed, wanted).filter(captured_at__lte=midnight))


def versions(actor: Actor, compartment: UUID, entry: UUID) -> list[VersionRow]:
    """Every version of an entry, oldest first; nothing of one that was taken back."""
    with _reading(actor, compartment, f"Communication/{entry}/history") as deed:
        rows = entries.by_ids([entry], compartment, deed.keys)
        if not rows or rows[0].retracted:
            raise access.absent(Action.COMMUNICATION_READ)
        return [_first_version(deed, rows[0]), *_later_versions(deed, entry)]


@dataclass(frozen=True)
class Shown:
    """One entry as it stands now, with the room's head and what the actor may do there."""

    entry: EntryRow
    head: int
    may: frozenset[Action]


def shown_in(deed: Deed, entry: UUID) -> Shown:
    """What a deed on an entry answers with: part of the same deed and of its trace."""
    rows = entries.by_ids([entry], deed.compartment, deed.keys)
    if not rows:
        raise access.absent(deed.action)
    return Shown(rows[0], deed.head, deed.may)


def _reading(actor: Actor, compartment: UUID, entity: str) -> AbstractContextManager[Deed]:
    return access.permitted(actor, Action.COMMUNICATION_READ, compartment, entity=entity)


def _filtered(deed: Deed, wanted: Filter) -> QuerySet[Communication]:
    found = Communication.objects.filter(compartment_id=deed.compartment)
    if wanted.purpose:
        found = found.filter(purpose=wanted.purpose)
    if wanted.profession:
        roles = [role for role in Role if PROFESSION[role] is wanted.profession]
        found = found.filter(sender__role__in=roles)
    if wanted.mine:
        me = deed.actor.practitioner_role_id
        ours = Q(recipients__profession=deed.actor.profession)
        found = found.filter(
            Q(sender_id=me) | Q(recipients__practitioner_role_id=me) | ours
        ).distinct()
    if wanted.attachments:
        found = found.filter(
            Exists(Attachment.objects.filter(SPOKEN_OF, communication=OuterRef("pk")))
        )
    return found


def _page(deed: Deed, found: QuerySet[Communication]) -> Page:
    newest = found.order_by("-cursor").values_list(*entries.COLUMNS)[: PAGE + 1]
    rows = entries.rows(newest, {deed.compartment: deed.keys})
    more, rows = len(rows) > PAGE, rows[:PAGE]
    if rows:
        deed.entity = f"cursor={rows[-1].cursor}..{rows[0].cursor}"
    pointers = _pointers(deed)
    me = deed.actor.practitioner_role_id
    mine = [pointer.cursor for pointer in pointers if pointer.by.id == me]
    return Page(
        rows,
        pointers,
        deed.head,
        rows[-1].cursor if more else 0,
        mine[0] if mine else 0,
        deed.may,
    )


_POINTERS = """
SELECT pointer.reader_id, person.family_name, person.given_name, works.role, organization.name,
       works.organization_id, pointer.cursor, pointer.at
FROM messaging_readpointer pointer
JOIN sharing_practitionerrole works ON works.id = pointer.reader_id
JOIN sharing_practitioner person ON person.id = works.practitioner_id
JOIN sharing_organization organization ON organization.compartment_id = works.organization_id
WHERE pointer.compartment_id = %(room)s
"""


def _pointers(deed: Deed) -> list[PointerRow]:
    found = sql.select(_POINTERS, {"room": sql.key(deed.compartment)})
    return [
        PointerRow(
            Signature(
                sql.as_uuid(reader),
                f"{family} {given}".strip(),
                Role(role),
                works_for,
                sql.as_uuid(works_for_id),
            ),
            cursor,
            sql.as_moment(at),
        )
        for reader, family, given, role, works_for, works_for_id, cursor, at in found
    ]


def _first_version(deed: Deed, row: EntryRow) -> VersionRow:
    stored = Communication.objects.values_list("content", flat=True).get(pk=row.id)
    content: dict[str, Any] = deed.keys.open_json(content_place(row.id), stored)
    return VersionRow(row.captured_at, row.author, "", Words.load(content["words"]))


def _later_versions(deed: Deed, entry: UUID) -> list[VersionRow]:
    made = Amendment.objects.filter(communication_id=entry).order_by("version")
    versions = []
    for version, at, sealed in made.values_list("version", "at", "content"):
        stored: dict[str, Any] = deed.keys.open_json(content_place(entry, version), sealed)
        versions.append(
            VersionRow(
                at, Signature.load(stored["by"]), stored["reason"], Words.load(stored["words"])
            )
        )
    return versions
