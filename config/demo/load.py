"""Rooms for a load generator: teams of several organisations, signed in already.

Every room has people of its own, so that a hundred rooms are some hundreds of persons, each
within the limit of sockets a person may open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice
from uuid import UUID

from patients.actions.patient import Registration, register_patient
from patients.demographics import Demographics
from patients.vocabulary import Sex
from sharing import access, clock
from sharing.actions import session
from sharing.actions.account import employ, open_account
from sharing.actions.care_team import add_member
from sharing.actions.consent import ConsentGiven
from sharing.actions.organization import found_organization
from sharing.actor import Actor
from sharing.devices import Device
from sharing.models import Account
from sharing.sessions import ABSOLUTE_LIFE, SessionStore
from sharing.uuid7 import uuid7
from sharing.vocabulary import PROFESSION, Action, ConsentKind, OrganizationKind, Role

# Who is on a team, in this order and then again from the beginning. The first registers.
PLACES = (
    ("計測訪問看護ステーション", OrganizationKind.HOME_NURSING, Role.NURSE),
    ("計測内科クリニック", OrganizationKind.CLINIC, Role.PHYSICIAN),
    ("計測薬局", OrganizationKind.PHARMACY, Role.PHARMACIST),
    ("計測居宅介護支援事業所", OrganizationKind.CARE_MANAGEMENT, Role.CARE_MANAGER),
    ("計測訪問介護", OrganizationKind.HOME_HELP, Role.SERVICE_MANAGER),
    ("計測病院", OrganizationKind.HOSPITAL, Role.DISCHARGE_NURSE),
)
# Nobody touches a load generator's screen: the idle lock comes with the session's end only.
GENERATOR = Device("load", int(ABSOLUTE_LIFE / timedelta(seconds=1)), "")
BORN = date(1940, 1, 1)


@dataclass(frozen=True)
class Member:
    """Somebody of a team with an open session; `session_key` is the cookie's value."""

    actor: Actor
    session_key: str


@dataclass(frozen=True)
class Room:
    id: UUID
    members: tuple[Member, ...]


def rooms(count: int, members: int) -> Iterator[Room]:
    """Makes the organisations, then one room after the other."""
    with access.witnessed("Server/operator", Action.ACCOUNT_INVITE, entity="load"):
        organizations = [found_organization(name, kind) for name, kind, _role in PLACES]
    for number in range(1, count + 1):
        team = _team(number, members, organizations)
        yield Room(_room(number, [member.actor for member in team]), team)


def _team(number: int, members: int, organizations: list[UUID]) -> tuple[Member, ...]:
    places = islice(cycle(zip(organizations, PLACES, strict=True)), members)
    with access.witnessed("Server/operator", "session:begin", entity="load"):
        return tuple(
            _member(f"計測 {number}-{place}", organization, name, role)
            for place, (organization, (name, _kind, role)) in enumerate(places, 1)
        )


def _member(name: str, organization: UUID, organization_name: str, role: Role) -> Member:
    works = employ(name, organization, role)
    login_name = f"load-{works.pk.hex}"
    account = open_account(uuid7(), login_name, works.practitioner_id, organization)
    actor = Actor(works.pk, organization, role, PROFESSION[role], name, organization_name)
    return Member(actor, _signed_in(account))


def _signed_in(account: Account) -> str:
    """The key of a session in which both factors count as shown."""
    store = SessionStore()
    session.begin(store, account, GENERATOR, "passkey")
    return str(store.session_key)


def _room(number: int, team: list[Actor]) -> UUID:
    first, *others = team
    organizations = frozenset(actor.organization_id for actor in team)
    room = register_patient(
        first,
        Registration(
            Demographics("計測", f"{number}号", "けいそく", "ごう", BORN, Sex.FEMALE),
            ConsentGiven(ConsentKind.PAPER, clock.now().date(), organizations),
        ),
    )
    for actor in others:
        add_member(first, room, actor.practitioner_role_id)
    return room
