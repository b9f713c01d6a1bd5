"""People with factors to sign in with, made through the same actions as anybody's."""

import base64
import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.test import Client
from django_otp.oath import TOTP

from audit.event import TraceEvent
from audit.queries import events
from sharing import clock, passwords, second_factor
from sharing.actions.account import employ, open_account
from sharing.actions.organization import found_organization
from sharing.models import TotpDevice
from sharing.trace_keys import TraceSealer
from sharing.uuid7 import uuid7
from sharing.vocabulary import OrganizationKind, Role

PASSWORD = "雨の日は 青い傘と 長靴で"
SEED = b"12345678901234567890"
IPAD = "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1"


@dataclass(frozen=True)
class Person:
    account: UUID
    login_name: str
    role: UUID
    organization: UUID


def station() -> UUID:
    return found_organization("霧沢なごみ訪問看護ステーション", OrganizationKind.HOME_NURSING)


def person(
    name: str,
    login_name: str,
    organization: UUID,
    role: Role = Role.NURSE,
    *,
    administrator: bool = False,
) -> Person:
    """With a password and an authenticator app that holds `SEED`."""
    works = employ(name, organization, role, administrator=administrator)
    account = open_account(
        uuid7(),
        login_name,
        works.practitioner_id,
        organization,
        encoded=passwords.encode(PASSWORD),
    )
    second_factor.enrol(account.pk, SEED, -1)
    return Person(account.pk, login_name, works.pk, organization)


def code(seed: bytes = SEED, at: datetime | None = None) -> str:
    totp = TOTP(seed)
    totp.time = (at or clock.now()).timestamp()
    return f"{totp.token():06d}"


def browser() -> Client:
    """One that needs the token of the form like any other."""
    return Client(headers={"user-agent": IPAD})


def show_password(client: Client, who: str, password: str = PASSWORD) -> int:
    answer = client.post("/sign-in/", {"login_name": who, "password": password})
    return answer.status_code


def sign_in(client: Client, who: Person) -> None:
    """Both factors; the app's codes of before are forgotten, so that many can sign in at once."""
    assert show_password(client, who.login_name) == 302
    forget_used_codes(who)
    answer = client.post("/sign-in/second-factor/", {"code": code()})
    assert answer.status_code == 302


def forget_used_codes(who: Person) -> None:
    TotpDevice.objects.filter(account=who.account).update(last_step=-1)


def traces() -> list[TraceEvent]:
    """Everything the log holds, oldest first."""
    return events(TraceSealer.of(clock.now()))


def manual_key(page: str) -> bytes:
    """The seed as a person would type it from the page."""
    letters = re.search(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", page)
    assert letters is not None
    return base64.b32decode(letters.group().replace(" ", ""))
