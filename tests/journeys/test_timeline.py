"""A nurse writes; the physician, the pharmacist and the care manager read and answer."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils.timezone import localtime

from audit.queries import events
from messaging.models import Communication
from patients.models import Observation
from sharing import clock
from sharing.trace_keys import TraceSealer
from sharing.uuid7 import uuid7
from tests.device import Device, Json
from tests.world import World

VITALS = [
    {
        "condition": "rest",
        "comment": "入浴前に測定",
        "values": {
            "temp": {"value": "36.4", "site": "axilla"},
            "pulse": {"value": "78"},
            "sbp": {"value": "128", "posture": "sitting"},
            "dbp": {"value": "70"},
            "spo2": {"value": "91", "air": "oxygen", "flow": "1", "by": "cannula"},
            "rr": {"state": "not-done", "reason": "refused"},
            "jcs": {"state": "unable"},
        },
    }
]


def traced(action: str) -> list[tuple[str, str]]:
    found = events(TraceSealer.of(clock.now()))
    return [(event.outcome, event.entity) for event in found if event.action == action]


def test_a_note_reaches_the_team_as_it_was_written(world: World) -> None:
    text = "  下腿浮腫2+。\n<b>利尿薬</b>の調整が必要か\tご相談いたします。🙂 髙﨑 𠮷  "
    sent = Device.of(world, "sato").post(text, purpose="consult")

    for person in ("tanaka", "suzuki", "ito"):
        device = Device.of(world, person)
        device.pull()
        seen = device.entries[sent["id"]]
        assert seen["text"] == text
        assert (seen["author"]["name"], seen["author"]["role_label"]) == ("佐藤 美咲", "看護師")
        assert (seen["purpose_label"], seen["mine"]) == ("相談", False)


def test_vitals_come_back_with_units_states_and_marks(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    sent = nurse.post("定期訪問。", kind="visit-note", vitals=VITALS)
    doctor.pull()

    (shown,) = doctor.entries[sent["id"]]["vitals"]
    rows = {row["code"]: (row["text"], row["state"]) for row in shown["readings"]}
    assert rows["bp"] == ("128/70 mmHg（坐位）", "value")
    assert rows["spo2"] == ("91 %（酸素 1 L/分 カニュラ）", "value")
    assert rows["rr"][1] == "not-done"
    assert rows["jcs"] == ("測定不能", "unable")
    assert shown["comment"] == "入浴前に測定"
    assert Observation.objects.count() > 0


def test_an_impossible_value_is_refused_and_an_unusual_one_asked_back_once(world: World) -> None:
    nurse = Device.of(world, "sato")

    refused = nurse.post("x", vitals=[{"values": {"temp": {"value": "364"}}}])
    assert (nurse.status, refused["error"]) == (422, "invalid")
    assert "25" in refused["fields"]["vitals.0.temp"]

    unusual = [{"values": {"temp": {"value": "39.2"}}}]
    asked = nurse.post("x", vitals=unusual)
    assert (nurse.status, asked["error"]) == (422, "unusual")
    assert Communication.objects.count() == 0

    nurse.post("x", vitals=unusual, soft_confirmed=True)
    assert nurse.status == 201


def test_spo2_is_never_taken_without_the_air_it_was_measured_in(world: World) -> None:
    nurse = Device.of(world, "sato")
    refused = nurse.post("x", vitals=[{"values": {"spo2": {"value": "95"}}}])
    assert nurse.status == 422
    assert "vitals.0.spo2.air" in refused["fields"]


def test_the_same_entry_sent_twice_is_one(world: World) -> None:
    nurse = Device.of(world, "sato")
    entry = {"id": str(uuid7()), "captured_at": clock.now().isoformat()}

    first, again = nurse.post("一度だけ", **entry), nurse.post("一度だけ", **entry)

    assert (first, nurse.status) == (again, 201)
    assert Communication.objects.count() == 1
    other = nurse.post("別の内容", **entry)
    assert (nurse.status, other["error"]) == (409, "other-content")


def test_one_tap_answers_and_the_question_waits_no_more(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    by = (clock.now() + timedelta(hours=2)).isoformat()
    asked = nurse.post(
        "ご相談です", purpose="consult", to=[{"kind": "role", "id": "physician", "reply_by": by}]
    )
    doctor.pull()
    seen = doctor.entries[asked["id"]]
    assert [(one["label"], one["answered"], one["me"]) for one in seen["to"]] == [
        ("医師", False, True)
    ]
    assert [one["label"] for one in seen["answers"]] == [
        "確認しました",
        "指示",
        "電話する",
        "往診する",
        "次回訪問で",
    ]

    answer = {"id": str(uuid7()), "code": "next-visit"}
    doctor.send(f"entries/{asked['id']}/responses", answer)
    assert doctor.status == 201
    nurse.pull()

    now = nurse.entries[asked["id"]]
    assert [one["label"] for one in now["responses"]] == ["次回訪問で"]
    assert now["to"][0]["answered"] is True


def test_nobody_answers_with_another_professions_words(world: World) -> None:
    nurse, manager = Device.of(world, "sato"), Device.of(world, "suzuki")
    entry = nurse.post("報告")
    manager.send(f"entries/{entry['id']}/responses", {"id": str(uuid7()), "code": "will-visit"})
    assert manager.status == 422
    manager.send(f"entries/{entry['id']}/responses", {"id": str(uuid7()), "code": "acknowledged"})
    assert manager.status == 201


def test_only_physicians_give_orders(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    nurse.post("酸素2L", purpose="order")
    assert nurse.status == 404
    doctor.post("酸素2L", purpose="order", to=[{"kind": "role", "id": "nurse"}])
    assert doctor.status == 201


def test_an_amendment_keeps_the_original_readable(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    entry = nurse.post("体重49.0kg")
    change = {"id": str(uuid7()), "text": "体重51.0kg", "reason": "書き間違い"}

    nurse.send(f"entries/{entry['id']}/amendments", {**change, "reason": " "})
    assert nurse.status == 422
    nurse.send(f"entries/{entry['id']}/amendments", change)
    doctor.pull()

    seen = doctor.entries[entry["id"]]
    assert seen["text"] == "体重51.0kg"
    assert (seen["amended"]["count"], seen["amended"]["reason"]) == (1, "書き間違い")
    versions = doctor.get(f"entries/{entry['id']}/history")["versions"]
    assert [version["text"] for version in versions] == ["体重49.0kg", "体重51.0kg"]
    doctor.send(f"entries/{entry['id']}/amendments", {**change, "id": str(uuid7())})
    assert doctor.status == 404, "nobody amends what somebody else wrote"


def test_an_entry_for_another_patient_disappears_from_every_device(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    entry = nurse.post("別の方の内容", vitals=VITALS)
    doctor.pull()
    nurse.send(f"entries/{entry['id']}/retraction", {"id": str(uuid7()), "reason": "wrong-patient"})
    assert nurse.status == 201
    doctor.pull()

    seen = doctor.entries[entry["id"]]
    assert (seen["text"], seen["vitals"], seen["raw"]) == ("", [], None)
    assert seen["retracted"]["reason_label"]
    assert doctor.get(f"entries/{entry['id']}/history")["error"] == "absent"
    assert "別の方の内容" not in str(doctor.get("before/0"))
    doctor.send(f"entries/{entry['id']}/responses", {"id": str(uuid7()), "code": "confirmed"})
    assert doctor.status == 409


def test_read_is_an_act_of_a_person_and_only_moves_forward(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    entry = nurse.post("読んでください")
    doctor.pull()
    nurse.pull()
    assert nurse.pointers == [], "fetching is not reading"

    doctor.send("pointer", {"cursor": entry["cursor"]})
    doctor.send("pointer", {"cursor": 1})
    doctor.send("pointer", {"cursor": 9_000_000})
    nurse.pull()

    (pointer,) = nurse.pointers
    assert (pointer["by"]["role"], pointer["cursor"]) == ("physician", entry["cursor"])


def test_paging_back_reaches_the_first_entry_and_misses_none(world: World) -> None:
    nurse = Device.of(world, "sato")
    written = [nurse.post(f"{number}")["id"] for number in range(120)]
    found: list[str] = []
    page: Json = {"next": 0, "more": True}
    while page["more"]:
        page = nurse.get(f"before/{page['next']}")
        found += [entry["id"] for entry in page["entries"]]
    assert found == written[::-1]


def test_filters_and_dates(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    then = clock.now() - timedelta(days=3)
    long_ago = nurse.post("三日前", captured_at=then.isoformat())["id"]
    day = localtime(then).date()
    asked = nurse.post("至急", purpose="urgent")["id"]
    answered = doctor.post("見ました", in_reply_to=asked)["id"]

    def ids(path: str) -> set[str]:
        return {entry["id"] for entry in nurse.get(path)["entries"]}

    assert ids("before/0?purpose=urgent") == {asked}
    assert ids("before/0?role=physician") == {answered}
    assert ids(f"on/{day}") == {long_ago}
    assert ids("before/0?mine=1") == {long_ago, asked}
    nurse.get("before/0?purpose=nonsense")
    assert nurse.status == 404


def test_late_arrival_and_two_clocks(world: World) -> None:
    nurse = Device.of(world, "sato")
    written = clock.now() - timedelta(hours=3)
    entry = nurse.post("圏外で記録", captured_at=written.isoformat())
    assert entry["late"] is True
    assert entry["captured_at"] < entry["received_at"]

    wrong = nurse.post("x", captured_at=(clock.now() + timedelta(days=3650)).isoformat())
    assert (nurse.status, wrong["error"]) == (422, "clock")
    assert "時計" in wrong["fields"]["captured_at"]


@pytest.mark.parametrize("path", ["after/0", "before/0", "on/2026-01-01", "entries/{}/history"])
def test_a_stranger_finds_nothing_and_leaves_a_trace(world: World, path: str) -> None:
    entry = Device.of(world, "sato").post("秘密")
    stranger = Device.of(world, "kato")
    nowhere = Device(stranger.client, uuid7())

    answers = [device.get(path.format(entry["id"])) for device in (stranger, nowhere)]

    assert stranger.status == 404
    assert answers[0] == answers[1]
    assert [outcome for outcome, _ in traced("communication:read")][-2:] == ["denied", "denied"]


def test_a_mention_of_somebody_outside_the_team_is_refused(world: World) -> None:
    nurse = Device.of(world, "sato")
    nurse.post("x", mentions=[{"kind": "person", "id": str(world.role("kato"))}])
    assert nurse.status == 422
    known = nurse.post("x", mentions=[{"kind": "person", "id": str(world.role("tanaka"))}])
    assert known["mentions"][0]["label"] == "田中 誠一"


def test_a_reply_answers_the_question_and_knows_it(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    asked = nurse.post("ご相談", purpose="consult", to=[{"kind": "role", "id": "physician"}])
    reply = doctor.post("様子を見ましょう", in_reply_to=asked["id"])
    nurse.pull()
    assert reply["in_reply_to"] == asked["id"]
    assert nurse.entries[asked["id"]]["to"][0]["answered"] is True
    doctor.post("x", in_reply_to=str(UUID(int=7)))
    assert doctor.status == 422
