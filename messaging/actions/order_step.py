"""What people do about an order, each by one tap: take, do, report, pass on, write, call off.

The room is locked, and the UPDATE names the state and the holder it expects: of two who reach for
the same order one gets it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import orjson
from django.db.models import F
from django.utils.translation import gettext as _

from messaging import order_rule
from messaging.actions.order import confirm_in_writing, step
from messaging.actions.recipients import mark_answered
from messaging.actions.response import approve
from messaging.models import Communication, Order, OrderStep
from messaging.order_rule import NotForThem, Person, Refused, Standing
from messaging.queries.people import absent_people
from messaging.queries.timeline import Shown, shown_in
from messaging.vocabulary import OrderState, OrderStepKind
from sharing import access
from sharing.actor import Actor
from sharing.deed import Conflict, Deed
from sharing.invalid import Invalid
from sharing.queries import directory
from sharing.vocabulary import Action, LineKind


@dataclass(frozen=True)
class NewStep:
    """A step as a device sends it; passed on to nobody by name it is the profession's again."""

    id: UUID
    order: UUID
    kind: OrderStepKind
    text: str = ""
    to: UUID | None = None


def carry_on(actor: Actor, compartment: UUID, new: NewStep) -> Shown:
    """Take one step of an order. The same step sent again changes nothing.

    Raises `Conflict` when the order has moved on meanwhile ("already-taken", "order-closed", …),
    `Invalid` for who is not asked.
    """
    entity = f"Order/{new.order}"
    with access.permitted(actor, Action.ORDER_UPDATE, compartment, entity=entity) as deed:
        order = order_in(deed, new.order)
        content = orjson.dumps([new.order.hex, new.kind, new.text, str(new.to or "")])
        if not deed.done_before(new.id, content):
            move(deed, order, new.kind, text=new.text, to=new.to)
            _follow_up(deed, order.communication_id, new)
        return shown_in(deed, order.communication_id)


def order_in(deed: Deed, order: UUID) -> Order:
    found = (
        Order.objects.filter(pk=order, compartment_id=deed.compartment)
        .select_related("communication__retraction")
        .first()
    )
    if found is None:
        raise access.absent(deed.action)
    if hasattr(found.communication, "retraction"):
        raise Conflict("already-retracted")
    return found


def move(
    deed: Deed, order: Order, kind: OrderStepKind, *, text: str = "", to: UUID | None = None
) -> None:
    """Change an order and leave the step beside it; raises like `carry_on`."""
    name = _name_of(deed, order, to) if to else ""
    now = _standing(deed, order)
    then = _after(now, kind, Person(deed.actor.practitioner_role_id, deed.actor.profession), to)
    expected = Order.objects.filter(
        pk=order.pk, compartment_id=deed.compartment, state=now.state, holder_id=now.holder
    )
    if not expected.update(state=then.state, holder_id=then.holder):
        raise Conflict("already-taken")
    if kind is not OrderStepKind.WRITE:
        step(deed, order.pk, kind, text, name).save(force_insert=True)
    touched = Communication.objects.filter(pk=order.communication_id)
    touched.update(touched=F("touched") + 1)
    deed.journal(LineKind.ORDER, order.communication_id)


def _after(now: Standing, kind: OrderStepKind, by: Person, to: UUID | None) -> Standing:
    try:
        return order_rule.after(now, kind, by, to)
    except Refused as refused:
        raise Conflict(refused.code) from refused
    except NotForThem as other:
        sentence = _("This step is for another person or profession.")
        raise Invalid({"step": sentence}, "not-for-you") from other


def _standing(deed: Deed, order: Order) -> Standing:
    holder = order.holder_id
    done = OrderStep.objects.filter(order=order, kind=OrderStepKind.DO).count()
    entry = order.communication
    return Standing(
        OrderState(order.state),
        order.profession,
        holder,
        entry.proxy_for_id or entry.sender_id,
        order.times,
        done,
        order.oral,
        order.written_at is not None,
        holder is not None and bool(absent_people({(deed.compartment, holder)})),
    )


def _name_of(deed: Deed, order: Order, to: UUID) -> str:
    """Whoever it is passed on to may carry out orders here, and is of the profession asked."""
    person = directory.people([to]).get(to)
    allowed = access.who_may(Action.ORDER_UPDATE, deed.compartment)
    for_them = person is not None and order.profession in ("", person.profession)
    if person is None or to not in allowed or not for_them:
        raise Invalid({"to": _("Nobody who could carry out this order is meant by this.")})
    if to == deed.actor.practitioner_role_id:
        raise Invalid({"to": _("This is your own name.")})
    return person.name


def _follow_up(deed: Deed, entry: UUID, new: NewStep) -> None:
    follow: dict[OrderStepKind, Callable[[], object]] = {
        OrderStepKind.TAKE: lambda: mark_answered(deed, entry),
        OrderStepKind.WRITE: lambda: _write(deed, entry, new),
    }
    if new.kind in follow:
        follow[new.kind]()


def _write(deed: Deed, entry: UUID, new: NewStep) -> None:
    confirm_in_writing(deed, entry, new.text)
    meant = Communication.objects.filter(pk=entry, proxy_for=deed.actor.practitioner_role_id)
    if meant.exists():
        approve(deed, entry, new.id)
