"""What somebody holds at the end of a shift, and to whom it may go on."""

from dataclasses import dataclass

from messaging.models import Communication, Order
from messaging.queries import entries
from messaging.queries.entries import EntryRow
from messaging.queries.orders import OrderRow
from messaging.vocabulary import ORDERS_TO_DO
from patients.queries.listing import PatientLine, lines_told_apart
from sharing import access
from sharing.actor import Actor
from sharing.queries import directory
from sharing.queries.directory import PersonRow
from sharing.vocabulary import Action


@dataclass(frozen=True)
class OrderOf:
    """An order with whose it is and the entry that says what is ordered."""

    patient: PatientLine
    entry: EntryRow
    order: OrderRow


@dataclass(frozen=True)
class Held:
    orders: tuple[OrderOf, ...]
    colleagues: tuple[PersonRow, ...]


def held_by(actor: Actor) -> Held:
    """Every order the actor holds and has not reported, and who of their own profession works
    for the same organisation."""
    me = actor.practitioner_role_id
    with access.search(actor, Action.COMMUNICATION_READ) as search:
        held = Order.objects.filter(
            compartment_id__in=search.compartments, holder_id=me, state__in=ORDERS_TO_DO,
            communication__retraction=None,
        )  # fmt: skip
        wanted = frozenset(held.values_list("communication_id", flat=True))
        found = Communication.objects.filter(pk__in=wanted).values_list(*entries.COLUMNS)
        rows = entries.rows(found, search.keys())
        patients = lines_told_apart(search, {row.compartment for row in rows})
        search.disclose(patients)
    orders = tuple(
        OrderOf(patients[row.compartment], row, order)
        for row in rows
        for order in row.orders
        if order.state in ORDERS_TO_DO and order.standing.holder == me
    )
    return Held(orders, _colleagues(actor))


def _colleagues(actor: Actor) -> tuple[PersonRow, ...]:
    return tuple(
        person
        for person in directory.colleagues([actor.organization_id])
        if person.profession is actor.profession and person.id != actor.practitioner_role_id
    )
