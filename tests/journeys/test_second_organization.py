"""Somebody who has an account works for a second organisation, and the two never mix."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.test import Client

from sharing import clock, passwords, pump, second_factor
from sharing.actions import invitation
from sharing.bell import Listener
from sharing.models import Account, Invitation, PractitionerRole
from sharing.session import identity_of_cookies
from sharing.vocabulary import Role
from tests import world as worlds
from tests.journeys.test_invitation import enrol, invite
from tests.sharing.staffing import (
    PASSWORD,
    SEED,
    browser,
    code,
    forget_used_codes,
    person,
    show_password,
    sign_in,
    station,
    traces,
)
from tests.sharing.staffing import Person as Staff
from tests.world import World

ACCEPT = "/me/invitation/"


@dataclass(frozen=True)
class Second:
    """Tanaka, of the clinic and of P1's team, is invited by the station of nurse Ono."""

    world: World
    tanaka: Staff
    link: str

    @property
    def room(self) -> UUID:
        return self.world.room("P1")

    def role_at(self, organization: str) -> UUID:
        return PractitionerRole.objects.get(
            practitioner__account=self.tanaka.account,
            organization_id=self.world.organization(organization),
            ended_at=None,
        ).pk


@pytest.fixture
def second(db: None) -> Second:
    world = worlds.build(("sato", "ono", "tanaka", "suzuki"))
    account = world.account("tanaka")
    Account.objects.filter(pk=account).update(password=passwords.encode(PASSWORD))
    second_factor.enrol(account, SEED, -1)
    link = invitation.invite(world.actor("ono"), "田中 誠", Role.PHYSICIAN, administrator=False)
    clinic = world.actor("tanaka").organization_id
    tanaka = Staff(account, "tanaka", world.role("tanaka"), clinic)
    return Second(world, tanaka, f"/join/link/{link.token}/")


def come_in(second: Second) -> Client:
    """Opens the link, says "I have an account", and shows both factors."""
    client = browser()
    assert client.get(second.link).headers["Location"] == "/join/"
    assert f"/sign-in/?next={ACCEPT}" in client.get("/join/").content.decode()
    forget_used_codes(second.tanaka)
    known = {"login_name": "tanaka", "password": PASSWORD, "next": ACCEPT}
    there = client.post("/sign-in/", known).headers["Location"]
    answer = client.post(there, {"code": code(), "next": ACCEPT})
    assert answer.headers["Location"] == ACCEPT
    return client


def accepted(second: Second) -> Client:
    client = come_in(second)
    assert client.post(ACCEPT).headers["Location"] == "/me/role/"
    return client


def act_for(client: Client, role: UUID) -> None:
    assert client.post("/me/role/", {"role": str(role), "next": "/"}).status_code == 302


def test_who_has_an_account_signs_in_and_takes_up_a_second_role(second: Second) -> None:
    client = come_in(second)
    page = client.get(ACCEPT).content.decode()
    assert "霧沢なごみ訪問看護ステーション" in page
    assert client.post(ACCEPT).headers["Location"] == "/me/role/"
    account = Account.objects.get(pk=second.tanaka.account)
    assert account.owner_id == second.world.organization("O2")
    held = account.practitioner.roles.filter(ended_at=None)
    assert {works.organization_id for works in held} == {
        second.world.organization("O1"), second.world.organization("O2"),
    }  # fmt: skip
    assert Account.objects.filter(practitioner__family_name="田中").count() == 1
    offered = client.get("/me/role/").content.decode()
    assert offered.count('name="role"') + offered.count("選択中") == 2


def test_the_invitation_is_used_up_and_stands_in_the_inviting_organizations_log(
    second: Second,
) -> None:
    client = accepted(second)
    assert client.post(ACCEPT).status_code == 404
    assert browser().get(second.link).status_code == 404
    used = Invitation.objects.get()
    assert used.account_id == second.tanaka.account
    (left,) = [event for event in traces() if event.action == "invitation:accept"]
    assert left.agent == f"Account/{second.tanaka.account}"
    assert left.compartments == (str(second.world.organization("O1")),)
    assert left.entity == f"Invitation/{used.pk}"


def test_a_password_alone_accepts_nothing(second: Second) -> None:
    client = browser()
    client.get(second.link)
    assert show_password(client, "tanaka") == 302
    assert client.get(ACCEPT).headers["Location"] == "/sign-in/second-factor/"
    assert client.post(ACCEPT).headers["Location"] == "/sign-in/second-factor/"
    assert Invitation.objects.get().used_at is None


