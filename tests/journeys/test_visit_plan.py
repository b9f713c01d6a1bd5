"""The plan of visits: series and single ones, moved, called off, ended, and whose it is."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from patients.actions.visit import cancel_visit, end_series, move_visit
from patients.models import Visit, VisitSeries
from patients.queries.visit import visits_of
from patients.visit_plan import Change, Occurrence
from patients.vocabulary import VisitState
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
    tap,
)
from tests.world import World


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """It is Monday, 7:00."""
    with moment("07:00"):
        yield build()


def test_a_series_is_planned_on_the_page_and_the_same_form_twice_is_one_series(
    world: World,
) -> None:
    nurse = Device.of(world, "sato")
    path = f"/patients/{nurse.room}/visits/plan/"
    said = {
        "id": str(uuid7()), "visitor": str(world.role("ono")), "kind": "regular",
        "first_date": "2026-06-01", "begins": "09:30", "ends": "10:15", "weekdays": ["0", "3"],
        "interval": "2", "last_date": "", "remark": "",
    }  # fmt: skip
    with moment("08:00"):
        for _twice in range(2):
            assert nurse.client.post(path, said).status_code == 302
        shown = page(nurse, f"/patients/{nurse.room}/visits/")
    assert VisitSeries.objects.count() == 1
    assert "隔週 月・木 9:30～10:15" in shown
    assert "大野 恵" in shown
    assert "6/15（月）" in shown
    assert "6/8（月）" not in shown


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ends": "09:30"}, "ends"),
        ({"begins": "20:00", "ends": "09:00"}, "ends"),
        ({"first_date": "2031-01-01"}, "first_date"),
        ({"last_date": "2026-05-01"}, "last_date"),
        ({"begins": "９時ごろ"}, "begins"),
        ({"weekdays": ["7"]}, "weekdays"),
        ({"visitor": str(uuid7())}, "visitor"),
        ({"remark": "あ" * 201}, "remark"),
    ],
)
def test_an_impossible_plan_is_refused_at_its_field(
    world: World, change: dict[str, str], field: str
) -> None:
    nurse = Device.of(world, "sato")
    said = {
        "id": str(uuid7()), "visitor": str(world.role("sato")), "kind": "regular",
        "first_date": "2026-06-01", "begins": "09:30", "ends": "10:15", **change,
    }  # fmt: skip
    with moment("08:00"):
        answer = nurse.client.post(f"/patients/{nurse.room}/visits/plan/", said)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not VisitSeries.objects.exists()


def test_nobody_of_another_organisation_and_nobody_beside_the_team_can_be_sent(
    world: World,
) -> None:
    nurse = Device.of(world, "nakamura")
    with moment("08:00"):
        said = {
            "id": str(uuid7()), "visitor": str(world.role("sato")), "kind": "regular",
            "first_date": "2026-06-01", "begins": "09:30", "ends": "10:15",
        }  # fmt: skip
        answer = nurse.client.post(f"/patients/{nurse.room}/visits/plan/", said)
    assert answer.status_code == 422
    assert not VisitSeries.objects.exists()


def test_one_visit_is_moved_and_given_to_a_colleague_and_the_others_stay(world: World) -> None:
    nurse = Device.of(world, "sato")
    with moment("08:00"):
        visit = plan(world, days="月木")
        said = {
            "date": "2026-06-02", "begins": "14:00", "ends": "15:00",
            "visitor": str(world.role("ono")),
        }  # fmt: skip
        assert post(nurse, visit, "move", **said).status_code == 302
        assert visits_of(world.actor("sato"), MONDAY) == ()
        (moved,) = visits_of(world.actor("ono"), days_later(1))
        assert moved.visit.begins_at == at("14:00", days_later(1))
        assert len(visits_of(world.actor("sato"), days_later(3))) == 1
        shown = page(nurse, f"/patients/{nurse.room}/visits/")
    assert "6/1（月） 10:00から変更" in shown


def test_a_visit_that_is_called_off_cannot_begin_and_its_reason_is_sealed(world: World) -> None:
    nurse = Device.of(world, "sato")
    with moment("08:00"):
        visit = plan(world)
        assert post(nurse, visit, "cancel", reason="受診日と重なるため").status_code == 302
        assert "受診日と重なるため" in page(nurse, f"/patients/{nurse.room}/visits/")
        tap(nurse, visit)
    assert nurse.status == 409
    assert "受診日" not in bytes(Visit.objects.get().body).decode(errors="ignore")


def test_a_visit_under_way_is_neither_moved_nor_called_off(world: World) -> None:
    nurse, colleague = Device.of(world, "sato"), Device.of(world, "ono")
    with moment("10:00"):
        visit = plan(world)
        tap(nurse, visit)
        assert post(colleague, visit, "cancel", reason="?").status_code == 409
        said = {"date": "2026-06-02", "begins": "14:00", "ends": "15:00"}
        moving = post(colleague, visit, "move", visitor=str(world.role("ono")), **said)
        assert moving.status_code == 409


def test_a_series_ends_from_a_day_on_and_keeps_what_was_before(world: World) -> None:
    nurse = Device.of(world, "sato")
    with moment("08:00"):
        visit = plan(world, days="月木")
        change = Change(at("15:00", days_later(8)), at("16:00", days_later(8)), world.role("sato"))
        later = Occurrence(visit.plan, days_later(7))
        move_visit(world.actor("sato"), nurse.room, later, change)
        path = f"/patients/{nurse.room}/visits/{visit.plan}/end/"
        for _twice in range(2):
            answer = nurse.client.post(path, {"from_date": "2026-06-04"})
            assert answer.status_code == 302
        assert len(visits_of(world.actor("sato"), MONDAY)) == 1
        assert visits_of(world.actor("sato"), days_later(3)) == ()
        (off,) = visits_of(world.actor("sato"), days_later(8))
        assert off.visit.state is VisitState.CANCELLED


def test_another_organisations_plan_is_seen_by_the_team_and_left_alone(world: World) -> None:
    helper = Device.of(world, "nakamura")
    with moment("08:00"):
        visit = plan(world, days="月")
        assert "佐藤 美咲" in page(helper, f"/patients/{helper.room}/visits/")
        tap(helper, visit)
        assert helper.status == 409
        assert post(helper, visit, "cancel", reason="?").status_code == 409
        ending = f"/patients/{helper.room}/visits/{visit.plan}/end/"
        assert helper.client.post(ending, {"from_date": "2026-06-01"}).status_code == 409


def test_a_visit_of_another_room_or_another_day_is_nowhere_here(world: World) -> None:
    nurse = Device.of(world, "sato")
    with moment("08:00"):
        visit = plan(world, patient="P2", days="月")
        for wrong in (visit, replace(visit, plan=uuid7()), replace(visit, day=days_later(1))):
            tap(nurse, wrong)
            assert nurse.status == 404
            for deed in ("", "write/", "take-back/"):
                method = nurse.client.post if deed else nurse.client.get
                assert method(address(nurse.room, wrong, deed)).status_code == 404
        far = Occurrence(visit.plan, days_later(7 * 520))
        assert nurse.client.post(address(world.room("P2"), far, "start/")).status_code == 404
    assert not Visit.objects.exists()


def test_a_stranger_finds_no_visits_and_cannot_tap(world: World) -> None:
    stranger = Device.of(world, "kato")
    with moment("08:00"):
        visit = plan(world)
        assert stranger.client.get(f"/patients/{stranger.room}/visits/").status_code == 404
        tap(stranger, visit)
    assert stranger.status == 404
    assert not Visit.objects.exists()


def test_called_off_twice_it_stays_as_it_was(world: World) -> None:
    with moment("08:00"):
        visit = plan(world)
        cancel_visit(world.actor("sato"), world.room("P1"), visit, "一度目")
        cursor = Compartment.objects.get(pk=world.room("P1")).cursor
        cancel_visit(world.actor("sato"), world.room("P1"), visit, "二度目")
        end_series(world.actor("sato"), world.room("P1"), visit.plan, days_later(5))
    assert Compartment.objects.get(pk=world.room("P1")).cursor == cursor
