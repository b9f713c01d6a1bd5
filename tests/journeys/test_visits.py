"""A nurse's visits: begun by a tap, joined, ended, paused, and written down."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from patients.actions.location import set_location
from patients.models import Attendance, Visit
from patients.queries.visit import of_organization
from patients.visit_plan import Occurrence
from patients.vocabulary import Location, VisitState
from sharing.models import Compartment
from sharing.uuid7 import uuid7
from tests.device import Device
from tests.journeys.visiting import (
    MONDAY,
    address,
    at,
    build,
    days_later,
    moment,
    page,
    plan,
    post,
    states,
    tap,
)
from tests.world import World


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """It is Monday, 7:00."""
    with moment("07:00"):
        yield build()


def test_a_planned_visit_stands_on_top_of_today_with_what_to_know_at_the_door(
    world: World,
) -> None:
    nurse = Device.of(world, "sato")
    with moment("08:00"):
        plan(world, days="月木", remark="インターホンは鳴らさない")
        door = f"/patients/{nurse.room}/items/new/door/"
        said = {"id": str(uuid7()), "code": "parking", "text": "玄関前に1台"}
        assert nurse.client.post(door, said).status_code == 302
        today = page(nurse)
    for words in ("今日の訪問", "10:00～11:00", "山田 ハナ", "在宅", "駐車", "玄関前に1台",
                  "インターホンは鳴らさない", "6/4（木） 10:00", "訪問を開始"):  # fmt: skip
        assert words in today, words
    assert not Visit.objects.exists(), "looking makes no rows"


def test_one_tap_begins_and_one_ends_however_often_they_are_tapped(world: World) -> None:
    nurse = Device.of(world, "sato")
    with moment("08:00"):
        visit = plan(world)
    with moment("10:02"):
        first = tap(nurse, visit)
        head = Compartment.objects.get(pk=nurse.room).cursor
    with moment("10:05"):
        again = tap(nurse, visit)
        assert "訪問中" in page(nurse)
    assert first == again
    assert nurse.status == 200
    assert (first["state"], first["started_text"]) == ("in-progress", "10:02")
    assert Compartment.objects.get(pk=nurse.room).cursor == head, "one line for one deed"
    with moment("10:50"):
        ended = tap(nurse, visit, "end")
    with moment("10:55"):
        assert tap(nurse, visit, "end") == ended
        assert states(world) == [VisitState.FINISHED]
    assert Visit.objects.count() == Attendance.objects.count() == 1


def test_without_scripts_the_same_buttons_lead_to_the_plan(world: World) -> None:
    nurse = Device.of(world, "sato")
    with moment("08:00"):
        visit = plan(world)
        answer = post(nurse, visit, "start")
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"/patients/{nurse.room}/visits/"
        assert "訪問を終了" in page(nurse, answer.headers["Location"])


def test_who_comes_second_joins_and_is_told_who_began(world: World) -> None:
    first, second = Device.of(world, "sato"), Device.of(world, "ono")
    with moment("08:00"):
        visit = plan(world)
    with moment("10:00"):
        assert tap(first, visit)["message"] == ""
    with moment("10:10"):
        joined = tap(second, visit)
        assert "佐藤 美咲さんが先に開始しています" in joined["message"]
        assert "山田 ハナ" in page(second), "who joined has it in their own day"
    with moment("10:40"):
        assert tap(first, visit, "end")["state"] == "in-progress", "one of them is still there"
    with moment("11:00"):
        assert tap(second, visit, "end")["state"] == "finished"
    assert Visit.objects.count() == 1
    assert Attendance.objects.count() == 2


def test_a_visit_past_midnight_is_on_both_days_and_ends_on_the_next(world: World) -> None:
    with moment("18:00"):
        visit = plan(world, begins="23:30")
    with moment("23:40"):
        nurse = Device.of(world, "sato")
        tap(nurse, visit)
    with moment("00:20", days_later(1)):
        nurse = Device.of(world, "sato")
        assert "23:30～翌0:30" in page(nurse)
        assert tap(nurse, visit, "end")["state"] == "finished"


def test_an_end_before_the_beginning_and_one_after_twelve_hours_are_refused(
    world: World,
) -> None:
    nurse = Device.of(world, "sato")
    with moment("08:00"):
        visit = plan(world)
    with moment("10:00"):
        tap(nurse, visit)
        refused = tap(nurse, visit, "end", at=at("09:30").isoformat())
        assert nurse.status == 422
        assert "終了時刻が開始時刻より前" in refused["fields"]["ended_at"]
    with moment("22:01"):
        nurse = Device.of(world, "sato")
        refused = tap(nurse, visit, "end")
        assert nurse.status == 422
        assert "12時間を超えています" in refused["fields"]["ended_at"]
        assert tap(nurse, visit, "end", at=at("11:00").isoformat())["state"] == "finished"


def test_times_may_be_given_by_hand_afterwards_but_not_ahead_of_time(world: World) -> None:
    nurse = Device.of(world, "sato")
    with moment("08:00"):
        visit = plan(world)
    with moment("18:00"):
        late = {"started_at": "2026-06-01T10:05", "ended_at": "2026-06-01T10:55"}
        assert post(nurse, visit, "times", **late).status_code == 302
        stay = Attendance.objects.get()
        assert (stay.started_at, stay.ended_at) == (at("10:05"), at("10:55"))
        ahead = {"started_at": "2026-06-01T18:30", "ended_at": ""}
        answer = post(nurse, visit, "times", **ahead)
        assert (answer.status_code, "これからの時刻です" in answer.content.decode()) == (422, True)
        assert tap(nurse, visit, "end", at="いま")["fields"], "what is no time is refused"


def test_a_tap_by_mistake_is_taken_back(world: World) -> None:
    nurse = Device.of(world, "sato")
    with moment("08:00"):
        visit = plan(world)
        tap(nurse, visit)
        assert post(nurse, visit, "take-back").status_code == 302
        assert states(world) == [VisitState.PLANNED]
        assert not Attendance.objects.exists()
        tap(nurse, visit)
        assert states(world) == [VisitState.IN_PROGRESS]


def test_an_unplanned_visit_begins_at_once_and_only_once(world: World) -> None:
    nurse = Device.of(world, "sato")
    path, body = f"/patients/{nurse.room}/visits/unplanned/", {"id": str(uuid7()), "kind": "urgent"}
    with moment("07:05"):
        assert "山田 ハナ" in page(nurse, "/visits/unplanned/")
        for _twice in range(2):
            assert nurse.client.post(path, body).status_code == 302
        assert "緊急" in page(nurse)
    visit = Occurrence(UUID(body["id"]), MONDAY)
    with moment("08:10"):
        assert tap(nurse, visit, "end")["state"] == "finished"
    row = Visit.objects.get()
    assert (row.begins_at, row.ends_at) == (at("07:05"), at("08:10"))


@pytest.mark.parametrize("location", [Location.HOSPITAL, Location.SHORT_STAY, Location.FACILITY])
def test_who_is_not_at_home_is_shown_as_paused_and_never_as_late(
    world: World, location: Location
) -> None:
    nurse = Device.of(world, "sato")
    with moment("08:00"):
        plan(world)
    with moment("12:00"):
        assert "予定時刻を過ぎています" in page(nurse)
        set_location(world.actor("sato"), nurse.room, location)
        shown = page(nurse)
    assert "休止" in shown
    assert "予定時刻を過ぎています" not in shown
    assert "記録なし" not in shown


@pytest.mark.parametrize("location", [Location.ENDED, Location.DECEASED])
def test_who_left_care_is_not_due_any_more(world: World, location: Location) -> None:
    nurse = Device.of(world, "sato")
    with moment("08:00"):
        plan(world, days="月木")
        set_location(world.actor("sato"), nurse.room, location)
        shown = page(nurse)
        assert of_organization(world.actor("ono"), MONDAY) == ()
    assert "山田 ハナ" not in shown.partition("今日の訪問")[2].partition("</section>")[0]


def test_a_note_belongs_to_its_visit_until_it_is_taken_back(world: World) -> None:
    nurse = Device.of(world, "sato")
    with moment("10:30"):
        visit = plan(world)
        answer = post(nurse, visit, "write")
        held = Visit.objects.get().pk
        assert answer.headers["Location"] == (
            f"/patients/{nurse.room}/write/visit-note/?visit={held}"
        )
    with moment("13:30"):
        assert "記録なし" in page(nurse)
        entry = nurse.post("変わりありません。", kind="visit-note", visit=str(held))
        assert nurse.status == 201
        shown = page(nurse)
        assert f"#entry-{entry['id']}" in shown
        assert "記録なし" not in shown
        assert states(world) == [VisitState.FINISHED]
        nurse.send(
            f"entries/{entry['id']}/retraction",
            {"id": str(uuid7()), "reason": "wrong-patient", "text": ""},
        )
        assert "記録なし" in page(nurse)


def test_yesterdays_visit_without_a_note_is_remembered_today(world: World) -> None:
    nurse = Device.of(world, "sato")
    with moment("08:00"):
        visit = plan(world)
    with moment("08:00", days_later(1)):
        nurse = Device.of(world, "sato")
        shown = page(nurse)
    assert "記録がまだの訪問" in shown
    assert address(nurse.room, visit) in shown
