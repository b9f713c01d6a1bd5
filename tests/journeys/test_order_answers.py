"""指示 as an answer: the order itself answers, and nothing is answered without one."""

from sharing.uuid7 import uuid7
from tests.device import Device, Json
from tests.journeys.orders import NURSES, in_hours, today_of
from tests.world import World

TO_DOCTOR = [{"kind": "role", "id": "physician"}]


def urgent(nurse: Device) -> Json:
    return nurse.post("SpO2 84%です", purpose="urgent", to=TO_DOCTOR)


def given(device: Device, entry: Json) -> list[tuple[str, str]]:
    device.pull()
    answers = device.entries[entry["id"]]["responses"]
    return [(one["code"], one["by"]["name"]) for one in answers]


def test_no_order_is_given_without_words(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    entry = urgent(nurse)
    body = {"id": str(uuid7()), "code": "order-given"}
    refused = doctor.send(f"entries/{entry['id']}/responses", body)
    assert (doctor.status, refused["error"]) == (422, "order-missing")
    assert refused["fields"] == {"code": "この記録への返信として、指示の内容を書いてください。"}
    assert given(nurse, entry) == []
    assert "SpO2 84%" in today_of(doctor)


def test_an_order_in_reply_is_the_answer(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    entry = urgent(nurse)
    doctor.pull()
    assert "order-given" in [one["code"] for one in doctor.entries[entry["id"]]["answers"]]
    order = {"id": str(uuid7()), "captured_at": in_hours(0), "purpose": "order", "to": NURSES,
             "in_reply_to": entry["id"]}  # fmt: skip
    for _ in range(2):
        doctor.post("酸素を2L/分で始めてください", **order)
        assert doctor.status == 201
    assert given(nurse, entry) == [("order-given", "田中 誠一")]
    assert nurse.entries[entry["id"]]["responses"][0]["label"] == "指示"
    assert nurse.entries[entry["id"]]["to"][0]["answered"] is True
    assert "SpO2 84%" not in today_of(doctor)
    assert "酸素を2L/分" in today_of(nurse)

    doctor.post("酸素を3L/分に", purpose="order", to=NURSES, in_reply_to=entry["id"])
    assert given(nurse, entry) == [("order-given", "田中 誠一")], "once is enough"


def test_only_an_order_is_that_answer(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    entry, own = urgent(nurse), doctor.post("往診しました")
    doctor.post("向かいます", purpose="notice", in_reply_to=entry["id"])
    doctor.post("続けて測る", purpose="order", to=NURSES, in_reply_to=own["id"])
    assert given(nurse, entry) == given(nurse, own) == []


def test_one_that_is_refused_answers_nothing(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    entry = urgent(nurse)
    doctor.post("酸素2L", purpose="order", in_reply_to=entry["id"])
    assert doctor.status == 422
    assert given(nurse, entry) == []