def test_whoever_opened_no_link_is_offered_nothing(second: Second) -> None:
    client = browser()
    forget_used_codes(second.tanaka)
    sign_in(client, second.tanaka)
    assert client.get(ACCEPT).status_code == 404
    assert client.post(ACCEPT).status_code == 404


def test_the_next_person_at_the_device_finds_no_invitation(second: Second) -> None:
    client = come_in(second)
    somebody = person("森 彩香", "mori", second.world.organization("O1"))
    sign_in(client, somebody)
    assert client.post(ACCEPT).status_code == 404
    assert Invitation.objects.get().used_at is None


def test_a_link_revoked_meanwhile_is_no_longer_offered(second: Second) -> None:
    client = come_in(second)
    invitation.revoke(second.world.actor("ono"), Invitation.objects.get().pk)
    assert client.get(ACCEPT).status_code == 404
    assert client.post(ACCEPT).status_code == 404


def test_the_same_role_twice_is_refused_and_the_link_stays(second: Second) -> None:
    accepted(second)
    again = invitation.invite(
        second.world.actor("ono"), "田中 誠", Role.PHYSICIAN, administrator=False
    )
    client = come_in(Second(second.world, second.tanaka, f"/join/link/{again.token}/"))
    assert client.post(ACCEPT).status_code == 422
    assert Invitation.objects.get(pk=again.invitation).used_at is None


def test_a_link_for_lost_factors_gives_nobody_else_a_role(second: Second) -> None:
    ono = Staff(second.world.account("ono"), "ono", second.world.role("ono"), UUID(int=0))
    Account.objects.filter(pk=ono.account).update(password=passwords.encode(PASSWORD))
    second_factor.enrol(ono.account, SEED, -1)
    administrator = browser()
    sign_in(administrator, ono)
    page = administrator.post(f"/staff/{second.world.account('sato')}/reset/").content.decode()
    renewal = page.split("/join/link/")[1].split("/")[0]
    client = browser()
    client.get(f"/join/link/{renewal}/")
    forget_used_codes(second.tanaka)
    sign_in(client, second.tanaka)
    assert client.post(ACCEPT).status_code == 404


def test_acting_for_one_organization_the_patients_of_the_other_are_not_there(
    second: Second,
) -> None:
    client = accepted(second)
    timeline = f"/patients/{second.room}/"
    act_for(client, second.role_at("O1"))
    for path in (timeline, f"{timeline}overview/", f"/rooms/{second.room}/after/0"):
        assert client.get(path).status_code == 404, path
    assert str(second.room) not in client.get("/patients/").content.decode()
    assert "霧沢なごみ訪問看護ステーション" in client.get("/").content.decode()
    act_for(client, second.role_at("O2"))
    assert client.get(timeline).status_code == 200
    assert str(second.room) in client.get("/patients/").content.decode()


class Silent:
    def tell(self, message: dict[str, object]) -> None:
        """Nobody listens."""

    def end(self, code: int) -> None:
        """Nothing to end."""


def listen(client: Client) -> Listener:
    """As the socket of this browser would."""
    identity = identity_of_cookies({"session": client.cookies["session"].value})
    assert identity is not None
    assert identity.actor is not None
    role = identity.actor.practitioner_role_id
    return Listener(Silent(), identity.account, role, identity.session)


def heard(listener: Listener) -> set[UUID] | None:
    """The rooms whose rings reach it after the pump's next round; None when it was ended."""
    verdict = pump.examine([listener])[listener]
    return set(verdict.heads) if verdict.alive else None


def test_changing_the_role_ends_its_socket_and_the_next_hears_its_own_rooms_only(
    second: Second,
) -> None:
    client = accepted(second)
    act_for(client, second.tanaka.role)
    clinics = listen(client)
    assert heard(clinics) == {second.room}
    act_for(client, second.role_at("O1"))
    assert heard(clinics) is None
    assert heard(listen(client)) == set()


def test_a_newcomer_may_still_make_an_account_from_the_same_page(second: Second) -> None:
    client = browser()
    sign_in(client, person("大野 恵", "ohno", station(), administrator=True))
    newcomer = enrol(invite(client), "aoki")
    assert newcomer.get("/me/").status_code == 200
    assert newcomer.get(ACCEPT).status_code == 404


def test_a_colleague_of_two_organizations_is_let_go_by_one_of_them(second: Second) -> None:
    client = accepted(second)
    act_for(client, second.role_at("O1"))
    ended = second.role_at("O1")
    PractitionerRole.objects.filter(pk=ended).update(ended_at=clock.now())
    assert client.get("/").headers["Location"] == "/me/role/"
    act_for(client, second.role_at("O2"))
    assert client.get(f"/patients/{second.room}/").status_code == 200
