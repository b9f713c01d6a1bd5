"""引き継ぐ: at the end of a shift everything one holds goes on to somebody, room by room."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db.models import QuerySet

from messaging.actions.order_step import move
from messaging.models import Order
from messaging.vocabulary import ORDERS_TO_DO, OrderStepKind
from sharing import access
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.invalid import Invalid
from sharing.vocabulary import Action


@dataclass(frozen=True)
class PassedOn:
    """How many orders went to the person, and how many back to their profession."""

    to_person: int
    back: int


def pass_on_all(actor: Actor, operation: UUID, to: UUID | None) -> PassedOn:
    """Pass on every order the actor holds and has not reported: one deed for each room.

    Where the person may not carry it out, or nobody is named, it is the profession's again.
    Cut off halfway, the same again goes on where it stopped.
    """
    counts = [_pass_on(actor, room, operation, to) for room in sorted(_rooms(actor))]
    return PassedOn(sum(one for one, _ in counts), sum(back for _, back in counts))


def _rooms(actor: Actor) -> frozenset[UUID]:
    with access.search(actor, Action.ORDER_UPDATE) as search:
        held = _held(actor).filter(compartment_id__in=search.compartments)
        rooms = frozenset(held.values_list("compartment_id", flat=True))
        search.disclose(rooms)
        return rooms


def _pass_on(actor: Actor, room: UUID, operation: UUID, to: UUID | None) -> tuple[int, int]:
    try:
        with access.permitted(actor, Action.ORDER_UPDATE, room, entity="Order") as deed:
            if deed.done_before(uuid5(operation, str(room)), str(to).encode()):
                return 0, 0
            held = _held(actor).filter(compartment_id=room, communication__retraction=None)
            went = [_one(deed, order, to) for order in held.select_related("communication")]
            return sum(went), len(went) - sum(went)
    except access.AccessDenied:
        return 0, 0  # no longer on this team: what was held there is open to the others already


def _one(deed: Deed, order: Order, to: UUID | None) -> bool:
    """True when it went to the person."""
    if to is not None:
        try:
            move(deed, order, OrderStepKind.PASS_ON, to=to)
        except Invalid:
            pass
        else:
            return True
    move(deed, order, OrderStepKind.PASS_ON)
    return False


def _held(actor: Actor) -> QuerySet[Order]:
    return Order.objects.filter(
        holder_id=actor.practitioner_role_id, state__in=ORDERS_TO_DO
    ).order_by("pk")
