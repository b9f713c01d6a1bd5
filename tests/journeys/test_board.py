"""The day board of a station: rounds with their gaps, the night's calls, at risk, no note yet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from messaging.queries.board import board
from patients.actions.location import set_location
from patients.actions.visit import cancel_visit
from patients.actions.visit_attendance import start_visit
from patients.vocabulary import Chip, Location
from sharing.actions.care_team import add_member
from sharing.uuid7 import uuid7
from tests import world as worlds
from tests.device import Device
from tests.journeys.visiting import MONDAY, at, days_later, moment, plan
from tests.world import World

CAST = ("sato", "ono", "tanaka", "suzuki", "nakamura", "watanabe", "kato")


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """P1 is of both nurses; P2 too; P8 of sato only, P4 of ono only. It is Monday, 7:00."""
    with moment("07:00"):
        world = worlds.build(CAST, ("P1", "P2", "P4", "P8"))
        add_member(world.actor("sato"), world.room("P1"), world.role("ono"))
        yield world


def shown(client: Client, path: str = "/board/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_visits_whom_in_the_order_of_time_with_the_gaps_between(world: World) -> None:
    plan(world, begins="13:30")
    plan(world, patient="P2", begins="09:00", minutes=45)
    plan(world, begins="10:00", minutes=30, visitor="ono", by="ono")
    found = board(world.actor("sato"), MONDAY)
    assert [one.visitor.name for one in found.rounds] == ["大野 恵", "佐藤 美咲"]
    hours = [visit.visit.begins_at for visit in found.rounds[1].visits]
    assert hours == [at("09:00"), at("13:30")]
    text = shown(Device.of(world, "sato").client)
    assert "ご覧になれる予定のないあいだ 9:45～13:30（225分）" in text
    assert text.index("9:00～9:45") < text.index("ご覧になれる") < text.index("13:30～14:30")


def test_what_was_called_off_and_who_is_in_hospital_count_as_no_visit(world: World) -> None:
    plan(world, patient="P2", begins="09:00", minutes=60)
    off = plan(world, begins="11:00", minutes=60)
    plan(world, patient="P8", begins="12:30", minutes=30)
    plan(world, patient="P2", begins="14:00", minutes=30)
    cancel_visit(world.actor("sato"), world.room("P1"), off, "ご都合")
    set_location(world.actor("sato"), world.room("P8"), Location.HOSPITAL)
    text = shown(Device.of(world, "sato").client)
    assert "ご覧になれる予定のないあいだ 10:00～14:00（240分）" in text
    assert "中止" in text
    assert "入院中・休止" in text
    assert "2件" in text, "what does not take place is not counted"


def test_a_patient_whose_team_i_am_not_on_is_nowhere_on_my_board_nor_counted(
    world: World,
) -> None:
    """A colleague's visit; an administrator of the same station sees no more than anybody."""
    plan(world, patient="P8", begins="09:00")
    sato, ono = Device.of(world, "sato").client, Device.of(world, "ono").client
    assert "髙﨑" in shown(sato), "what could leak is there"
    text = shown(ono) + shown(ono, "/")
    assert "髙﨑" not in text
    assert str(world.room("P8")) not in text
    assert "佐藤" not in text
    found = board(world.actor("ono"), MONDAY)
    assert found.rounds == ()
    assert {one.patient.room for one in found.at_risk} <= {
        world.room(key) for key in ("P1", "P2", "P4")
    }


def test_nobody_is_called_free_while_at_a_patient_whom_i_may_not_see(world: World) -> None:
    """Her board reads the same with a hidden visit in the gap and without it."""
    plan(world, begins="09:00", minutes=60)
    plan(world, begins="14:00", minutes=60)
    ono = Device.of(world, "ono").client
    before = shown(ono).partition("board-rounds")[2].partition("board-calls")[0]
    plan(world, patient="P8", begins="11:00", minutes=60)
    after = shown(ono).partition("board-rounds")[2].partition("board-calls")[0]
    assert "ご覧になれる予定のないあいだ 10:00～14:00（240分）" in after
    assert "空き" not in after
    assert before == after


