"""One event told to several: each ask is an entry of its own, and they know each other."""

from sharing.uuid7 import uuid7
from tests.device import Device, Json
from tests.journeys.orders import in_hours, today_of
from tests.world import World


def asks(world: World, **of_pharmacist: object) -> list[Json]:
    by = in_hours(3)
    return [
        {
            "id": str(uuid7()), "purpose": "consult", "text": "利尿薬の調整をご相談します。",
            "to": [{"kind": "role", "id": "physician", "reply_by": by}],
        },
        {
            "id": str(uuid7()), "purpose": "request", "text": "残薬の確認をお願いします。",
            "to": [{"kind": "organization", "id": str(world.organization("O6"))}],
            **of_pharmacist,
        },
    ]  # fmt: skip


def test_each_is_an_entry_of_its_own_and_they_know_each_other(world: World) -> None:
    nurse, doctor, pharmacist = (Device.of(world, one) for one in ("sato", "tanaka", "ito"))
    wanted = asks(world)
    whole = nurse.post("下腿浮腫が強くなりました。", asks=wanted)

    doctor.pull()
    assert len(doctor.entries) == 3
    shown = doctor.entries[whole["id"]]
    assert [(one["id"], one["purpose_label"], one["to"]) for one in shown["parts"]] == [
        (wanted[0]["id"], "相談", "医師"), (wanted[1]["id"], "依頼", "いずみ薬局 木の実店"),
    ]  # fmt: skip
    assert {doctor.entries[one["id"]]["part_of"] for one in wanted} == {whole["id"]}
    assert doctor.entries[wanted[0]["id"]]["parts"] == []
    assert "利尿薬の調整" in today_of(doctor)
    assert "残薬の確認" not in today_of(doctor)
    inbox = pharmacist.client.get("/inbox/").content.decode()
    assert "残薬の確認" in inbox
    assert "利尿薬の調整" not in inbox


def test_all_of_it_or_nothing(world: World) -> None:
    nurse = Device.of(world, "sato")
    nobody = [{"kind": "person", "id": str(world.role("kato"))}]
    refused = nurse.post("x", asks=asks(world, to=nobody))
    assert nurse.status == 422
    assert refused["fields"]
    assert nurse.get("before/0")["entries"] == []


def test_the_same_sent_again_is_one(world: World) -> None:
    nurse = Device.of(world, "sato")
    wanted = asks(world)
    body = {"id": str(uuid7()), "asks": wanted, "captured_at": in_hours(0)}
    assert nurse.post("一度だけ", **body) == nurse.post("一度だけ", **body)
    assert len(nurse.get("before/0")["entries"]) == 3
    other = {"id": str(uuid7()), "asks": wanted, "captured_at": in_hours(0)}
    assert nurse.post("別", **other)["error"] == "other-content"
    assert nurse.post("別", id=wanted[0]["id"])["error"] == "other-content"
    assert len(nurse.get("before/0")["entries"]) == 3
