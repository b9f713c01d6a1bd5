"""An administrator ends somebody's role: everything that stood on it closes, names stay."""

from uuid import UUID, uuid4

import pytest
from django.test import Client

from sharing import access
from sharing.actions import invitation
from sharing.models import CareTeamMember, Invitation, PractitionerRole
from sharing.vocabulary import Action, Role
from tests import world as worlds
from tests.device import Device, sign_in
from tests.journeys.test_second_organization import heard, listen
from tests.sharing.staffing import traces
from tests.world import World


@pytest.fixture
def world(db: None) -> World:
    return worlds.build(("sato", "ono", "tanaka", "suzuki", "ogawa"))


@pytest.fixture
def administrator(world: World) -> Client:
    return sign_in(world.account("ono"), world.role("ono"))[0]


def end(client: Client, role: UUID) -> int:
    return client.post(f"/staff/roles/{role}/end/").status_code


def test_the_standing_is_gone_at_once_with_every_socket(
    world: World, administrator: Client
) -> None:
    sato, room = Device.of(world, "sato"), world.room("P1")
    assert sato.post("訪問しました。")["text"] == "訪問しました。"
    socket = listen(sato.client)
    assert heard(socket) == {room}
    assert end(administrator, world.role("sato")) == 302
    assert heard(socket) is None
    assert sato.client.get(f"/patients/{room}/").headers["Location"] == "/me/role/"
    sato.post("まだ書けますか。")
    assert sato.status == 401
    assert world.role("sato") not in access.who_may(Action.COMMUNICATION_READ, room)
    assert sato.client.post("/me/role/", {"role": str(world.role("sato"))}).status_code == 409


def test_the_name_stays_on_what_was_written_and_leaves_the_team(
    world: World, administrator: Client
) -> None:
    Device.of(world, "sato").post("夜間の様子です。")
    end(administrator, world.role("sato"))
    tanaka = Device.of(world, "tanaka")
    tanaka.pull()
    (entry,) = tanaka.entries.values()
    assert entry["author"]["name"] == "佐藤 美咲"
    assert "佐藤 美咲" not in tanaka.client.get(f"/patients/{tanaka.room}/team/").content.decode()
    assert CareTeamMember.objects.filter(member=world.role("sato")).exists()


def test_an_account_that_another_organization_owns_stays_open(
    world: World, administrator: Client
) -> None:
    works = PractitionerRole.objects.get(pk=world.role("tanaka"))
    here = PractitionerRole.objects.create(
        practitioner_id=works.practitioner_id,
        organization_id=world.organization("O1"),
        role=Role.PHYSICIAN,
        started_at=works.started_at,
    )
    assert f"/staff/roles/{here.pk}/end/" in administrator.get("/staff/").content.decode()
    assert end(administrator, here.pk) == 302
    at_the_clinic, _ = sign_in(world.account("tanaka"), world.role("tanaka"))
    assert at_the_clinic.get(f"/patients/{world.room('P1')}/").status_code == 200


def test_roles_of_another_organization_are_as_good_as_none(
    world: World, administrator: Client
) -> None:
    theirs = administrator.post(f"/staff/roles/{world.role('tanaka')}/end/")
    nobodys = administrator.post(f"/staff/roles/{uuid4()}/end/")
    assert (theirs.status_code, theirs.content) == (404, nobodys.content)
    assert PractitionerRole.objects.get(pk=world.role("tanaka")).ended_at is None


def test_only_administrators_end_a_role(world: World) -> None:
    client, _ = sign_in(world.account("sato"), world.role("sato"))
    assert end(client, world.role("ogawa")) == 404
    assert end(client, world.role("ono")) == 404
    assert not PractitionerRole.objects.exclude(ended_at=None).exists()


def test_nobody_ends_their_own_role_so_that_somebody_always_administers(
    world: World, administrator: Client
) -> None:
    assert end(administrator, world.role("ono")) == 409
    PractitionerRole.objects.filter(pk=world.role("sato")).update(administrator=True)
    sato, _ = sign_in(world.account("sato"), world.role("sato"))
    assert end(sato, world.role("ono")) == 302
    assert end(administrator, world.role("sato")) == 302, "sent to choose a role"
    assert PractitionerRole.objects.get(pk=world.role("sato")).ended_at is None
    assert end(sato, world.role("sato")) == 409


def test_a_role_ends_once(world: World, administrator: Client) -> None:
    end(administrator, world.role("sato"))
    ended_at = PractitionerRole.objects.get(pk=world.role("sato")).ended_at
    assert end(administrator, world.role("sato")) == 404
    assert PractitionerRole.objects.get(pk=world.role("sato")).ended_at == ended_at


def test_what_a_leaving_administrator_handed_out_opens_nothing(
    world: World, administrator: Client
) -> None:
    PractitionerRole.objects.filter(pk=world.role("sato")).update(administrator=True)
    actor = world.actor("sato")
    link = invitation.invite(actor, "別 名", Role.NURSE, administrator=True)
    end(administrator, world.role("sato"))
    assert Invitation.objects.get(pk=link.invitation).revoked_at is not None
    assert Client().get(f"/join/link/{link.token}/").status_code == 404


def test_the_end_of_a_role_leaves_its_trace(world: World, administrator: Client) -> None:
    end(administrator, world.role("sato"))
    (left,) = [event for event in traces() if event.action == "practitioner-role:end"]
    assert left.agent == f"PractitionerRole/{world.role('ono')}"
    assert left.compartments == (str(world.organization("O1")),)
    assert left.entity == f"PractitionerRole/{world.role('sato')}"
