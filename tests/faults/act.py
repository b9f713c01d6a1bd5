"""What somebody does elsewhere, in a process of its own: `python -m tests.faults.act remove …`.

No ring of this process reaches a server: what it did must be found by the servers' own pumps.
"""

import sys
from collections.abc import Callable
from uuid import UUID

import django

django.setup()

from config.demo.load import GENERATOR  # noqa: E402 -- apps must be loaded first
from sharing import access  # noqa: E402
from sharing.actions import session, staff  # noqa: E402
from sharing.actions.account import employ, open_account  # noqa: E402
from sharing.actions.care_team import remove_member  # noqa: E402
from sharing.actor import Actor  # noqa: E402
from sharing.models import Account, PractitionerRole  # noqa: E402
from sharing.sessions import SessionStore  # noqa: E402
from sharing.uuid7 import uuid7  # noqa: E402
from sharing.vocabulary import PROFESSION, Action, Role  # noqa: E402


def actor_of(works: PractitionerRole) -> Actor:
    role = Role(works.role)
    return Actor(works.pk, works.organization_id, role, PROFESSION[role], "計測", "計測")


def role_of(text: str) -> PractitionerRole:
    return PractitionerRole.objects.get(pk=UUID(text))


def account_of(text: str) -> Account:
    return Account.objects.get(practitioner__roles=UUID(text))


def remove(room: str, by: str, member: str) -> None:
    remove_member(actor_of(role_of(by)), UUID(room), UUID(member))


def suspend(member: str) -> None:
    staff.suspend(administrator_beside(member), account_of(member).pk)


def end_role(member: str) -> None:
    staff.end_role(administrator_beside(member), UUID(member))


def administrator_beside(member: str) -> Actor:
    """An administrator who comes for this."""
    organization = role_of(member).organization_id
    with access.witnessed("Server/operator", Action.ACCOUNT_INVITE, entity="test"):
        works = employ("計測 管理", organization, Role.CLERK, administrator=True)
        login_name = f"administrator-{works.pk.hex}"
        open_account(uuid7(), login_name, works.practitioner_id, organization)
    return actor_of(works)


def password_only(member: str) -> None:
    """Prints the key of a session whose second factor was never shown."""
    store = SessionStore()
    with access.witnessed("Server/operator", "session:begin", entity="test"):
        session.begin(store, account_of(member), GENERATOR, "password")
    print(store.session_key)


DEEDS: dict[str, Callable[..., None]] = {
    "remove": remove,
    "suspend": suspend,
    "end-role": end_role,
    "password-only": password_only,
}

if __name__ == "__main__":
    DEEDS[sys.argv[1]](*sys.argv[2:])
