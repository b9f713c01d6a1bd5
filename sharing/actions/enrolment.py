"""From a single-use link to an account with both factors.

Everything a person enters waits, sealed, in their session; the account comes into being in one
transaction at the end, so that there is never an account with one factor. Until then the link
can be opened again, on another device, and one begins anew; the first to finish has used it.
"""

import base64
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from sharing import access, passkeys, second_factor
from sharing.actions import session
from sharing.actions.account import (
    NO_PASSWORD,
    employ,
    encoded_password,
    open_account,
    refuse_taken,
)
from sharing.actions.invitation import token_hash, usable, use_up
from sharing.actions.sign_in import folded
from sharing.deed import Conflict
from sharing.devices import Device
from sharing.invalid import Invalid
from sharing.models import Account, Invitation
from sharing.passkeys import NewPasskey, Site
from sharing.sessions import SessionStore
from sharing.uuid7 import uuid7
from sharing.vocabulary import Role

KEY = "enrolment"


@dataclass(frozen=True)
class Enrolment:
    """How far an invited person has come."""

    invitation: UUID
    account: UUID
    name: str
    organization: str
    room: UUID  # the organisation's own
    role: str
    login_name: str
    renewal: bool  # an account that is there already gets new factors
    seed: bytes | None


def open_link(store: SessionStore, token: str) -> bool:
    """Exchange the token for a session, which from then on stands for it."""
    invitation = usable(token_hash=token_hash(token))
    if invitation is None:
        return False
    store.flush()
    store[KEY] = {
        "invitation": str(invitation.pk),
        "account": str(invitation.account.pk if invitation.account else uuid7()),
        "login_name": invitation.account.login_name if invitation.account else "",
    }
    if invitation.account is None:
        store[session.INVITED] = str(invitation.pk)
    return True


def under_way(store: SessionStore) -> Enrolment | None:
    """None when there is no link, or it was used, revoked or has expired meanwhile."""
    state = store.get(KEY)
    invitation = usable(pk=state["invitation"]) if state else None
    if state is None or invitation is None:
        return None
    seed = state.get("seed")
    return Enrolment(
        invitation=invitation.pk,
        account=UUID(state["account"]),
        name=invitation.name,
        organization=invitation.organization.name,
        room=invitation.organization_id,
        role=invitation.role,
        login_name=state["login_name"],
        renewal=invitation.account is not None,
        seed=base64.b64decode(seed) if seed else None,
    )


def choose_login_name(store: SessionStore, login_name: str) -> None:
    enrolment = _must(store)
    if not enrolment.renewal:
        refuse_taken(login_name)
        _put(store, login_name=folded(login_name))


def choose_password(store: SessionStore, password: str) -> None:
    """And make the seed whose code is to be shown next."""
    enrolment = _must(store)
    known = [enrolment.login_name, enrolment.name, enrolment.organization]
    encoded = encoded_password(password, known)
    seed = base64.b64encode(second_factor.new_seed()).decode()
    _put(store, password=encoded, seed=seed)


def finish_by_code(store: SessionStore, device: Device, code: str) -> None:
    """Password and authenticator app: the code shows that the app has the seed."""
    enrolment, seed = _must(store), _must(store).seed
    step = second_factor.step_of(seed, code) if seed else None
    if seed is None or step is None:
        raise Invalid({"code": _("This is not the code that the app shows now.")})
    encoded = store[KEY]["password"]
    with _finishing(enrolment):
        account = _account_of(enrolment, encoded)
        second_factor.enrol(account.pk, seed, step)
        codes = second_factor.new_recovery_codes(account.pk)
        session.begin(store, account, device, "totp")
        store["recovery-codes"] = codes
        store.save()


def passkey_options(store: SessionStore, site: Site) -> str:
    enrolment = _must(store)
    return passkeys.registration_options(
        store, site, enrolment.account, enrolment.login_name, enrolment.name
    )


def finish_by_passkey(
    store: SessionStore, device: Device, site: Site, credential: dict[str, Any]
) -> None:
    enrolment = _must(store)
    passkey: NewPasskey = passkeys.registered(store, site, credential)
    with _finishing(enrolment):
        account = _account_of(enrolment, NO_PASSWORD)
        passkeys.keep(account.pk, passkey, device.label)
        session.begin(store, account, device, "passkey")


def _finishing(enrolment: Enrolment) -> AbstractContextManager[None]:
    return access.witnessed(
        f"Account/{enrolment.account}",
        "invitation:accept",
        entity=f"Invitation/{enrolment.invitation}",
        room=enrolment.room,
    )


def _account_of(enrolment: Enrolment, encoded: str) -> Account:
    """Uses the link up, and makes the account or takes the one it is for."""
    if not enrolment.login_name:
        raise Conflict("changed-meanwhile")
    use_up(enrolment.invitation)
    if enrolment.renewal:
        Account.objects.filter(pk=enrolment.account).update(password=encoded)
        return Account.objects.select_related("practitioner").get(pk=enrolment.account)
    refuse_taken(enrolment.login_name)
    return _newcomer(enrolment, encoded)


def _newcomer(enrolment: Enrolment, encoded: str) -> Account:
    invitation = Invitation.objects.get(pk=enrolment.invitation)
    works = employ(
        invitation.name,
        invitation.organization_id,
        Role(invitation.role),
        administrator=invitation.administrator,
    )
    account = open_account(
        enrolment.account,
        enrolment.login_name,
        works.practitioner_id,
        invitation.organization_id,
        encoded=encoded,
    )
    Invitation.objects.filter(pk=invitation.pk).update(account=account)
    return account


def _must(store: SessionStore) -> Enrolment:
    enrolment = under_way(store)
    if enrolment is None:
        raise Conflict("changed-meanwhile")
    return enrolment


def _put(store: SessionStore, **more: str) -> None:
    store[KEY] = {**store[KEY], **more}
