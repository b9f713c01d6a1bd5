"""Two nurses and a shift's end, in any order: nothing is lost, nothing taken twice.

The database is compared after each step with a model written apart from the rule.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connections
from hypothesis import given, settings
from hypothesis import strategies as some

from messaging.actions.entry import NewEntry, post_entry
from messaging.actions.order_step import NewStep, carry_on
from messaging.actions.shift import pass_on_all
from messaging.content import Target, Words
from messaging.models import Order, OrderStep
from messaging.vocabulary import EntryKind, OrderState, OrderStepKind, Purpose, TargetKind
from sharing import clock
from sharing.actions.care_team import add_member
from sharing.actor import Actor
from sharing.deed import Conflict
from sharing.uuid7 import uuid7
from tests import world as worlds
from tests.world import USUAL, World

NURSES = ("sato", "ono")
STEPS = ("take", "do", "report", "to-other", "back")
ENDS = ("shift-to-other", "shift-back")
DEEDS = some.one_of(
    some.tuples(some.sampled_from(NURSES), some.sampled_from(STEPS), some.sampled_from((0, 1))),
    some.tuples(some.sampled_from(NURSES), some.sampled_from(ENDS), some.just(0)),
)


@dataclass
class Paper:
    """One order as it would be kept on paper."""

    holder: str | None = None
    done: bool = False
    reported: bool = False
    story: list[str] = field(default_factory=list)

    def does(self, who: str, deed: str) -> bool:
        """Whether it goes; then it is written down."""
        free = self.holder is None and not self.reported
        mine = self.holder == who and not self.reported
        goes = {
            "take": free,
            "do": mine and not self.done,
            "report": mine and self.done,
            "to-other": mine,
            "back": mine,
        }[deed]
        if goes:
            self._write(who, deed)
        return goes

    def _write(self, who: str, deed: str) -> None:
        if deed == "take":
            self.holder = who
        if deed == "to-other":
            self.holder = other(who)
        if deed == "back":
            self.holder = None
        self.done |= deed == "do"
        self.reported |= deed == "report"
        self.story.append("pass-on" if deed in ("to-other", "back") else deed)

    @property
    def state(self) -> OrderState:
        if self.reported:
            return OrderState.REPORTED
        if self.done:
            return OrderState.DONE
        return OrderState.TAKEN if self.holder else OrderState.REQUESTED


def other(who: str) -> str:
    return NURSES[1 - NURSES.index(who)]


def settle() -> World:
    world = worlds.build((*USUAL, "ono"))
    add_member(world.actor("sato"), world.room("P1"), world.role("ono"))
    return world


def new_order(world: World) -> UUID:
    nurses = (Target(TargetKind.ROLE, "nurse"),)
    entry = NewEntry(
        uuid7(), EntryKind.NOTE, Purpose.ORDER, Words("創を洗浄"), clock.now(), to=nurses
    )
    post_entry(world.actor("tanaka"), world.room("P1"), entry)
    return Order.objects.get(communication_id=entry.id).pk


def press(world: World, who: str, deed: str, order: UUID) -> bool:
    kind = OrderStepKind.PASS_ON if deed in ("to-other", "back") else OrderStepKind(deed)
    to = world.role(other(who)) if deed == "to-other" else None
    try:
        carry_on(world.actor(who), world.room("P1"), NewStep(uuid7(), order, kind, "済", to))
    except Conflict:
        return False
    return True


@pytest.fixture
def station(db: None) -> World:
    return settle()


@pytest.mark.parametrize(
    "examples", [12, pytest.param(200, marks=pytest.mark.soak)], ids=["a share", "many"]
)
def test_whatever_two_people_and_a_shift_do_nothing_is_lost(station: World, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, derandomize=True)
    @given(deeds=some.lists(DEEDS, min_size=3, max_size=14))
    def lived_through(deeds: list[tuple[str, str, int]]) -> None:
        live_through(station, deeds)

    lived_through()


def live_through(station: World, deeds: list[tuple[str, str, int]]) -> None:
    Order.objects.update(state=OrderState.CANCELLED)  # those of the last example
    orders, papers = [new_order(station) for _ in range(2)], [Paper(), Paper()]
    for who, deed, number in deeds:
        if deed in ENDS:
            end_shift(station, who, deed, papers)
        else:
            expected = papers[number].does(who, deed)
            assert press(station, who, deed, orders[number]) is expected, (who, deed)
        for order, paper in zip(orders, papers, strict=True):
            compare(station, order, paper)
    for order, paper in zip(orders, papers, strict=True):
        bring_to_its_end(station, order, paper)


def end_shift(world: World, who: str, deed: str, papers: list[Paper]) -> None:
    goes_to = "to-other" if deed == "shift-to-other" else "back"
    went = sum(paper.does(who, goes_to) for paper in papers)
    to = world.role(other(who)) if goes_to == "to-other" else None
    passed = pass_on_all(world.actor(who), uuid7(), to)
    assert (passed.to_person, passed.back) == ((went, 0) if to else (0, went))


def compare(world: World, order: UUID, paper: Paper) -> None:
    row = Order.objects.get(pk=order)
    holder = world.role(paper.holder) if paper.holder else None
    assert (row.state, row.holder_id) == (paper.state, holder)
    steps = OrderStep.objects.filter(order=order).order_by("pk")
    assert list(steps.values_list("kind", flat=True)) == paper.story


def bring_to_its_end(world: World, order: UUID, paper: Paper) -> None:
    """Whatever happened, somebody can still report a result that was done; and only once."""
    if not paper.reported:
        who = paper.holder or "sato"
        for deed in ("take", "do", "report"):
            assert press(world, who, deed, order) is paper.does(who, deed)
    compare(world, order, paper)
    assert paper.story.count("report") == 1
    assert paper.story.index("do") < paper.story.index("report")
    assert not any(press(world, who, deed, order) for who in NURSES for deed in STEPS)


@pytest.mark.django_db(transaction=True)
def test_two_who_reach_at_the_same_moment_are_told_apart() -> None:
    world = settle()
    room, barrier = world.room("P1"), Barrier(2)

    def reach(actor: Actor, order: UUID) -> str:
        try:
            barrier.wait(timeout=20)
            carry_on(actor, room, NewStep(uuid7(), order, OrderStepKind.TAKE))
        except Conflict as conflict:
            return conflict.code
        finally:
            connections.close_all()
        return "taken"

    with ThreadPoolExecutor(2) as both:
        for _ in range(12):
            order = new_order(world)
            ends = [both.submit(reach, world.actor(who), order) for who in NURSES]
            assert sorted(end.result() for end in ends) == ["already-taken", "taken"]
            assert OrderStep.objects.filter(order=order).count() == 1
