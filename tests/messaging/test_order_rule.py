"""The rule of an order, walked through in every order of steps by two nurses and a physician."""

from dataclasses import replace
from itertools import product
from uuid import UUID

import pytest

from messaging.order_rule import NotForThem, Person, Refused, Standing, after, offered
from messaging.vocabulary import OrderState, OrderStepKind
from sharing.vocabulary import Profession

FIRST, SECOND = (Person(UUID(int=number), Profession.NURSE) for number in (1, 2))
DOCTOR = Person(UUID(int=3), Profession.PHYSICIAN)
PHARMACIST = Person(UUID(int=4), Profession.PHARMACIST)
NEW = Standing(OrderState.REQUESTED, Profession.NURSE, None, DOCTOR.id, oral=True)
PEOPLE = (FIRST, SECOND, DOCTOR, PHARMACIST)


def reached(times: int) -> set[Standing]:
    """Every standing that any sequence of steps by anybody leads to."""
    known, new = {replace(NEW, times=times)}, {replace(NEW, times=times)}
    while new:
        new = {one for order in new for one in follow(order)} - known
        known |= new
    return known


def follow(order: Standing) -> set[Standing]:
    found = set()
    for kind, by, to in product(OrderStepKind, PEOPLE, (None, FIRST.id, SECOND.id)):
        try:
            found.add(after(order, kind, by, to))
        except (Refused, NotForThem):
            continue
    if order.holder:
        found.add(replace(order, holder_left=True))
    return found


@pytest.mark.parametrize("times", [1, 3])
def test_wherever_it_goes_it_stays_whole(times: int) -> None:
    everything = reached(times)
    assert len(everything) > 30
    for order in everything:
        if order.state is OrderState.REQUESTED:
            assert order.holder is None
        if order.state in (OrderState.REPORTED, OrderState.ACCEPTED):
            assert order.done == times
            assert order.holder is not None
        assert order.done <= times
        assert (order.state is OrderState.DONE) <= (order.done == times)


@pytest.mark.parametrize("times", [1, 3])
def test_from_everywhere_somebody_can_bring_it_to_its_end(times: int) -> None:
    """Nothing is lost: as long as it is open, a step that goes on is offered to somebody there."""
    for order in reached(times):
        someone = {kind for person in PEOPLE for kind in offered(order, person)}
        ended = order.state in (OrderState.ACCEPTED, OrderState.CANCELLED)
        forward = someone & {
            OrderStepKind.TAKE, OrderStepKind.DO, OrderStepKind.REPORT, OrderStepKind.ACCEPT,
        }  # fmt: skip
        assert bool(forward) is not ended
        if order.holder_left and not ended and order.state is not OrderState.REPORTED:
            assert OrderStepKind.TAKE in offered(order, SECOND)


def test_never_are_two_offered_what_one_alone_may_do() -> None:
    for order in reached(2):
        for kind in (OrderStepKind.DO, OrderStepKind.REPORT, OrderStepKind.PASS_ON):
            assert sum(kind in offered(order, person) for person in PEOPLE) <= 1


def test_professions_keep_to_their_own() -> None:
    for order in reached(1):
        assert offered(order, PHARMACIST) == ()
        assert OrderStepKind.TAKE not in offered(order, DOCTOR)
        assert OrderStepKind.WRITE not in offered(order, FIRST)
    assert OrderStepKind.TAKE in offered(replace(NEW, profession=""), PHARMACIST)


@pytest.mark.parametrize(
    ("order", "kind", "by", "code"),
    [
        (NEW, OrderStepKind.DO, FIRST, "not-taken"),
        (replace(NEW, state=OrderState.TAKEN, holder=SECOND.id), OrderStepKind.DO, FIRST,
         "already-taken"),
        (replace(NEW, state=OrderState.TAKEN, holder=FIRST.id), OrderStepKind.REPORT, FIRST,
         "not-done"),
        (replace(NEW, state=OrderState.DONE, holder=FIRST.id), OrderStepKind.CANCEL, DOCTOR,
         "already-done"),
        (replace(NEW, state=OrderState.CANCELLED), OrderStepKind.TAKE, FIRST, "order-closed"),
        (replace(NEW, written=True), OrderStepKind.WRITE, DOCTOR, "already-written"),
        (NEW, OrderStepKind.ACCEPT, DOCTOR, "not-reported"),
    ],
)  # fmt: skip
def test_why_a_step_is_refused(order: Standing, kind: OrderStepKind, by: Person, code: str) -> None:
    with pytest.raises(Refused) as refused:
        after(order, kind, by)
    assert refused.value.code == code
