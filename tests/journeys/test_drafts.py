"""A note begun on one device and finished on another: drafts at the server, of one writer only."""

import pytest

from messaging.models import Draft
from sharing.actions.care_team import remove_member
from sharing.uuid7 import uuid7
from tests import world as worlds
from tests.device import Device, Json
from tests.world import World

SAID = {"kind": "visit-note", "vitals": [], "form": {"answers": {"remarks": {"value": "鍵は右"}}}}
OTHER = {**SAID, "vitals": [{"values": {"temp": {"value": "36.4"}}}]}


def lay_down(device: Device, draft: str, version: int = 0, content: Json | None = None) -> Json:
    body = {"kind": "visit-note", "version": version, "content": content or SAID}
    return device.send(f"drafts/{draft}", body)


def discard(device: Device, draft: str) -> int:
    return device.client.delete(f"/rooms/{device.room}/drafts/{draft}").status_code


def note(draft: str) -> Json:
    answers = {
        "visit_kind": {"value": "regular"}, "overall": {"value": "unchanged"},
        "report_need": {"value": "none"},
        "started_at": {"value": "2026-11-20T10:00:00+09:00"},
        "ended_at": {"value": "2026-11-20T10:40:00+09:00"},
    }  # fmt: skip
    form = {"questionnaire": "visit-note", "version": 1, "answers": answers}
    return {"id": draft, "kind": "visit-note", "form": form, "soft_confirmed": True}


def test_what_one_device_lays_down_another_of_the_same_person_takes_up(world: World) -> None:
    tablet, desk, draft = Device.of(world, "sato"), Device.of(world, "sato"), str(uuid7())
    assert lay_down(tablet, draft) == {"version": 1}
    found = desk.get(f"drafts/{draft}")
    assert (found["version"], found["content"], found["kind"]) == (1, SAID, "visit-note")
    assert lay_down(desk, draft, 1, OTHER) == {"version": 2}
    assert tablet.get(f"drafts/{draft}")["content"] == OTHER


def test_both_pages_offer_it_until_it_is_discarded(world: World) -> None:
    nurse, draft = Device.of(world, "sato"), str(uuid7())
    lay_down(nurse, draft)
    pages = [f"/patients/{nurse.room}/", f"/patients/{nurse.room}/write/visit-note/"]
    assert all(draft in nurse.client.get(page).content.decode() for page in pages)
    assert discard(nurse, draft) == 204
    assert discard(nurse, draft) == 204, "to discard it again is no trouble"
    assert not any(draft in nurse.client.get(page).content.decode() for page in pages)
    nurse.get(f"drafts/{draft}")
    assert nurse.status == 404


def test_a_saving_that_began_from_an_older_version_is_sent_back(world: World) -> None:
    nurse, draft = Device.of(world, "sato"), str(uuid7())
    lay_down(nurse, draft)
    lay_down(nurse, draft, 1, OTHER)
    assert lay_down(nurse, draft, 1)["error"] == "changed-meanwhile"
    assert nurse.status == 409
    assert nurse.get(f"drafts/{draft}")["content"] == OTHER
    assert lay_down(nurse, draft, 2) == {"version": 3}, "who has seen it may keep their own"


def test_the_same_saving_twice_is_one(world: World) -> None:
    nurse, draft = Device.of(world, "sato"), str(uuid7())
    assert lay_down(nurse, draft) == lay_down(nurse, draft) == {"version": 1}
    assert Draft.objects.get(pk=draft).version == 1


def test_nobody_else_reads_changes_or_removes_it(world: World) -> None:
    nurse, draft = Device.of(world, "sato"), str(uuid7())
    lay_down(nurse, draft)
    for person in ("tanaka", "suzuki", "kato"):
        other = Device.of(world, person)
        other.get(f"drafts/{draft}")
        assert other.status == 404
        lay_down(other, draft, 1, OTHER)
        lay_down(other, str(uuid7()), 1, OTHER)
        assert other.status == (404 if person == "kato" else 409)
        there, nowhere = (lay_down(other, one, 1, OTHER) for one in (draft, str(uuid7())))
        assert there == nowhere, "nor learns that it is there"
        discard(other, draft)
    assert nurse.get(f"drafts/{draft}")["content"] == SAID
    doctor = Device.of(world, "tanaka")
    assert draft not in doctor.client.get(f"/patients/{doctor.room}/").content.decode()
    assert doctor.get("before/0")["entries"] == []


