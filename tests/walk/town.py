"""The people, rooms and entries that the walk needs: members, and everybody who is none."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.test import Client
from django.utils import timezone

from config.demo.patients import PATIENT_BY_KEY
from config.demo.region import admit, demographics, items, settle
from patients.actions.join import ask_to_join
from patients.actions.patient import Registration, register_patient
from patients.models import PatientItem
from patients.vocabulary import IdentifierSystem
from sharing import clock, passwords
from sharing.actions import invitation, staff
from sharing.actions.care_team import remove_member
from sharing.actions.consent import ConsentGiven, withdraw_consent
from sharing.installation import be_born
from sharing.models import Account, CareTeamMember, JoinRequest, Session
from sharing.sessions import hashed, tag
from sharing.uuid7 import uuid7
from sharing.vocabulary import ConsentKind, Role
from tests.walk.things import things
from tests.walk.visitors import ask, browser, signed_in
from tests.world import World

PEOPLE = (
    "sato", "ono", "tanaka", "ogawa", "matsui", "suzuki", "ito", "nakamura", "nguyen", "kato",
)  # fmt: skip
MEMBERS = ("sato", "tanaka", "suzuki", "nakamura")
# Who finds nothing, and why.
OUTSIDERS = {
    "stranger of another region": "kato",
    "ex-member": "ogawa",
    "member whose organisation's consent was withdrawn": "ito",
    "administrator of a member's organisation": "ono",
    "colleague of a former member": "matsui",
}
PASSWORD = "雲と自転車とチーズの丘の上の風車"


@dataclass(frozen=True)
class Town:
    world: World
    cookies: Mapping[str, str]
    room: UUID  # P1: the members'
    other: UUID  # P8: sato's and tanaka's too
    foreign: UUID  # the stranger's own
    entry: UUID  # by the nurse, in `room`
    order: UUID  # by the physician, in `room`
    other_entry: UUID
    foreign_entry: UUID
    item: UUID
    foreign_item: UUID
    join: UUID
    invitation: UUID
    token: str
    things: Mapping[str, UUID]  # what the features put there, by name

    def tag(self, key: str) -> str:
        """The tag of a person's open session."""
        return tag(hashed(self.cookies[key]))

    def client(self, key: str) -> Client:
        """A browser with the session a person had when the town was built."""
        return browser(self.cookies[key])


def build() -> Town:
    """Everybody in their place, in a database that was not born as a demo."""
    be_born(demo=False)
    region = settle(PEOPLE)
    rooms = {key: admit(region, key) for key in ("P1", "P8")}
    world = World(region, rooms)
    foreign = _foreign_patient(world)
    cookies = {key: signed_in(world.account(key), world.role(key)) for key in PEOPLE}
    entry, order = _entry(cookies["sato"], rooms["P1"]), _entry(cookies["tanaka"], rooms["P1"])
    other_entry = _entry(cookies["sato"], rooms["P8"], "別の部屋の相談です。")
    foreign_entry = _entry(cookies["kato"], foreign, "よその相談です。")
    ask_to_join(world.actor("kato"), IdentifierSystem.CARE_INSURANCE, "0000990011")
    link = invitation.invite(world.actor("ono"), "青木 遥", Role.NURSE, administrator=False)
    cookies |= _not_all_the_way(world)
    _leave(world, rooms["P1"])
    made = things(World(region, {**rooms, "foreign": foreign}))
    return Town(
        world, cookies, rooms["P1"], rooms["P8"], foreign, entry, order, other_entry,
        foreign_entry, _item(rooms["P1"]), _item(foreign),
        JoinRequest.objects.get(compartment=rooms["P1"]).pk, link.invitation, link.token,
        made,
    )  # fmt: skip


def _foreign_patient(world: World) -> UUID:
    """A patient of whom only the stranger knows; the same name as P1's, too."""
    patient = PATIENT_BY_KEY["P4"]
    names = frozenset({world.organization("X1")})
    consent = ConsentGiven(ConsentKind.PAPER, timezone.localdate(clock.now()), names)
    told = Registration(demographics(patient), consent, items=items(patient, clock.now().date()))
    return register_patient(world.actor("kato"), told)


def _entry(cookie: str, room: UUID, text: str = "秘密の相談です。") -> UUID:
    entry = uuid7()
    body = {"id": str(entry), "purpose": "consult", "text": text}
    answer = ask(browser(cookie), "POST", f"/rooms/{room}/entries", json.dumps(body))
    assert answer.status_code == 201
    return entry


def _item(room: UUID) -> UUID:
    return PatientItem.objects.filter(compartment=room, ended_at=None).order_by("pk")[0].pk


def _not_all_the_way(world: World) -> dict[str, str]:
    """No session; a password only; locked; suspended with a session from before."""
    Account.objects.filter(pk=world.account("tanaka")).update(password=passwords.encode(PASSWORD))
    password = signed_in(world.account("tanaka"), world.role("tanaka"), method="password")
    locked = signed_in(world.account("tanaka"), world.role("tanaka"))
    Session.objects.filter(pk=hashed(locked)).update(idle_seconds=0)
    return {"nobody": "", "password": password, "locked": locked}


def _leave(world: World, room: UUID) -> None:
    remove_member(world.actor("suzuki"), room, world.role("ogawa"))
    withdraw_consent(world.actor("suzuki"), room, world.organization("O6"))
    # The session row stays, as a stolen copy of it would.
    kept = Session.objects.filter(account=world.account("nguyen")).values()[0]
    staff.suspend(world.actor("nakamura"), world.account("nguyen"))
    Session.objects.create(**kept)
    assert CareTeamMember.objects.filter(member=world.role("nguyen"), until=None).exists()
