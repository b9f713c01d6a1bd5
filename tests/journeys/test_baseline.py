"""What is usual for this patient: the server and the form ask back outside of it, once."""

import re
from datetime import timedelta
from typing import Any

import pytest

from patients.actions.item import record_item
from patients.items import Item
from patients.vocabulary import Chip, ItemKind
from sharing import clock
from tests.device import Device
from tests.world import World

OXYGEN = {"air": "oxygen", "flow": "1", "by": "cannula"}
USUAL_OF_P1 = {"jcs": "1", "spo2_low": "88", "spo2_high": "92", "temperature": "", "detail": ""}


@pytest.fixture
def nurse(world: World) -> Device:
    """In the room of a patient of whom the record says what is usual."""
    item = Item(ItemKind.BASELINE, USUAL_OF_P1)
    record_item(world.actor("sato"), world.room("P1"), item)
    return Device.of(world, "sato")


def asked_back(device: Device, code: str, value: str, **options: Any) -> str:
    """The sentence that asks; "" when the value is taken at once."""
    values = {code: {"value": value, **options}}
    answer = device.post("訪問", vitals=[{"values": values}], soft_confirmed=False)
    if device.status == 201:
        return ""
    assert (device.status, answer["error"]) == (422, "unusual")
    return str(answer["fields"][f"vitals.0.{code}"])


def weigh(device: Device, value: str, days_ago: float) -> None:
    at = (clock.now() - timedelta(days=days_ago)).isoformat()
    one = {"at": at, "values": {"weight": {"value": value}}}
    device.post("体重", vitals=[one], captured_at=at, soft_confirmed=True)
    assert device.status == 201


@pytest.mark.parametrize(("value", "asks"), [("0", False), ("1", False), ("2", True)])
def test_a_consciousness_as_always_is_not_asked_back(nurse: Device, value: str, asks: bool) -> None:
    assert bool(asked_back(nurse, "jcs", value)) is asks


@pytest.mark.parametrize(
    ("value", "sentence"),
    [("87", "低めです"), ("88", ""), ("92", ""), ("95", "高めです")],
)
def test_a_saturation_is_asked_back_outside_the_target(
    nurse: Device, value: str, sentence: str
) -> None:
    told = asked_back(nurse, "spo2", value, **OXYGEN)
    assert bool(told) is bool(sentence), told
    assert "88" in told or not sentence


def marks(device: Device, code: str, value: str, **options: Any) -> list[str]:
    one = {"values": {code: {"value": value, **options}}}
    entry = device.post("訪問", vitals=[one], soft_confirmed=True)
    return [one["flag"] for one in entry["vitals"][0]["readings"]]


def test_the_timeline_marks_what_was_unusual_for_this_patient_then(nurse: Device) -> None:
    """Marks stay as they were when the entry was written, whoever reads it and whenever."""
    assert marks(nurse, "jcs", "1") == [""]
    assert marks(nurse, "jcs", "2") == ["high"]
    assert marks(nurse, "spo2", "90", **OXYGEN) == [""]
    assert marks(nurse, "spo2", "95", **OXYGEN) == ["high"]


@pytest.mark.parametrize(("note", "asks"), [("右上肢 シャント", True), ("左下肢 浮腫", False)])
def test_a_cuff_on_the_forbidden_side_is_asked_back(
    world: World, nurse: Device, note: str, asks: bool
) -> None:
    body = {"code": Chip.LIMB_FORBIDDEN, "text": note, "detail": ""}
    record_item(world.actor("sato"), nurse.room, Item(ItemKind.RISK, body))
    pressure = {"sbp": {"value": "120", "side": "right"}, "dbp": {"value": "70"}}
    nurse.post("訪問", vitals=[{"values": pressure}], soft_confirmed=False)
    assert (nurse.status == 422) is asks


def test_without_a_profile_the_same_values_are_judged_as_anybodys(world: World) -> None:
    nurse = Device.of(world, "sato")
    assert asked_back(nurse, "spo2", "95", **OXYGEN) == ""
    assert asked_back(nurse, "jcs", "1") != ""


@pytest.mark.parametrize(
    ("days_ago", "value", "asks"),
    [(7, "50.9", False), (7, "51.0", True), (7, "47.0", True), (3, "51.0", True), (11, "60", False),
     (0.2, "60", False)],
)  # fmt: skip
def test_two_kilograms_within_a_week_are_asked_back(
    nurse: Device, days_ago: float, value: str, asks: bool
) -> None:
    weigh(nurse, "49.0", days_ago)
    assert bool(asked_back(nurse, "weight", value)) is asks


def test_of_several_weights_the_one_nearest_to_a_week_ago_counts(nurse: Device) -> None:
    weigh(nurse, "45.0", 10)
    weigh(nurse, "49.0", 6)
    weigh(nurse, "52.0", 1.5)
    assert asked_back(nurse, "weight", "50.5") == ""


def test_a_confirmed_value_is_taken(nurse: Device) -> None:
    values = {"jcs": {"value": "20"}}
    nurse.post("訪問", vitals=[{"values": values}], soft_confirmed=True)
    assert nurse.status == 201


def limits(html: str, code: str) -> tuple[str, str]:
    found = re.search(
        rf'data-vital="{code}".*?data-soft-low="(.*?)" data-soft-high="(.*?)"', html, re.DOTALL
    )
    assert found
    return found[1], found[2]


def test_the_form_on_the_device_asks_back_as_the_server_does(nurse: Device) -> None:
    weigh(nurse, "49.0", 7)
    html = nurse.client.get(f"/patients/{nurse.room}/").content.decode()
    assert limits(html, "spo2") == ("88", "92")
    assert limits(html, "jcs") == ("0", "1")
    assert limits(html, "weight") == ("47.1", "50.9")
    assert limits(html, "pulse") == ("45", "120")
