"""What needs me, and what changed in my patients since I last looked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery

from messaging.models import Communication, ReadPointer, Recipient
from messaging.queries import entries
from messaging.queries.entries import EntryRow
from messaging.vocabulary import Purpose, TargetKind
from patients.queries.listing import PatientLine, lines_in
from sharing import access
from sharing.access import Search
from sharing.actor import Actor
from sharing.vocabulary import Action

MOST_CARDS = 100


@dataclass(frozen=True)
class Ask:
    """An entry that waits for the actor or the actor's profession."""

    patient: PatientLine
    entry: EntryRow
    reply_by: datetime | None


@dataclass(frozen=True)
class Change:
    """A patient in whose record something new stands: how much of which purpose, and the newest."""

    patient: PatientLine
    by_purpose: tuple[tuple[Purpose, int], ...]
    newest: EntryRow


@dataclass(frozen=True)
class Today:
    urgent: list[Ask]
    asked: list[Ask]
    changed: list[Change]


def today(actor: Actor) -> Today:
    """Urgent ones that nobody accepted, then what is asked of me by the hour, then news."""
    with access.search(actor, Action.COMMUNICATION_READ) as search:
        waiting = _waiting(actor, search)
        news = _news(actor, search)
        shown = _entries(search, waiting, news)
        rooms = {row.compartment for row in shown.values()}
        patients = lines_in(search, rooms)
        search.disclose(rooms)
    asks = [
        Ask(patients[shown[entry].compartment], shown[entry], reply_by)
        for entry, reply_by in waiting.items()
        if entry in shown and shown[entry].retracted is None
    ]
    return Today(
        urgent=sorted(_urgent(asks), key=lambda ask: ask.entry.captured_at),
        asked=sorted((a for a in asks if a not in _urgent(asks)), key=_by_hour),
        changed=_changes(news, shown, patients),
    )


@dataclass(frozen=True)
class News:
    newest: UUID
    by_purpose: tuple[tuple[Purpose, int], ...]


def _waiting(actor: Actor, search: Search) -> Mapping[UUID, datetime | None]:
    """Open asks by entry, with the hour by which an answer is hoped for."""
    me = actor.practitioner_role_id
    ours = Q(profession=actor.profession) | Q(kind=TargetKind.TEAM)
    found = (
        Recipient.objects.filter(
            Q(practitioner_role_id=me) | ours,
            compartment_id__in=search.compartments,
            answered_at=None,
        )
        .exclude(communication__sender_id=me)
        .filter(communication__retraction=None)
        .order_by(F("reply_by").asc(nulls_last=True), "communication_id")
        .values_list("communication_id", "reply_by")[:MOST_CARDS]
    )
    return dict(reversed(list(found)))  # of an entry's asks the earliest hour stays


def _news(actor: Actor, search: Search) -> Mapping[UUID, News]:
    """By room: how many entries of each purpose by others stand behind my pointer."""
    counts: dict[UUID, list[tuple[Purpose, int]]] = defaultdict(list)
    newest: dict[UUID, tuple[int, UUID]] = {}
    grouped = (
        _unread(actor, search)
        .values("compartment_id", "purpose")
        .annotate(count=Count("id"), last=Max("cursor"))
        .values_list("compartment_id", "purpose", "count", "last")
    )
    for room, purpose, count, last in grouped:
        counts[room].append((Purpose(purpose), count))
        newest[room] = max(newest.get(room, (0, room)), (last, room))
    wanted = Q(pk__in=[])
    for room, (cursor, _) in newest.items():
        wanted |= Q(compartment_id=room, cursor=cursor)
    ids = dict(Communication.objects.filter(wanted).values_list("compartment_id", "pk"))
    return {room: News(ids[room], tuple(counts[room])) for room in ids}


def _unread(actor: Actor, search: Search) -> QuerySet[Communication]:
    me = actor.practitioner_role_id
    pointer = ReadPointer.objects.filter(compartment_id=OuterRef("compartment_id"), reader_id=me)
    return (
        Communication.objects.filter(
            compartment_id__in=search.compartments,
            retraction=None,
        )
        .exclude(sender_id=me)
        .annotate(read_to=Subquery(pointer.values("cursor")[:1]))
        .filter(Q(read_to=None) | Q(cursor__gt=F("read_to")))
        .order_by()
    )


def _entries(
    search: Search, waiting: Iterable[UUID], news: Mapping[UUID, News]
) -> dict[UUID, EntryRow]:
    wanted = {*waiting, *(one.newest for one in news.values())}
    found = Communication.objects.filter(
        pk__in=wanted, compartment_id__in=search.compartments
    ).values_list(*entries.COLUMNS)
    return {row.id: row for row in entries.rows(found, search.keys())}


def _urgent(asks: Iterable[Ask]) -> list[Ask]:
    return [ask for ask in asks if ask.entry.purpose is Purpose.URGENT]


def _by_hour(ask: Ask) -> tuple[bool, datetime]:
    return (ask.reply_by is None, ask.reply_by or ask.entry.captured_at)


def _changes(
    news: Mapping[UUID, News],
    shown: Mapping[UUID, EntryRow],
    patients: Mapping[UUID, PatientLine],
) -> list[Change]:
    changes = [
        Change(patients[room], one.by_purpose, shown[one.newest])
        for room, one in news.items()
        if one.newest in shown
    ]
    return sorted(changes, key=lambda change: change.newest.received_at, reverse=True)
