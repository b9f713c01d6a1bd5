"""Wounds of visit notes, followed by their number from day to day."""

import re
from datetime import timedelta
from typing import Any

from django.utils import timezone

from patients.models import Observation
from sharing import clock
from sharing.uuid7 import uuid7
from tests.device import Device, Json
from tests.world import World

SACRUM = {
    "number": "1", "wound_kind": "pressure-ulcer", "site": "sacrum", "length": "5.0",
    "width": "4.0", "depth": "D3", "exudate": "e3", "size": "s8", "inflammation": "i1",
    "granulation": "g3", "necrosis": "N3", "pocket": "p0", "treatment": "洗浄",
    "ointment": "白色ワセリン",
}  # fmt: skip
HEEL = {"number": "2", "site": "right-heel", "depth": "DU"}


def note(days_ago: int, *wounds: dict[str, str], **more: Any) -> Json:
    ended = timezone.localtime(clock.now()) - timedelta(days=days_ago, hours=1)
    answers = {
        "visit_kind": {"value": "regular"},
        "started_at": {"value": (ended - timedelta(minutes=50)).isoformat()},
        "ended_at": {"value": ended.isoformat()},
        "overall": {"value": "unchanged"},
        "report_need": {"value": "none"},
        "care": {"value": ["ulcer-dressing"]},
        "wounds": {
            "value": [{key: {"value": said} for key, said in one.items()} for one in wounds]
        },
        **more,
    }
    form = {"questionnaire": "visit-note", "version": 1, "answers": answers}
    return {"kind": "visit-note", "text": "", "form": form, "soft_confirmed": True,
            "captured_at": ended.isoformat()}  # fmt: skip


def write(device: Device, days_ago: int, *wounds: dict[str, str]) -> str:
    entry = device.post(**note(days_ago, *wounds))
    assert device.status == 201, entry
    return str(entry["id"])


def page(device: Device) -> str:
    answer = device.client.get(f"/patients/{device.room}/wounds/")
    assert answer.status_code == 200
    return answer.content.decode()


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html.partition("<main")[2]).split())


def test_each_wound_has_its_series_with_totals_sizes_and_treatments(world: World) -> None:
    nurse = Device.of(world, "sato")
    write(nurse, 7, SACRUM)
    write(nurse, 0, SACRUM | {"necrosis": "n0", "width": "3.9"}, HEEL)
    html = page(Device.of(world, "tanaka"))
    said = text(html)
    assert "仙骨部" in said
    assert "右踵部" in said
    assert "D3-e3s8i1g3N3p0:18" in said
    assert "D3-e3s8i1g3n0p0:15 15 ▼ 改善 3 5 × 3.9 cm" in said, said
    assert "処置 洗浄" in said
    assert "外用薬 白色ワセリン" in said
    assert html.count("chart-total-title") == 2, "one chart, named once and pointed to once"
    assert html.count('class="body-spot"') == 2
    assert "<image" not in html


def test_a_wound_without_a_number_or_a_total_is_listed_as_far_as_it_is_known(world: World) -> None:
    nurse = Device.of(world, "sato")
    write(nurse, 0, {"site": "head", "depth": "d1"})
    html = page(nurse)
    assert 'class="wound-number">1<' in html
    assert re.search(r'class="notation">d1<', html)
    assert html.count('class="body-spot"') == 1
    assert "chart-total" not in html


def test_wounds_are_amended_and_retracted_with_their_note(world: World) -> None:
    nurse = Device.of(world, "sato")
    entry = write(nurse, 0, SACRUM, HEEL)
    changed = note(0, SACRUM | {"site": "coccyx"})
    del changed["kind"], changed["captured_at"]
    nurse.send(
        f"entries/{entry}/amendments", {"id": str(uuid7()), "reason": "部位の誤記", **changed}
    )
    assert nurse.status == 201
    said = text(page(nurse))
    assert ("尾骨部" in said, "仙骨部" in said, "右踵部" in said) == (True, False, False)
    nurse.send(f"entries/{entry}/retraction", {"id": str(uuid7()), "reason": "mistake", "text": ""})
    assert "創の記録はありません" in page(nurse)


def test_what_is_said_of_a_wound_is_sealed_and_is_no_vital_sign(world: World) -> None:
    nurse = Device.of(world, "sato")
    write(nurse, 0, SACRUM)
    row = Observation.objects.get(code="wound")
    for words in ("sacrum", "D3", "ワセリン"):
        assert words.encode() not in bytes(row.value)
    assert nurse.client.get(f"/patients/{nurse.room}/").status_code == 200
    assert "この期間の測定はありません" in nurse.client.get(
        f"/patients/{nurse.room}/vitals/"
    ).content.decode()  # fmt: skip


def test_a_stranger_finds_no_wounds(world: World) -> None:
    nurse, stranger = Device.of(world, "sato"), Device.of(world, "kato")
    assert stranger.client.get(f"/patients/{nurse.room}/wounds/").status_code == 404
