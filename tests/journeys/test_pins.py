"""手元に: entries that the whole team keeps at hand of a patient."""

import pytest

from sharing.uuid7 import uuid7
from tests.device import Device, Json
from tests.world import World, build


def pin(device: Device, entry: str, deed: str = "pin", operation: str = "") -> Json:
    return device.send(f"entries/{entry}/{deed}", {"id": operation or str(uuid7())})


def panel(device: Device) -> str:
    page = device.client.get(f"/patients/{device.room}/").content.decode()
    return page.split('class="card at-hand"')[1].split("</section>")[0]


def test_a_pinned_entry_stands_at_hand_for_everybody(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    entry = nurse.post("右上肢は採血・血圧測定をしないでください。")
    assert "pin" in entry["may"]
    answer = pin(nurse, entry["id"])
    assert (nurse.status, answer["entry"]["pinned"]) == (201, True)
    assert "unpin" in answer["entry"]["may"]
    assert "右上肢は採血" in panel(doctor)
    doctor.pull()
    assert doctor.entries[entry["id"]]["pinned"] is True


def test_key_facts_of_the_record_stand_beside_it(world: World) -> None:
    assert "ペニシリン" in panel(Device.of(world, "sato"))


def test_anybody_who_may_pin_puts_it_back(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    entry = nurse.post("在宅酸素の業者が変わりました。")["id"]
    pin(nurse, entry)
    assert pin(doctor, entry, "unpin")["entry"]["pinned"] is False
    assert "在宅酸素の業者" not in panel(nurse)
    nurse.pull()
    assert nurse.entries[entry]["pinned"] is False


def test_sending_again_changes_nothing(world: World) -> None:
    nurse, operation = Device.of(world, "sato"), str(uuid7())
    entry = nurse.post("ご家族の連絡先が変わりました。")["id"]
    first = pin(nurse, entry, operation=operation)
    assert pin(nurse, entry, operation=operation)["head"] == first["head"]
    assert pin(nurse, entry)["head"] == first["head"], "pinned already, by another operation"
    pin(nurse, entry, "unpin", operation)
    assert nurse.status == 409, "the id was used for something else"


def test_twenty_are_enough_and_one_taken_back_makes_room(world: World) -> None:
    nurse = Device.of(world, "sato")
    entries = [nurse.post(f"覚え書き {number}")["id"] for number in range(21)]
    for entry in entries[:20]:
        pin(nurse, entry)
        assert nurse.status == 201
    refused = pin(nurse, entries[20])
    assert (nurse.status, refused["error"]) == (409, "too-many-pins")
    assert "20件" in refused["message"]
    nurse.send(f"entries/{entries[0]}/retraction", {"id": str(uuid7()), "reason": "mistake"})
    pin(nurse, entries[20])
    assert nurse.status == 201
    assert "覚え書き 0<" not in panel(nurse)


def test_what_was_taken_back_cannot_be_pinned(world: World) -> None:
    nurse = Device.of(world, "sato")
    entry = nurse.post("別の方の記録")["id"]
    nurse.send(f"entries/{entry}/retraction", {"id": str(uuid7()), "reason": "wrong-patient"})
    assert pin(nurse, entry)["error"] == "already-retracted"


@pytest.mark.parametrize("person", ["nakamura", "kato"])
def test_who_may_not_pin_is_answered_as_if_nothing_were_there(db: None, person: str) -> None:
    world = build(["sato", "nakamura", "kato"], ["P1"])
    entry = Device.of(world, "sato").post("右上肢は採血禁止")
    other = Device.of(world, person)
    pin(other, entry["id"])
    assert other.status == 404
