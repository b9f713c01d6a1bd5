"""指示: given, taken by one, done, reported, seen; and nothing is lost at a shift's end."""

from datetime import timedelta

import pytest

from messaging.models import Order, OrderStep
from sharing import clock
from sharing.actions.care_team import add_member, remove_member
from sharing.uuid7 import uuid7
from tests import world as worlds
from tests.device import Device
from tests.journeys.orders import NURSES, form, in_hours, may, ordered, state, step, today_of
from tests.world import USUAL, World


@pytest.fixture
def world(db: None) -> World:
    """With a second nurse of the station on the team."""
    world = worlds.build((*USUAL, "ono"))
    add_member(world.actor("sato"), world.room("P1"), world.role("ono"))
    return world


def test_an_order_is_taken_done_reported_and_seen(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    order = ordered(doctor)
    assert state(nurse, order) == ("requested", None)
    assert may(nurse, order) == ["take"]
    assert may(doctor, order) == ["cancel"]
    assert "下腿の創を1日2回洗浄" in today_of(nurse)

    for kind, text, then in (
        ("take", "", ["pass-on", "do"]),
        ("do", "", ["pass-on", "report"]),
        ("report", "浸出液は減りました", []),
    ):
        step(nurse, order, kind, text)
        assert (nurse.status, may(nurse, order)) == (201, then)

    doctor.pull()
    shown = doctor.entries[order["id"]]["orders"][0]
    assert [one["kind"] for one in shown["steps"]] == ["take", "do", "report"]
    assert (shown["state_label"], shown["steps"][2]["text"]) == ("結果報告", "浸出液は減りました")
    assert shown["may"] == ["accept"]
    assert "浸出液は減りました" in today_of(doctor)
    assert "下腿の創を1日2回洗浄" not in today_of(nurse)

    step(doctor, order, "accept")
    assert state(nurse, order) == ("accepted", "佐藤 美咲")
    assert "浸出液は減りました" not in today_of(doctor)


def test_of_two_who_reach_for_it_one_gets_it(world: World) -> None:
    first, second = Device.of(world, "sato"), Device.of(world, "ono")
    order = ordered(Device.of(world, "tanaka"))
    step(first, order, "take")
    refused = step(second, order, "take")
    assert (second.status, refused["error"]) == (409, "already-taken")
    assert "佐藤" not in refused["message"]
    assert state(second, order) == ("taken", "佐藤 美咲")
    assert may(second, order) == []
    refused = step(second, order, "do")
    assert (second.status, refused["error"]) == (409, "already-taken")


def test_a_step_sent_twice_is_one(world: World) -> None:
    nurse = Device.of(world, "sato")
    order = ordered(Device.of(world, "tanaka"))
    again = {"id": str(uuid7())}
    assert step(nurse, order, "take", **again) == step(nurse, order, "take", **again)
    assert OrderStep.objects.count() == 1
    step(nurse, order, "do", **again)
    assert nurse.status == 409


def test_no_result_without_its_being_done(world: World) -> None:
    nurse = Device.of(world, "sato")
    order = ordered(Device.of(world, "tanaka"))
    assert step(nurse, order, "do")["error"] == "not-taken"
    step(nurse, order, "take")
    assert step(nurse, order, "report", "早すぎる")["error"] == "not-done"
    step(nurse, order, "do")
    assert step(nurse, order, "report", "  ")["error"] == "invalid"
    assert step(nurse, order, "do")["error"] == "already-done"


def test_what_is_wanted_three_times_is_done_three_times(world: World) -> None:
    nurse = Device.of(world, "sato")
    order = ordered(Device.of(world, "tanaka"), form=form(times="３回"))
    step(nurse, order, "take")
    for number in (1, 2):
        shown = step(nurse, order, "do")["orders"][0]
        assert (shown["state"], shown["done"], shown["times"]) == ("taken", number, 3)
    assert step(nurse, order, "do")["orders"][0]["state"] == "done"


def test_another_profession_looks_on(world: World) -> None:
    pharmacist = Device.of(world, "ito")
    order = ordered(Device.of(world, "tanaka"))
    assert may(pharmacist, order) == []
    assert (step(pharmacist, order, "take")["error"], pharmacist.status) == ("not-for-you", 422)
    assert step(pharmacist, order, "cancel")["error"] == "not-for-you"
    assert "下腿の創" not in today_of(pharmacist)


def test_each_profession_has_its_own_order(world: World) -> None:
    doctor, nurse, pharmacist = (Device.of(world, one) for one in ("tanaka", "sato", "ito"))
    order = ordered(doctor, to=[], form=form(to_role=["nurse", "pharmacist"]))
    assert [one["label"] for one in order["to"]] == ["看護師", "薬剤師"]
    for device in (nurse, pharmacist):
        device.pull()
        both = device.entries[order["id"]]["orders"]
        assert sum("take" in one["may"] for one in both) == 1
    assert Order.objects.count() == 2


def test_it_is_passed_on_to_a_person_and_back(world: World) -> None:
    first, second = Device.of(world, "sato"), Device.of(world, "ono")
    order = ordered(Device.of(world, "tanaka"))
    step(first, order, "take")
    step(first, order, "do")
    step(first, order, "pass-on", to=str(world.role("ono")))
    assert state(first, order) == ("done", "大野 恵")
    assert step(first, order, "report", "x")["error"] == "already-taken"
    step(second, order, "pass-on")
    assert state(first, order) == ("done", None)
    step(first, order, "take")
    step(first, order, "report", "乾いています")
    assert state(second, order) == ("reported", "佐藤 美咲")
    first.pull()
    went = [one["to"] for one in first.entries[order["id"]]["orders"][0]["steps"]]
    assert went == ["", "", "大野 恵", "", "", ""]


@pytest.mark.parametrize("to", ["tanaka", "kato", "sato"])
def test_nobody_gets_it_who_could_not_carry_it_out(world: World, to: str) -> None:
    nurse = Device.of(world, "sato")
    order = ordered(Device.of(world, "tanaka"))
    step(nurse, order, "take")
    refused = step(nurse, order, "pass-on", to=str(world.role(to)))
    assert (nurse.status, list(refused["fields"])) == (422, ["to"])


def test_at_the_shifts_end_everything_goes_on(world: World) -> None:
    first, second, doctor = (Device.of(world, one) for one in ("sato", "ono", "tanaka"))
    orders = [ordered(doctor) for _ in range(3)]
    for order in orders:
        step(first, order, "take")
    step(first, orders[0], "do")
    step(first, orders[2], "do")
    step(first, orders[2], "report", "済みました")
    page = first.client.get("/orders/pass-on/").content.decode()
    assert page.count("下腿の創を1日2回洗浄") == 2
    assert "大野 恵" in page
    assert "田中" not in page.split("</form>")[0]

    wanted = {"id": str(uuid7()), "to": str(world.role("ono"))}
    for _ in range(2):
        assert first.client.post("/orders/pass-on/", wanted).status_code == 302

    assert [state(second, order) for order in orders] == [
        ("done", "大野 恵"), ("taken", "大野 恵"), ("reported", "佐藤 美咲"),
    ]  # fmt: skip
    assert "持っている指示はありません" in first.client.get("/orders/pass-on/").content.decode()


def test_where_the_colleague_is_not_on_the_team_it_goes_back(world: World) -> None:
    first, second = Device.of(world, "sato"), Device.of(world, "ono")
    order = ordered(Device.of(world, "tanaka"))
    step(first, order, "take")
    remove_member(world.actor("sato"), world.room("P1"), world.role("ono"))
    first.client.post("/orders/pass-on/", {"id": str(uuid7()), "to": str(world.role("ono"))})
    assert state(first, order) == ("requested", None)
    assert second.get("after/0")["error"] == "absent"


def test_what_somebody_held_who_left_is_open_again(world: World) -> None:
    first, second = Device.of(world, "sato"), Device.of(world, "ono")
    order = ordered(Device.of(world, "tanaka"))
    step(first, order, "take")
    assert may(second, order) == []
    remove_member(world.actor("ono"), world.room("P1"), world.role("sato"))

    second.cursor = 0
    assert may(second, order) == ["take"]
    assert "まだだれも受けていません" in today_of(second)
    step(second, order, "take")
    assert state(second, order) == ("taken", "大野 恵")


def test_the_orderer_calls_it_off_as_long_as_it_is_not_done(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    one, other = ordered(doctor), ordered(doctor)
    step(nurse, one, "take")
    step(doctor, one, "cancel", "入院のため")
    assert state(nurse, one) == ("cancelled", "佐藤 美咲")
    assert step(nurse, one, "do")["error"] == "order-closed"
    step(nurse, other, "take")
    step(nurse, other, "do")
    assert step(doctor, other, "cancel")["error"] == "already-done"


def test_an_order_taken_back_is_called_off(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    order = ordered(doctor)
    doctor.send(f"entries/{order['id']}/retraction", {"id": str(uuid7()), "reason": "mistake"})
    assert step(nurse, order, "take")["error"] == "already-retracted"
    assert Order.objects.get().state == "cancelled"
    assert "下腿の創" not in today_of(nurse)


def test_an_amended_order_has_its_new_hour(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    order = ordered(doctor, form=form(due_at=in_hours(-1)))
    nurse.pull()
    assert nurse.entries[order["id"]]["orders"][0]["overdue"] is True
    assert "期限を過ぎています" in today_of(nurse)
    change = {
        "id": str(uuid7()),
        "reason": "延ばします",
        "form": form(due_at=in_hours(5), times="2"),
    }
    doctor.send(f"entries/{order['id']}/amendments", change)
    assert doctor.status == 201
    nurse.pull()
    shown = nurse.entries[order["id"]]["orders"][0]
    assert (shown["overdue"], shown["times"]) == (False, 2)


def test_a_stranger_finds_no_order(world: World) -> None:
    order = ordered(Device.of(world, "tanaka"))
    stranger = Device.of(world, "kato")
    there = step(stranger, order, "take")
    order["orders"][0]["id"] = str(uuid7())
    nowhere = step(stranger, order, "take")
    assert (stranger.status, there) == (404, nowhere)
    nurse = Device.of(world, "sato")
    assert step(nurse, order, "take")["error"] == "absent"


def test_words_alone_are_an_order_too(world: World) -> None:
    doctor, nurse = Device.of(world, "tanaka"), Device.of(world, "sato")
    order = doctor.post("酸素を2Lに", purpose="order", to=NURSES)
    assert may(nurse, order) == ["take"]
    due = clock.now() + timedelta(hours=1)
    hour = {"kind": "role", "id": "nurse", "reply_by": due.isoformat()}
    timed = doctor.post("体重を測る", purpose="order", to=[hour])
    assert timed["orders"][0]["due_at"] is not None


def test_the_form_of_an_order_is_never_anything_less(world: World) -> None:
    """A nurse cannot give an order by calling it a report."""
    nurse = Device.of(world, "sato")
    refused = nurse.post("", kind="order", purpose="report", form=form())
    assert (nurse.status, list(refused["fields"])) == (422, ["purpose"])
