"""What needs me, and what changed in my patients since I last looked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from messaging.models import Communication, ReadPointer, Recipient, Response
from messaging.order_rule import PRESCRIBERS
from messaging.queries import day, entries, orders
from messaging.queries.day import Day
from messaging.queries.entries import EntryRow
from messaging.queries.inbox import addressed_to_ours, apart_from_orders
from messaging.queries.orders import Concern
from messaging.queries.shift import OrderOf
from messaging.vocabulary import ORDERS_TO_DO, OrderState, Purpose, ResponseCode, TargetKind
from patients.queries.listing import PatientLine, lines_told_apart
from patients.queries.medications import current_lines
from sharing import access, clock
from sharing.access import Search
from sharing.actor import Actor
from sharing.vocabulary import Action

MOST_CARDS = 100


@dataclass(frozen=True)
class Ask:
    """An entry that waits for the actor, or for several of whom the actor is one."""

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
    """`late`: of my organisation or team, past the hour, and nobody has taken it. `results`: on my
    orders. `approvals`: written for me by a colleague. `unwritten`: said by telephone to a nurse
    by another physician, and not confirmed yet."""

    urgent: list[Ask]
    asked: list[Ask]
    orders: list[OrderOf]
    holds_orders: bool
    approvals: list[Ask]
    unwritten: list[OrderOf]
    results: list[OrderOf]
    late: list[Ask]
    changed: list[Change]
    medicines: Mapping[UUID, str]  # on one line, for who prescribes
    day: Day


def today(actor: Actor) -> Today:
    """Urgent ones that nobody accepted, then what is asked of me by the hour, then news."""
    with access.search(actor, Action.COMMUNICATION_READ) as search:
        waiting = _waiting(actor, search)
        concerns = orders.concerning(actor, search.compartments)
        to_approve = _to_approve(actor, search)
        news = _news(actor, search)
        mine = _my_orders(actor, concerns)
        results, unwritten = _results(concerns), _unwritten(actor, concerns)
        concerned = {one.entry for one in (*mine, *results, *unwritten)}
        shown = _entries(search, {*waiting, *to_approve, *concerned}, news)
        visits = day.found_in(search, actor)
        rooms = {row.compartment for row in shown.values()} | visits.rooms
        patients = lines_told_apart(search, rooms)
        medicines = _medicines(actor, search, rooms)
        search.disclose(rooms)
    asks = {
        entry: Ask(patients[shown[entry].compartment], shown[entry], one.reply_by)
        for entry, one in waiting.items()
        if entry in shown
    }
    urgent = [ask for ask in asks.values() if ask.entry.purpose is Purpose.URGENT]
    calm = [ask for ask in asks.values() if ask.entry.purpose is not Purpose.URGENT]
    return Today(
        urgent=sorted(urgent, key=lambda ask: ask.entry.captured_at),
        asked=sorted((a for a in calm if waiting[a.entry.id].mine), key=_by_hour),
        orders=_orders_of(mine, shown, patients),
        holds_orders=any(one.holder == actor.practitioner_role_id for one in mine),
        approvals=[
            Ask(patients[shown[one].compartment], shown[one], None)
            for one in to_approve
            if one in shown
        ],
        unwritten=_orders_of(unwritten, shown, patients),
        results=_orders_of(results, shown, patients),
        late=sorted((a for a in calm if not waiting[a.entry.id].mine), key=_by_hour),
        changed=_changes(news, shown, patients),
        medicines=medicines,
        day=visits.day(patients),
    )


def _medicines(actor: Actor, search: Search, rooms: Iterable[UUID]) -> Mapping[UUID, str]:
    if actor.profession not in PRESCRIBERS:
        return {}
    found = current_lines(rooms, search.keys())
    return {room: "、".join(lines) for room, lines in found.items()}


@dataclass(frozen=True)
class Waiting:
    """`mine`: asked of me by name, taken by me, or asked of my profession and taken by nobody."""

    reply_by: datetime | None
    mine: bool


def _waiting(actor: Actor, search: Search) -> Mapping[UUID, Waiting]:
    """Open asks by entry, with the hour by which an answer is hoped for."""
    me = actor.practitioner_role_id
    personal = Q(practitioner_role_id=me) | Q(claimed_by=me)
    theirs = Q(kind=TargetKind.ROLE, profession=actor.profession, claimed_by=None)
    pressing = Q(reply_by__lt=clock.now()) | Q(communication__purpose=Purpose.URGENT)
    of_several = addressed_to_ours(actor) & Q(claimed_by=None) & pressing
    asked = (
        Recipient.objects.filter(
            personal | theirs | of_several,
            compartment_id__in=search.compartments,
            answered_at=None,
            communication__retraction=None,
        )
        .exclude(communication__sender_id=me)
        .exclude(communication__proxy_for=me)
    )
    found = (
        apart_from_orders(actor, asked)
        .annotate(
            pressing=Case(
                When(communication__purpose=Purpose.URGENT, then=Value(0)),
                default=Value(1),
                output_field=IntegerField(),
            )
        )
        .order_by("pressing", F("reply_by").asc(nulls_last=True), "communication_id")
        .values_list(
            "communication_id", "kind", "practitioner_role_id", "claimed_by_id", "reply_by"
        )[:MOST_CARDS]
    )
    waiting: dict[UUID, Waiting] = {}
    for entry, kind, person, claimed_by, reply_by in found:
        mine = me in (person, claimed_by) or kind == TargetKind.ROLE
        known = waiting.get(entry)  # of an entry's asks the earliest hour stays
        hour = known.reply_by if known else reply_by
        waiting[entry] = Waiting(hour, mine or (known is not None and known.mine))
    return waiting


def _to_approve(actor: Actor, search: Search) -> Sequence[UUID]:
    me = actor.practitioner_role_id
    approved = Response.objects.filter(
        communication_id=OuterRef("pk"), by_id=me, code=ResponseCode.APPROVED
    )
    found = Communication.objects.filter(
        ~Exists(approved), compartment_id__in=search.compartments, proxy_for=me, retraction=None
    )
    return list(found.order_by("received_at").values_list("pk", flat=True)[:MOST_CARDS])


def _my_orders(actor: Actor, concerns: list[Concern]) -> list[Concern]:
    """What I hold, and what nobody holds, is for my profession and not ordered by me."""
    me = actor.practitioner_role_id
    return [
        one
        for one in concerns
        if one.state in ORDERS_TO_DO and one.carried_out and (one.holder == me or one.is_free)
    ][:MOST_CARDS]


def _results(concerns: list[Concern]) -> list[Concern]:
    return [one for one in concerns if one.state is OrderState.REPORTED and one.ordered]


def _unwritten(actor: Actor, concerns: list[Concern]) -> list[Concern]:
    """Those that wait for me stand among what I approve."""
    me = actor.practitioner_role_id
    return [one for one in concerns if one.unwritten and one.orderer != me][:MOST_CARDS]


@dataclass(frozen=True)
class News:
    newest: UUID
    by_purpose: tuple[tuple[Purpose, int], ...]


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
    search: Search, wanted: Iterable[UUID], news: Mapping[UUID, News]
) -> dict[UUID, EntryRow]:
    ids = {*wanted, *(one.newest for one in news.values())}
    found = Communication.objects.filter(
        pk__in=ids, compartment_id__in=search.compartments
    ).values_list(*entries.COLUMNS)
    return {row.id: row for row in entries.rows(found, search.keys())}


def _orders_of(
    concerns: Iterable[Concern],
    shown: Mapping[UUID, EntryRow],
    patients: Mapping[UUID, PatientLine],
) -> list[OrderOf]:
    wanted = [one for one in concerns if one.entry in shown]
    return [
        OrderOf(patients[shown[one.entry].compartment], shown[one.entry], order)
        for one in wanted
        for order in shown[one.entry].orders
        if order.id == one.id
    ]


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