def test_a_stranger_and_who_has_no_clinical_access_see_an_empty_board(world: World) -> None:
    plan(world, begins="09:00")
    for who in ("kato", "watanabe"):
        found = board(world.actor(who), MONDAY)
        assert (found.rounds, found.calls, found.at_risk, found.unwritten) == ((), (), (), ())
        assert "ハナ" not in shown(Device.of(world, who).client)


def test_other_organisations_see_their_own_visits_only(world: World) -> None:
    plan(world, begins="09:00")
    assert board(world.actor("tanaka"), MONDAY).rounds == ()
    assert board(world.actor("nakamura"), MONDAY).rounds == ()


def test_calls_between_yesterday_evening_and_this_morning(world: World) -> None:
    texts = {"16:59": "夕方前", "17:00": "宵の電話", "23:40": "夜中の電話"}
    for hour, text in texts.items():
        with moment(hour):
            Device.of(world, "ono").post(text, kind="call")
    with moment("08:30", days_later(1)):
        nurse = Device.of(world, "ono")
        nurse.post("朝の電話", kind="call")
        nurse.post("電話ではない記録")
        found = board(world.actor("sato"), days_later(1))
        text = shown(Device.of(world, "sato").client)
    assert [one.entry.words.text for one in found.calls] == ["宵の電話", "夜中の電話", "朝の電話"]
    assert "夜間の電話" in text
    assert "夜中の電話" in text


def test_at_risk_tonight_is_who_sleeps_at_home_with_a_device_alone_or_an_urgent_question(
    world: World,
) -> None:
    found = {one.patient.room: one for one in board(world.actor("sato"), MONDAY).at_risk}
    assert Chip.HOME_OXYGEN in found[world.room("P1")].chips
    assert world.room("P8") not in found, "nothing of this kind in his record"
    nurse = replace(Device.of(world, "sato"), room=world.room("P8"))
    entry = nurse.post("発熱しています", purpose="urgent", to=[{"kind": "role", "id": "physician"}])
    first, *_others = board(world.actor("sato"), MONDAY).at_risk
    assert (first.patient.room, str(first.urgent)) == (world.room("P8"), entry["id"])

    doctor = replace(Device.of(world, "tanaka"), room=world.room("P8"))
    doctor.send(f"entries/{entry['id']}/responses", {"id": str(uuid7()), "code": "confirmed"})
    set_location(world.actor("sato"), world.room("P1"), Location.HOSPITAL)
    rooms = {one.patient.room for one in board(world.actor("sato"), MONDAY).at_risk}
    assert world.room("P8") not in rooms, "it was answered"
    assert world.room("P1") not in rooms, "the ward is awake"


def test_a_visit_without_a_note_two_hours_after_its_end_is_listed(world: World) -> None:
    visit = plan(world, begins="08:00", minutes=60)
    room = world.room("P1")
    with moment("08:05"):
        start_visit(world.actor("sato"), room, visit)
    for hour, expected in (("11:00", 0), ("11:01", 1)):
        with moment(hour):
            assert len(board(world.actor("sato"), MONDAY).unwritten) == expected, hour
    with moment("11:30"):
        text = shown(Device.of(world, "sato").client)
    assert "記録なし" in text


def test_another_day_and_what_is_no_day(world: World) -> None:
    plan(world, first=days_later(3), begins="09:00")
    client = Device.of(world, "sato").client
    assert "山田" not in shown(client).partition("今夜の要注意")[0]
    assert "山田" in shown(client, "/board/?date=2026-06-04").partition("今夜の要注意")[0]
    for wrong in ("2026-13-01", "x", "1900-01-01", "9999-12-31", "%00", "昨日"):
        assert client.get(f"/board/?date={wrong}").status_code == 404, wrong
    far = (MONDAY + timedelta(days=399)).isoformat()
    assert client.get(f"/board/?date={far}").status_code == 200
