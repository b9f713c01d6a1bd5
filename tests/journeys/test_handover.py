"""申し送り: points of a note stand on top of today and of the patient until somebody ticks them."""

import re
from datetime import timedelta

from django.utils import timezone

from patients.questionnaire import latest
from sharing.uuid7 import uuid7
from tests.device import Device
from tests.journeys.visiting import plan
from tests.world import World


def page(device: Device, path: str) -> str:
    answer = device.client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def note(nurse: Device) -> str:
    ended_at = timezone.localtime().replace(microsecond=0)
    answers = {
        "visit_kind": "regular", "overall": "unchanged", "report_need": "none",
        "started_at": (ended_at - timedelta(minutes=40)).isoformat(),
        "ended_at": ended_at.isoformat(), "handover": ["右踵の発赤を確認", "残薬を数える"],
    }  # fmt: skip
    form = {
        "questionnaire": "visit-note",
        "version": latest("visit-note").version,
        "answers": {key: {"value": value} for key, value in answers.items()},
    }
    entry = nurse.post("", kind="visit-note", form=form, soft_confirmed=True)
    assert nurse.status == 201, entry
    return str(entry["id"])


def points(device: Device) -> list[str]:
    return re.findall(r'data-point="([^"]+)"', page(device, f"/patients/{device.room}/handovers/"))


def tick(device: Device, point: str) -> int:
    answer = device.client.post(
        f"/rooms/{device.room}/handovers/{point}/tick", "{}", content_type="application/json"
    )
    return answer.status_code


def test_points_stand_on_the_patients_page_and_in_the_days_visits_until_ticked(
    world: World,
) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    entry = note(nurse)
    plan(world, first=timezone.localdate())
    for path in ("/", f"/patients/{nurse.room}/"):
        shown = page(nurse, path)
        assert "右踵の発赤を確認" in shown, path
        assert f"#entry-{entry}" in shown, path
    first, second = points(nurse)
    doctor.pull()
    assert tick(doctor, first) == 204
    assert tick(doctor, first) == 204, "a second tick finds it done"
    assert [line["kind"] for line in doctor.pull()] == ["handover"]
    assert points(nurse) == [second]
    shown = page(nurse, "/")
    assert "右踵の発赤を確認" not in shown
    assert "残薬を数える" in shown


def test_without_scripts_a_tick_leads_back_to_the_patient(world: World) -> None:
    nurse = Device.of(world, "sato")
    note(nurse)
    (first, _second) = points(nurse)
    answer = nurse.client.post(f"/rooms/{nurse.room}/handovers/{first}/tick")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/patients/{nurse.room}/"


def test_a_note_that_is_taken_back_takes_its_points_with_it(world: World) -> None:
    nurse = Device.of(world, "sato")
    entry = note(nurse)
    body = {"id": str(uuid7()), "reason": "wrong-patient", "text": ""}
    nurse.send(f"entries/{entry}/retraction", body)
    assert points(nurse) == []
    assert "右踵の発赤を確認" not in page(nurse, f"/patients/{nurse.room}/")


def test_a_point_of_nowhere_and_a_stranger_are_turned_away(world: World) -> None:
    nurse, stranger = Device.of(world, "sato"), Device.of(world, "kato")
    note(nurse)
    (first, _second) = points(nurse)
    assert tick(nurse, str(uuid7())) == 404
    assert tick(stranger, first) == 404
    assert stranger.client.get(f"/patients/{nurse.room}/handovers/").status_code == 404
    assert len(points(nurse)) == 2
