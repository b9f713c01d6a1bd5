"""Several people tap at once: one visit, one row for each of them, one line for each deed."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection

from patients.actions.visit import cancel_visit, hold_visit
from patients.actions.visit_attendance import end_visit, start_unplanned, start_visit
from patients.actions.visit_import import take_plan
from patients.models import Attendance, Visit, VisitSeries
from patients.visit_plan import Unplanned
from patients.visit_plan_csv import read
from patients.vocabulary import VisitKind, VisitState
from sharing import clock
from sharing.actions.care_team import add_member
from sharing.deed import Conflict
from sharing.models import Compartment
from sharing.uuid7 import uuid7
from tests import world as worlds
from tests.journeys.visiting import at, plan
from tests.world import World

T = TypeVar("T")
AT_ONCE = 6


@pytest.fixture
def world(transactional_db: None) -> Iterator[World]:
    with clock.at(at("07:00")):
        world = worlds.build(("sato", "ono", "tanaka"), ("P1",))
        add_member(world.actor("sato"), world.room("P1"), world.role("ono"))
        yield world


def at_once(*deeds: Callable[[], T], hour: str = "07:00") -> list[T | Conflict]:
    """Every deed in a thread and a connection of its own, begun together."""
    together = Barrier(len(deeds))

    def run(deed: Callable[[], T]) -> T | Conflict:
        try:
            together.wait()
            with clock.at(at(hour)):
                return deed()
        except Conflict as conflict:
            return conflict
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def _done(_answer: object) -> bool:
    return True


def lines(world: World) -> int:
    return Compartment.objects.get(pk=world.room("P1")).cursor


def test_a_tap_sent_many_times_at_once_begins_one_visit(world: World) -> None:
    visit, room = plan(world), world.room("P1")
    before = lines(world)
    done = at_once(*[lambda: start_visit(world.actor("sato"), room, visit)] * AT_ONCE)
    assert len({str(one) for one in done}) == 1
    assert Visit.objects.count() == Attendance.objects.count() == 1
    assert lines(world) == before + 1


def test_two_nurses_at_the_door_at_once_share_one_visit_and_one_is_told(world: World) -> None:
    visit, room = plan(world), world.room("P1")
    done = at_once(
        *[lambda who=who: start_visit(world.actor(who), room, visit) for who in ("sato", "ono") * 3]
    )
    assert Visit.objects.count() == 1
    assert Attendance.objects.count() == 2
    told = [one for one in done if not isinstance(one, Conflict) and one.others]
    assert told, "who came second knows of the first"


def test_one_begins_while_another_calls_it_off(world: World) -> None:
    visit, room = plan(world), world.room("P1")
    begun, off = at_once(
        lambda: _done(start_visit(world.actor("sato"), room, visit)),
        lambda: _done(cancel_visit(world.actor("ono"), room, visit, "受診")),  # type: ignore[func-returns-value]
    )
    assert [isinstance(one, Conflict) for one in (begun, off)].count(True) == 1
    row = Visit.objects.get()
    expected = VisitState.CANCELLED if isinstance(begun, Conflict) else VisitState.IN_PROGRESS
    assert row.state == expected
    assert Attendance.objects.count() == (expected is VisitState.IN_PROGRESS)


def test_both_leave_at_once_and_the_visit_is_over(world: World) -> None:
    visit, room = plan(world), world.room("P1")
    for who in ("sato", "ono"):
        start_visit(world.actor(who), room, visit)
    at_once(
        *[lambda who=who: end_visit(world.actor(who), room, visit) for who in ("sato", "ono") * 2],
        hour="08:00",
    )
    assert Visit.objects.get().state == VisitState.FINISHED


def test_an_unplanned_visit_sent_many_times_at_once_is_one(world: World) -> None:
    visit, room = Unplanned(uuid7(), VisitKind.URGENT), world.room("P1")
    at_once(*[lambda: start_unplanned(world.actor("sato"), room, visit)] * AT_ONCE)
    assert Visit.objects.count() == Attendance.objects.count() == 1


def test_a_note_and_a_tap_at_once_find_the_same_visit(world: World) -> None:
    visit, room = plan(world), world.room("P1")
    found = at_once(
        lambda: hold_visit(world.actor("sato"), room, visit),
        lambda: start_visit(world.actor("ono"), room, visit).visit,
    )
    assert found == [Visit.objects.get().pk] * 2


def test_the_same_file_taken_by_two_people_at_once_is_taken_once(world: World) -> None:
    text = "日付,開始,終了,利用者,訪問者\n" + "".join(
        f"2026-06-{day:02},10:00,11:00,山田 ハナ,佐藤 美咲\n" for day in range(1, 8)
    )
    taken = at_once(
        *[
            lambda who=who: take_plan(world.actor(who), read(text)).count
            for who in ("sato", "ono") * 2
        ]
    )
    assert sorted(taken) == [0, 0, 0, 7]  # type: ignore[type-var]
    assert VisitSeries.objects.count() == 7
