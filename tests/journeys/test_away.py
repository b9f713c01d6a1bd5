"""The pages of a patient who died, left care, or lay in a hospital: no plan goes on as if not."""

from collections.abc import Iterator

import pytest

from patients.actions.location import set_location
from patients.actions.visit_attendance import start_visit
from patients.vocabulary import Location
from sharing.uuid7 import uuid7
from tests.device import Device
from tests.journeys.test_medicines import enter
from tests.journeys.visiting import address, build, days_later, moment, page, plan, post
from tests.world import World

GONE = {
    Location.DECEASED: "逝去されました。訪問予定は停止しています。",
    Location.ENDED: "ご利用は終了しています。訪問予定は停止しています。",
}

PLANNED = ("6/1（月）", "6/4（木）", "毎週", "/visits/plan/", "/visits/unplanned/", ">予定</span>")


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """It is Monday, 7:00."""
    with moment("07:00"):
        yield build()


def visits(world: World) -> str:
    device = Device.of(world, "sato")
    return page(device, f"/patients/{device.room}/visits/").partition("<main")[2]


def became(world: World, location: Location) -> None:
    set_location(world.actor("sato"), world.room("P1"), location)


@pytest.mark.parametrize(("location", "said"), GONE.items())
def test_who_died_or_left_care_has_no_visits_to_come_and_none_can_be_added(
    world: World, location: Location, said: str
) -> None:
    nurse = Device.of(world, "sato")
    plan(world, begins="10:00", days="月木")
    before = visits(world)
    for here in PLANNED:
        assert here in before, here
    with moment("09:00"):
        became(world, location)
        shown = visits(world)
        assert nurse.client.get(f"/patients/{nurse.room}/visits/plan/").status_code == 404
    assert said in shown
    assert "在宅に戻られるまで" not in shown
    for gone in PLANNED:
        assert gone not in shown, gone


def test_a_visit_that_took_place_stays_and_can_be_ended_after_the_death(world: World) -> None:
    nurse = Device.of(world, "sato")
    visit = plan(world, begins="08:00")
    with moment("08:05"):
        start_visit(world.actor("sato"), world.room("P1"), visit)
    with moment("08:30"):
        became(world, Location.DECEASED)
        assert address(world.room("P1"), visit, "end/") in visits(world)
        assert post(nurse, visit, "end").status_code == 302
        assert "8:05～8:30" in visits(world)


def test_no_note_is_missed_of_a_day_in_hospital_and_one_is_of_a_day_at_home(world: World) -> None:
    plan(world, begins="08:00")
    plan(world, begins="10:00", first=days_later(1))
    with moment("18:00"):
        became(world, Location.HOSPITAL)
    with moment("18:00", days_later(2)):
        assert visits(world).count("記録なし") == 1, "only of Monday, before the stay"
        became(world, Location.HOME)
    with moment("18:00", days_later(3)):
        shown = visits(world)
        assert "6/2（火）" in shown
        assert shown.count("記録なし") == 1, "also when she is back"


def test_a_visit_during_the_stay_is_planned_again_once_at_home(world: World) -> None:
    plan(world, begins="10:00", days="木")
    became(world, Location.HOSPITAL)
    shown = visits(world)
    assert "在宅に戻られるまで訪問予定は休止です。" in shown
    assert "6/4（木）" in shown


def test_an_unplanned_visit_to_who_is_not_at_home_is_asked_about_first(world: World) -> None:
    nurse = Device.of(world, "sato")
    assert "data-confirm" not in page(nurse, "/visits/unplanned/")
    became(world, Location.HOSPITAL)
    shown = page(nurse, "/visits/unplanned/")
    assert shown.count("data-confirm") == 1, "the other patient is at home"
    assert "「入院中」です。それでも訪問を開始しますか。" in shown
    assert 'class="button small primary"' not in shown


def test_the_medicines_of_who_died_are_no_longer_those_of_now(world: World) -> None:
    doctor = Device.of(world, "tanaka")
    path = f"/patients/{doctor.room}/medicines/"
    medicine = enter(doctor)
    assert "亡くなるまで" not in page(doctor, path)
    assert f"{path}new/" in page(doctor, path)
    became(world, Location.DECEASED)
    shown = page(doctor, path).partition("<main")[2]
    assert "亡くなるまでのお薬" in shown
    assert f"{path}new/" not in shown
    ending = {"id": str(uuid7()), "last_date": "2026-06-01", "reason": "逝去のため"}
    assert doctor.client.post(f"{path}{medicine}/end/", ending).status_code == 302
    shown = page(doctor, path)
    assert "お薬はすべて終了しています。" in shown
    assert "フロセミド錠" in shown
