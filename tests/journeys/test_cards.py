"""Cards of 今日 and the inbox: whose they are can be told, and what stands there fits them."""

import re

import pytest

from tests import world as worlds
from tests.device import Device
from tests.journeys.orders import NURSES, ordered
from tests.journeys.test_medicines import enter
from tests.morning import words
from tests.world import World

TO_DOCTOR = [{"kind": "role", "id": "physician"}]
WARNING = "同じお名前の方がいます"


@pytest.fixture
def world(db: None) -> World:
    """山田 ハナ and 山田 花, both やまだ はな; the physician has both, either nurse one."""
    return worlds.build(["sato", "ono", "tanaka"], ["P1", "P4"])


def cards(page: str) -> list[str]:
    return [words(one) for one in re.findall(r'<li class="today-card.*?</li>', page, re.DOTALL)]


def of_the_day(device: Device) -> list[str]:
    return cards(device.client.get("/").content.decode())


def test_a_name_never_stands_alone(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    nurse.post("むくみのご相談", purpose="consult", to=TO_DOCTOR)
    (card,) = of_the_day(doctor)
    assert re.search(r"相談 山田 ハナ やまだ はな \d+歳 " + WARNING, card)
    ordered(doctor)
    (order,) = of_the_day(nurse)
    assert re.search(r"山田 ハナ やまだ はな \d+歳", order)
    assert WARNING not in order, "who has only one of them cannot learn that there is another"


def test_the_inbox_and_a_shifts_end_tell_it_too(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    nurse.post("日程のご相談", purpose="consult", to=TO_DOCTOR)
    (card,) = cards(doctor.client.get("/inbox/").content.decode())
    assert re.search(r"やまだ はな \d+歳 " + WARNING + " 医師", card)


def test_who_is_in_hospital_or_has_died_is_said_on_the_card(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    enter(nurse, name="アピキサバン錠")
    nurse.post("薬のご相談", purpose="consult", to=TO_DOCTOR)
    ordered(doctor, to=NURSES)
    (asked,) = of_the_day(doctor)
    assert "在宅" not in asked
    assert "アピキサバン錠" in asked
    for code, label, medicines in (("hospital", "入院中", True), ("deceased", "逝去", False)):
        place = f"/patients/{nurse.room}/location/"
        assert nurse.client.post(place, {"location": code}).status_code == 302
        (asked,), (order,) = of_the_day(doctor), of_the_day(nurse)
        assert label in asked
        assert label in order
        assert ("アピキサバン錠" in asked) is medicines


@pytest.mark.parametrize("late", ["entry", "order"])
def test_what_is_late_is_said_in_one_way(world: World, late: str) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    hour = "2020-01-01T09:00:00+09:00"
    if late == "entry":
        nurse.post("至急", purpose="consult", to=[{**TO_DOCTOR[0], "reply_by": hour}])
        (card,) = of_the_day(doctor)
    else:
        doctor.post("至急", purpose="order", to=[{**NURSES[0], "reply_by": hour}])
        (card,) = of_the_day(nurse)
        assert "看護師あて ・ まだだれも受けていません" in card
    assert "期限を過ぎています" in card
