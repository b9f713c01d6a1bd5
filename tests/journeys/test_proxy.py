"""What one enters in another's name: shown as unapproved until that person has approved it."""

import pytest

from sharing.uuid7 import uuid7
from tests.device import Device, Json
from tests.journeys.orders import NURSES, form, may, step, today_of
from tests.world import World

TELEPHONE = {"given": "oral", "read_back": True, "content": "酸素を2L/分に"}


def by_telephone(world: World, device: Device, text: str = "", **more: object) -> Json:
    body = {"kind": "order", "purpose": "order", "to": NURSES, "form": form(**TELEPHONE)}
    return device.post(text, **{**body, "proxy_for": str(world.role("tanaka")), **more})


def answer(device: Device, entry: Json, code: str) -> Json:
    body = {"id": str(uuid7()), "code": code}
    return device.send(f"entries/{entry['id']}/responses", body)


def test_a_note_in_anothers_name_waits_for_their_approval(world: World) -> None:
    nurse, doctor, manager = (Device.of(world, one) for one in ("sato", "tanaka", "suzuki"))
    entry = nurse.post("往診の所見です。", proxy_for=str(world.role("tanaka")))
    for device, me in ((nurse, False), (doctor, True), (manager, False)):
        device.pull()
        proxy = device.entries[entry["id"]]["proxy_for"]
        assert (proxy["name"], proxy["approved"], proxy["me"]) == ("田中 誠一", False, me)
    assert [one["code"] for one in manager.entries[entry["id"]]["answers"]] == ["acknowledged"]
    assert doctor.entries[entry["id"]]["answers"][0] == {
        "code": "approved", "label": "承認しました",
    }  # fmt: skip
    assert "往診の所見です。" in today_of(doctor)
    assert "往診の所見です。" not in today_of(manager)

    assert answer(manager, entry, "approved")["error"] == "not-your-answer"
    answer(doctor, entry, "confirmed")
    assert "往診の所見です。" in today_of(doctor), "to have seen it is not to have approved it"
    answer(doctor, entry, "approved")
    assert doctor.status == 201
    nurse.pull()
    assert nurse.entries[entry["id"]]["proxy_for"]["approved"] is True
    assert "往診の所見です。" not in today_of(doctor)


def test_an_oral_order_is_read_back_and_waits_for_writing(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    order = by_telephone(world, nurse)
    shown = order["orders"][0]
    assert (shown["oral"], shown["written"]) == (True, None)
    assert [one["kind"] for one in shown["steps"]] == ["read-back"]
    assert "口頭・復唱済・文書待ち" in today_of(nurse)
    assert "酸素を2L/分に" in today_of(doctor)
    assert may(nurse, order) == ["take"]
    assert may(doctor, order) == ["write", "cancel"]

    step(doctor, order, "write")
    doctor.pull()
    seen = doctor.entries[order["id"]]
    assert seen["orders"][0]["written"] is not None
    assert seen["proxy_for"]["approved"] is True, "who writes it has approved it"
    assert "酸素を2L/分に" not in today_of(doctor)
    assert step(doctor, order, "write")["error"] == "already-written"


def test_to_approve_it_is_to_confirm_it_in_writing(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    order = by_telephone(world, nurse)
    answer(doctor, order, "approved")
    assert doctor.status == 201
    nurse.pull()
    shown = nurse.entries[order["id"]]["orders"][0]
    assert [one["kind"] for one in shown["steps"]] == ["read-back", "write"]
    step(nurse, order, "take")
    step(nurse, order, "do")
    step(nurse, order, "report", "SpO2 91%に")
    assert "SpO2 91%に" in today_of(doctor), "the result goes to whose order it is"
    assert "SpO2 91%に" not in today_of(nurse)


@pytest.mark.parametrize(
    ("form_of", "field"),
    [
        ({"given": "oral"}, "form.answers.read_back"),
        ({"given": "oral", "read_back": False}, "form.answers.read_back"),
    ],
)
def test_what_was_not_read_back_is_no_order(world: World, form_of: Json, field: str) -> None:
    nurse = Device.of(world, "sato")
    refused = by_telephone(world, nurse, form=form(**form_of))
    assert (nurse.status, list(refused["fields"])) == (422, [field])
    bare = by_telephone(world, nurse, form=None, text="酸素2L")
    assert (nurse.status, list(bare["fields"])) == (422, [field])


def test_only_a_physicians_order_is_relayed_and_only_by_clinicians(world: World) -> None:
    nurse, manager = Device.of(world, "sato"), Device.of(world, "suzuki")
    refused = by_telephone(world, nurse, proxy_for=str(world.role("ito")))
    assert (nurse.status, list(refused["fields"])) == (422, ["proxy_for"])
    assert by_telephone(world, manager)["error"] == "absent"
    by_telephone(world, nurse, proxy_for=str(world.role("kato")))
    assert nurse.status == 422, "nobody outside the team"
    by_telephone(world, nurse, proxy_for=str(world.role("sato")))
    assert nurse.status == 422, "nobody orders for oneself"
