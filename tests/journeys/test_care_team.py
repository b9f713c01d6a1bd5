"""People come to a team and leave it; what they may open follows at once."""

from uuid import UUID

import pytest
from django.test import Client

from sharing.models import CareTeamMember, JournalLine
from sharing.uuid7 import uuid7
from tests.device import Device, sign_in
from tests.world import World, build


@pytest.fixture
def with_helper(db: None) -> World:
    """With a helper, whose role may read and write but not change the record."""
    return build(["sato", "ono", "nguyen"], ["P1"])


def browser(world: World, person: str) -> Client:
    client, _ = sign_in(world.account(person), world.role(person))
    return client


def add(client: Client, room: UUID, role: UUID) -> int:
    answer = client.post(f"/patients/{room}/team/add/", {"practitioner_role": str(role)})
    return answer.status_code


def test_the_page_shows_who_is_on_the_team(world: World) -> None:
    page = browser(world, "tanaka").get(f"/patients/{world.room('P1')}/team/").content.decode()
    for name in ("佐藤 美咲", "田中 誠一", "鈴木 陽子", "伊藤 健"):
        assert name in page
    assert "加藤 浩" not in page


def test_nobody_is_added_before_the_patient_agrees_to_their_organisation(world: World) -> None:
    nurse, room = browser(world, "sato"), world.room("P1")
    assert add(nurse, room, world.role("kato")) == 409
    assert not CareTeamMember.objects.filter(member_id=world.role("kato")).exists()


def test_a_member_cannot_be_added_twice(world: World) -> None:
    assert add(browser(world, "sato"), world.room("P1"), world.role("tanaka")) == 409


def test_somebody_unknown_cannot_be_added(world: World) -> None:
    nurse, room = browser(world, "sato"), world.room("P1")
    assert add(nurse, room, uuid7()) == 422
    answer = nurse.post(f"/patients/{room}/team/add/", {"practitioner_role": "<script>"})
    assert answer.status_code == 422
    assert "一覧から人を選んでください" in answer.content.decode()


def test_who_is_removed_finds_nothing_from_then_on(world: World) -> None:
    nurse, doctor, room = browser(world, "sato"), browser(world, "tanaka"), world.room("P1")
    assert doctor.get(f"/patients/{room}/overview/").status_code == 200
    removed = nurse.post(f"/patients/{room}/team/{world.role('tanaka')}/remove/")
    assert removed.status_code == 302
    for path in ("overview/", "team/", "history/", "header/", ""):
        closed = doctor.get(f"/patients/{room}/{path}")
        nowhere = doctor.get(f"/patients/{uuid7()}/{path}")
        assert (closed.status_code, closed.content) == (404, nowhere.content)
    assert "山田" not in doctor.get("/patients/").content.decode()


def test_a_removal_is_a_line_in_the_room(world: World) -> None:
    device, room = Device.of(world, "suzuki"), world.room("P1")
    device.pull()
    browser(world, "sato").post(f"/patients/{room}/team/{world.role('tanaka')}/remove/")
    assert [(line["kind"], line["subject"]) for line in device.pull()] == [
        ("member", str(world.role("tanaka")))
    ]


def test_who_was_removed_can_come_back(world: World) -> None:
    nurse, room = browser(world, "sato"), world.room("P1")
    nurse.post(f"/patients/{room}/team/{world.role('tanaka')}/remove/")
    assert add(nurse, room, world.role("tanaka")) == 302
    assert browser(world, "tanaka").get(f"/patients/{room}/overview/").status_code == 200


def test_removing_who_is_gone_already_says_so(world: World) -> None:
    nurse, path = browser(world, "sato"), f"/patients/{world.room('P1')}/team/"
    assert nurse.post(f"{path}{world.role('kato')}/remove/").status_code == 409


def test_who_leaves_is_brought_back_to_the_list(world: World) -> None:
    path = f"/patients/{world.room('P1')}/team/{world.role('sato')}/remove/"
    assert browser(world, "sato").post(path)["Location"] == "/patients/"


def test_the_last_who_could_let_others_in_cannot_leave(db: None) -> None:
    world = build(["sato"], ["P1"])
    room, lines = world.room("P1"), JournalLine.objects.count()
    answer = browser(world, "sato").post(f"/patients/{room}/team/{world.role('sato')}/remove/")
    assert answer.status_code == 409
    assert JournalLine.objects.count() == lines
    assert browser(world, "sato").get(f"/patients/{room}/overview/").status_code == 200


def test_a_helper_sees_the_team_and_cannot_change_it(with_helper: World) -> None:
    helper, room = browser(with_helper, "nguyen"), with_helper.room("P1")
    page = helper.get(f"/patients/{room}/team/").content.decode()
    assert "佐藤 美咲" in page
    assert "チームに加える" not in page
    assert add(helper, room, with_helper.role("ono")) == 404
    assert (
        helper.post(f"/patients/{room}/team/{with_helper.role('sato')}/remove/").status_code == 404
    )


def test_a_stranger_can_neither_look_nor_change(world: World) -> None:
    stranger, room = browser(world, "kato"), world.room("P1")
    assert stranger.get(f"/patients/{room}/team/").status_code == 404
    assert add(stranger, room, world.role("kato")) == 404
    assert stranger.post(f"/patients/{room}/team/{world.role('sato')}/remove/").status_code == 404
