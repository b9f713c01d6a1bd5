"""A report of a suspicion, and who is there to be told."""

from uuid import UUID

from django.test import Client
from django.urls import reverse

from sharing import access, clock
from sharing.actions.account import employ, open_account
from sharing.actions.care_team import add_member
from sharing.actions.concern import concern_room
from sharing.actions.consent import ConsentGiven, record_consent
from sharing.actions.organization import found_organization
from sharing.actor import Actor
from sharing.uuid7 import uuid7
from sharing.vocabulary import (
    PROFESSION,
    Action,
    ConsentKind,
    OrganizationKind,
    Role,
)
from tests.device import sign_in
from tests.world import World

SEEN = "両腕に新しいあざ。長男が「言うことを聞かないから」と話す。"
TEXT = "次の訪問は二人で行きます。"


def client_of(world: World, person: str) -> Client:
    return sign_in(world.account(person), world.role(person))[0]


def report(client: Client, room: UUID, **more: object) -> tuple[int, str]:
    body = {
        "id": str(uuid7()), "danger": "no", "kinds": ["physical", "neglect"], "seen": SEEN,
        "since": "今週から", "text": TEXT, **more,
    }  # fmt: skip
    answer = client.post(reverse("concern-report", args=[room]), body)
    return answer.status_code, answer.content.decode()


def of(world: World, room: UUID, organization: str = "O1") -> UUID:
    return concern_room(room, world.organization(organization))


def community(world: World, room: UUID) -> tuple[Actor, Client]:
    """A person of 地域包括支援センター, taken onto the patient's team."""
    with access.witnessed("Server/operator", Action.ACCOUNT_INVITE):
        centre = found_organization(
            "霧沢市地域包括支援センター", OrganizationKind.COMMUNITY_SUPPORT
        )
        works = employ("青木 遥", centre, Role.COMMUNITY_SUPPORT, kana="あおき はるか")
        account = open_account(uuid7(), "aoki", works.practitioner_id, centre)
    names = frozenset({centre})
    record_consent(
        world.actor("suzuki"), room, ConsentGiven(ConsentKind.PAPER, clock.now().date(), names)
    )
    add_member(world.actor("suzuki"), room, works.pk)
    role = Role.COMMUNITY_SUPPORT
    actor = Actor(works.pk, centre, role, PROFESSION[role], "青木 遥", "霧沢市地域包括支援センター")
    return actor, sign_in(account.pk, works.pk)[0]
