"""Suspicions, for those who were told; everybody else finds none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from messaging.concern import Concern, Whose
from messaging.content import Signature, content_place
from messaging.models import Communication, ReadPointer
from patients.queries.header import PatientHeader, header_in
from sharing import access
from sharing.actor import Actor
from sharing.keys import RoomKeys
from sharing.models import Compartment
from sharing.queries.care_team import team_in
from sharing.queries.directory import PersonRow
from sharing.vocabulary import Action, Role, RoomKind

COLUMNS = ("id", "compartment_id", "cursor", "sender_id", "received_at", "content")


@dataclass(frozen=True)
class ConcernEntry:
    """`concern` is None for what members wrote about it."""

    id: UUID
    cursor: int
    author: Signature
    at: datetime
    text: str
    concern: Concern | None


@dataclass(frozen=True)
class ConcernRow:
    """One room: what was reported last, and whether the actor has still to see something."""

    room: UUID
    whose: Whose
    newest: Concern
    reported_at: datetime
    written_at: datetime
    waiting: bool


@dataclass(frozen=True)
class ConcernRoom:
    room: UUID
    whose: Whose
    entries: tuple[ConcernEntry, ...]
    members: tuple[PersonRow, ...]
    head: int
    waiting: bool


@dataclass(frozen=True)
class ReportPage:
    """What the form needs; `community` are the 地域包括支援センター on the team."""

    header: PatientHeader
    community: tuple[PersonRow, ...]


def report_page(actor: Actor, compartment: UUID) -> ReportPage:
    """Traced as any look at the patient's header: that somebody opened the form is not told."""
    with access.permitted(actor, Action.PATIENT_READ, compartment) as deed:
        if Action.CONCERN_REPORT not in deed.may:
            raise access.absent(Action.PATIENT_READ)
        community = tuple(
            member.person
            for member in team_in(deed)
            if member.consented and member.person.role is Role.COMMUNITY_SUPPORT
        )
        return ReportPage(header_in(deed), community)


def concerns(actor: Actor) -> list[ConcernRow]:
    """Every concern the actor was told of, the newest first. Four statements and the keys'."""
    with access.search(
        actor, Action.COMMUNICATION_READ, RoomKind.CONCERN, entity="concerns"
    ) as found:
        if not found.compartments:
            return []
        keys, written = found.keys(), defaultdict(list)
        rows = Communication.objects.filter(compartment_id__in=found.compartments)
        for values in rows.order_by("cursor").values_list(*COLUMNS):
            written[values[1]].append(_entry(values, keys))
        seen = _seen(actor, found.compartments)
        shown = [_row(actor, room, one, seen.get(room, 0)) for room, one in written.items()]
        found.disclose(written)
    return sorted(shown, key=lambda row: row.written_at, reverse=True)


def concerns_waiting(actor: Actor) -> list[ConcernRow]:
    """Those in which something was written that the actor has not confirmed yet."""
    return [row for row in concerns(actor) if row.waiting]


def concern(actor: Actor, room: UUID) -> ConcernRoom:
    """One concern with everything written about it, oldest first."""
    with access.permitted(actor, Action.COMMUNICATION_READ, room, entity="concern") as deed:
        if not Compartment.objects.filter(pk=room, kind=RoomKind.CONCERN).exists():
            raise access.absent(Action.COMMUNICATION_READ)
        rows = Communication.objects.filter(compartment_id=room).order_by("cursor")
        entries = [_entry(values, {room: deed.keys}) for values in rows.values_list(*COLUMNS)]
        seen = _seen(actor, [room]).get(room, 0)
        members = tuple(member.person for member in team_in(deed))
        row = _row(actor, room, entries, seen)
        return ConcernRoom(room, row.whose, tuple(entries), members, deed.head, row.waiting)


def _entry(values: Iterable[Any], keys: Mapping[UUID, RoomKeys]) -> ConcernEntry:
    entry, room, cursor, _sender, at, sealed = values
    stored: Mapping[str, Any] = keys[room].open_json(content_place(entry), sealed)
    told = stored.get("concern")
    return ConcernEntry(
        entry,
        cursor,
        Signature.load(stored["author"]),
        at,
        stored["words"]["text"],
        Concern.load(told) if told else None,
    )


def _row(actor: Actor, room: UUID, entries: list[ConcernEntry], seen: int) -> ConcernRow:
    at, newest = [(one.at, one.concern) for one in entries if one.concern is not None][-1]
    others = [one for one in entries if one.author.id != actor.practitioner_role_id]
    return ConcernRow(
        room,
        newest.whose,
        newest,
        at,
        entries[-1].at,
        any(one.cursor > seen for one in others),
    )


def _seen(actor: Actor, rooms: Iterable[UUID]) -> dict[UUID, int]:
    pointers = ReadPointer.objects.filter(
        compartment_id__in=list(rooms), reader_id=actor.practitioner_role_id
    )
    return dict(pointers.values_list("compartment_id", "cursor"))