@pytest.mark.django_db
def test_a_draft_of_one_room_is_nowhere_in_another() -> None:
    world = worlds.build(patients=("P1", "P2"))
    here, there, draft = Device.of(world, "sato"), Device.of(world, "sato", "P2"), str(uuid7())
    lay_down(here, draft)
    there.get(f"drafts/{draft}")
    assert there.status == 404
    assert lay_down(there, draft, 1)["error"] == "changed-meanwhile"
    assert discard(there, draft) == 204
    assert here.get(f"drafts/{draft}")["content"] == SAID


def test_who_left_the_team_reaches_it_no_more(world: World) -> None:
    nurse, draft = Device.of(world, "sato"), str(uuid7())
    lay_down(nurse, draft)
    remove_member(world.actor("suzuki"), world.room("P1"), world.role("sato"))
    nurse.get(f"drafts/{draft}")
    assert nurse.status == 404
    lay_down(nurse, draft, 1)
    assert nurse.status == 404


def test_the_entry_takes_the_place_of_its_draft(world: World) -> None:
    nurse, draft = Device.of(world, "sato"), str(uuid7())
    lay_down(nurse, draft)
    sent = nurse.post("", **note(draft))
    assert nurse.status == 201, sent
    assert not Draft.objects.exists()
    assert lay_down(nurse, draft, 1)["error"] == "changed-meanwhile", "a late saving brings it back"
    assert lay_down(nurse, draft)["error"] == "changed-meanwhile"
    assert not Draft.objects.exists()


def test_a_note_that_is_refused_leaves_its_draft(world: World) -> None:
    nurse, draft = Device.of(world, "sato"), str(uuid7())
    lay_down(nurse, draft)
    refused = {**note(draft), "form": {"questionnaire": "visit-note", "version": 99, "answers": {}}}
    assert "form.version" in nurse.post("", **refused)["fields"]
    assert nurse.status == 422
    assert nurse.get(f"drafts/{draft}")["content"] == SAID


def test_it_is_sealed_and_opens_in_its_own_version_only(world: World) -> None:
    nurse, draft = Device.of(world, "sato"), str(uuid7())
    lay_down(nurse, draft)
    first = bytes(Draft.objects.get(pk=draft).content)
    assert "鍵は右".encode() not in first
    lay_down(nurse, draft, 1, OTHER)
    Draft.objects.filter(pk=draft).update(content=first)
    nurse.get(f"drafts/{draft}")
    assert nurse.status == 500


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "visit-note", "version": 0, "content": {"text": "あ" * 100_000}},
        {"kind": "visit-note", "version": 0, "content": "text"},
        {"kind": "visit-note", "version": -1, "content": {}},
        {"kind": "note", "version": 0, "content": {}},
        {"kind": "poem", "version": 0, "content": {}},
    ],
    ids=["too large", "no object", "a strange version", "a plain note", "a strange kind"],
)
def test_what_is_no_draft_is_refused(world: World, body: Json) -> None:
    nurse = Device.of(world, "sato")
    nurse.send(f"drafts/{uuid7()}", body)
    assert nurse.status == 422
    assert not Draft.objects.exists()


def test_one_writer_has_so_many_drafts_in_a_room(world: World) -> None:
    nurse = Device.of(world, "sato")
    drafts = [str(uuid7()) for _ in range(21)]
    for draft in drafts[:20]:
        assert lay_down(nurse, draft) == {"version": 1}
    assert "content" in lay_down(nurse, drafts[20])["fields"]
    assert Draft.objects.count() == 20
