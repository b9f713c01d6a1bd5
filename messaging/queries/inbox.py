"""受信箱: what is addressed to my organisation, profession or team, and to nobody by name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from messaging.models import Communication, Order, Recipient
from messaging.queries import entries, orders
from messaging.queries.additions import Addressee, Claimer, addressee
from messaging.queries.entries import EntryRow
from messaging.queries.orders import Concern
from messaging.queries.shift import OrderOf
from messaging.vocabulary import Purpose, TargetKind
from patients.queries.listing import PatientLine, lines_told_apart
from sharing import access, clock
from sharing.access import Search
from sharing.actor import Actor
from sharing.vocabulary import Action

MOST = 200
KEPT = timedelta(days=7)  # how long what was settled stays to be seen


@dataclass(frozen=True)
class InboxRow:
    """An ask of several, with who has taken it."""

    patient: PatientLine
    entry: EntryRow
    to: Addressee
    reply_by: datetime | None
    claimer: Claimer | None
    settled_at: datetime | None


@dataclass(frozen=True)
class Inbox:
    """Unclaimed by the hour that is hoped for, orders that nobody has taken, claimed, settled."""

    unclaimed: tuple[InboxRow, ...]
    orders: tuple[OrderOf, ...]
    claimed: tuple[InboxRow, ...]
    settled: tuple[InboxRow, ...]
    more: bool


def inbox(actor: Actor) -> Inbox:
    with access.search(actor, Action.COMMUNICATION_READ) as search:
        asks = _asks(actor, search)
        free = [one for one in orders.concerning(actor, search.compartments) if one.is_free]
        shown = _entries(search, {*(ask[0] for ask in asks), *(one.entry for one in free)})
        patients = lines_told_apart(search, {row.compartment for row in shown.values()})
        search.disclose(patients)
    rows = [
        InboxRow(patients[shown[entry].compartment], shown[entry], to, by,
                 shown[entry].asked.claims.get(to), done)
        for entry, to, by, done in asks
    ]  # fmt: skip
    open_ones = [row for row in rows if row.settled_at is None]
    return Inbox(
        unclaimed=tuple(row for row in open_ones if row.claimer is None),
        orders=tuple(_orders_of(free, shown, patients)),
        claimed=tuple(row for row in open_ones if row.claimer),
        settled=tuple(row for row in rows if row.settled_at),
        more=len(asks) >= MOST,
    )


def addressed_to_ours(actor: Actor) -> Q:
    """Asks of several: of the actor's organisation, profession, or team."""
    return (
        Q(kind=TargetKind.ORGANIZATION, organization_id=actor.organization_id)
        | Q(kind=TargetKind.ROLE, profession=actor.profession)
        | Q(kind=TargetKind.TEAM)
    )


def apart_from_orders(actor: Actor, asked: QuerySet[Recipient]) -> QuerySet[Recipient]:
    """Without orders for the actor's profession: those are taken, done and reported instead."""
    ordered = Order.objects.filter(
        communication_id=OuterRef("communication_id"), profession__in=("", actor.profession)
    )
    return asked.exclude(Q(communication__purpose=Purpose.ORDER) & Exists(ordered))


def _asks(
    actor: Actor, search: Search
) -> list[tuple[UUID, Addressee, datetime | None, datetime | None]]:
    lately = Q(answered_at=None) | Q(answered_at__gt=clock.now() - KEPT)
    asked = Recipient.objects.filter(
        addressed_to_ours(actor), lately, compartment_id__in=search.compartments,
        communication__retraction=None,
    ).exclude(communication__sender_id=actor.practitioner_role_id)  # fmt: skip
    found = (
        apart_from_orders(actor, asked)
        .order_by(
            F("answered_at").desc(nulls_first=True), F("reply_by").asc(nulls_last=True), "pk"
        )
        .values_list(
            "communication_id", "kind", "profession", "practitioner_role_id", "organization_id",
            "reply_by", "answered_at",
        )[:MOST]
    )  # fmt: skip
    return [
        (entry, addressee(kind, profession, person, organization), by, done)
        for entry, kind, profession, person, organization, by, done in found
    ]


def _entries(search: Search, wanted: Iterable[UUID]) -> dict[UUID, EntryRow]:
    found = Communication.objects.filter(
        pk__in=set(wanted), compartment_id__in=search.compartments
    ).values_list(*entries.COLUMNS)
    return {row.id: row for row in entries.rows(found, search.keys())}


def _orders_of(
    free: list[Concern], shown: dict[UUID, EntryRow], patients: Mapping[UUID, PatientLine]
) -> Iterator[OrderOf]:
    for one in free:
        entry = shown[one.entry]
        for order in entry.orders:
            if order.id == one.id:
                yield OrderOf(patients[entry.compartment], entry, order)
