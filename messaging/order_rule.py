"""What may happen to an order next, and who may do it. Pure: actions and screens both ask here.

An order is open to a profession until one person takes it, who is never its orderer; that person
does it as often as it is wanted, reports the result, or passes it on; the orderer has seen the
result, and it is closed.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from messaging.vocabulary import OPEN_ORDERS, ORDERS_TO_DO, OrderState, OrderStepKind
from sharing.vocabulary import Profession

PRESCRIBERS = frozenset({Profession.PHYSICIAN, Profession.DENTIST})


class Refused(Exception):
    """The step does not go with where the order stands; `code` says how."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NotForThem(Exception):
    """This step is another person's or profession's."""


@dataclass(frozen=True)
class Standing:
    """Where an order stands. `holder_left`: who holds it may no longer open the room, so that it
    counts as held by nobody."""

    state: OrderState
    profession: Profession | str
    holder: UUID | None
    orderer: UUID
    times: int = 1
    done: int = 0
    oral: bool = False
    written: bool = False
    holder_left: bool = False

    @property
    def is_free(self) -> bool:
        return self.state in ORDERS_TO_DO and (self.holder is None or self.holder_left)

    def is_for(self, profession: Profession) -> bool:
        return self.profession in ("", profession)


@dataclass(frozen=True)
class Person:
    id: UUID
    profession: Profession


def after(order: Standing, kind: OrderStepKind, by: Person, to: UUID | None = None) -> Standing:
    """The order after this step. Raises `Refused` or `NotForThem`; the order is as it was then.

    `to` is whom it is passed on to; None gives it back to the profession.
    """
    match kind:
        case OrderStepKind.TAKE:
            return _taken(order, by)
        case OrderStepKind.DO:
            return _done(_held(order, by))
        case OrderStepKind.REPORT:
            if _held(order, by).state is not OrderState.DONE:
                raise Refused("not-done")
            return replace(order, state=OrderState.REPORTED)
        case OrderStepKind.PASS_ON:
            return _passed_on(_held(order, by), to)
        case OrderStepKind.WRITE:
            return _written(order, by)
        case OrderStepKind.CANCEL:
            return _called_off(order, by)
        case OrderStepKind.ACCEPT:
            return _accepted(order, by)
    raise NotForThem  # it is read back when it is entered, and never again


def offered(order: Standing, to: Person) -> tuple[OrderStepKind, ...]:
    """The steps this person may take now, in the order in which they come."""
    found = []
    for kind in OrderStepKind:
        try:
            after(order, kind, to)
        except (Refused, NotForThem):
            continue
        found.append(kind)
    return tuple(found)


def _taken(order: Standing, by: Person) -> Standing:
    if by.id == order.orderer or not order.is_for(by.profession):
        raise NotForThem
    if order.state not in ORDERS_TO_DO:
        raise Refused("order-closed")
    if not order.is_free:
        raise Refused("already-taken")
    # What was done before it changed hands stays done.
    state = OrderState.DONE if order.state is OrderState.DONE else OrderState.TAKEN
    return replace(order, state=state, holder=by.id, holder_left=False)


def _held(order: Standing, by: Person) -> Standing:
    if order.state not in ORDERS_TO_DO:
        raise Refused("order-closed")
    if order.holder is None:
        raise Refused("not-taken")
    if order.holder != by.id:
        raise Refused("already-taken")
    return order


def _done(order: Standing) -> Standing:
    if order.state is OrderState.DONE:
        raise Refused("already-done")
    done = order.done + 1
    state = OrderState.DONE if done >= order.times else OrderState.TAKEN
    return replace(order, state=state, done=done)


def _passed_on(order: Standing, to: UUID | None) -> Standing:
    if to is not None:
        return replace(order, holder=to, holder_left=False)
    state = OrderState.DONE if order.state is OrderState.DONE else OrderState.REQUESTED
    return replace(order, state=state, holder=None, holder_left=False)


def _written(order: Standing, by: Person) -> Standing:
    if by.profession not in PRESCRIBERS:
        raise NotForThem
    if not order.oral or order.written:
        raise Refused("already-written")
    if order.state is OrderState.CANCELLED:
        raise Refused("order-closed")
    return replace(order, written=True)


def _called_off(order: Standing, by: Person) -> Standing:
    _orders(order, by)
    if order.state is OrderState.DONE:
        raise Refused("already-done")
    if order.state not in ORDERS_TO_DO:
        raise Refused("order-closed")
    return replace(order, state=OrderState.CANCELLED)


def _accepted(order: Standing, by: Person) -> Standing:
    _orders(order, by)
    if order.state is not OrderState.REPORTED:
        raise Refused("not-reported" if order.state in OPEN_ORDERS else "order-closed")
    return replace(order, state=OrderState.ACCEPTED)


def _orders(order: Standing, by: Person) -> None:
    if by.id != order.orderer and by.profession not in PRESCRIBERS:
        raise NotForThem
