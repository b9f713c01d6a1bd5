"""Signing in. Whatever is wrong - name, password, suspension, too many tries - the answer, and the
time it takes, are the same."""

import unicodedata
from uuid import UUID

from sharing import access, bell, passkeys, passwords, second_factor, throttle
from sharing.actions import session
from sharing.devices import Device
from sharing.models import Account
from sharing.passkeys import Site
from sharing.sessions import SessionStore
from sharing.throttle import Gate
from sharing.vocabulary import Outcome

START = "session:start"


def by_password(store: SessionStore, device: Device, login_name: str, password: str) -> bool:
    """The first of two factors. Raises `passwords.Busy` when too many are signing in at once."""
    name = folded(login_name)
    by_name = Gate.of(throttle.NAME, "name", name)
    by_address = Gate.of(throttle.ADDRESS, "address", device.address)
    admitted = throttle.admit([by_name, by_address])
    account = _account(login_name=name)
    right = passwords.verify(password, account.password if account else "")
    accepted = admitted and right and account is not None and account.is_active
    _conclude(store, account, device, accepted, "password")
    if accepted:
        throttle.forgive(by_name)
        throttle.take_back(by_address)
    return accepted


def by_code(store: SessionStore, code: str) -> bool:
    """The second factor, for a session that has shown its password."""
    account = _owner(store)
    if account is None:
        return False
    gate = Gate.of(throttle.CODE, "code", str(account.pk))
    method = second_factor.accepts(account.pk, code) if throttle.admit([gate]) else ""
    outcome = Outcome.PERMITTED if method else Outcome.DENIED
    with access.witnessed(
        _agent(account), "session:verify", outcome=outcome, entity=method,
        source=session.tag_of(store),
    ):  # fmt: skip
        if method:
            session.strengthen(store, account, method)
    if method:
        throttle.forgive(gate)
        bell.check()
    return bool(method)


def by_passkey(
    store: SessionStore, device: Device, site: Site, credential: dict[str, object]
) -> bool:
    """Both factors at once: the device in the hand, and the finger, face or PIN it asked for."""
    owner = passkeys.asserted(store, site, credential)
    account = _account(pk=owner) if owner else None
    accepted = account is not None and account.is_active
    _conclude(store, account, device, accepted, "passkey")
    return accepted


def again_by_passkey(store: SessionStore, site: Site, credential: dict[str, object]) -> bool:
    """The second factor once more, for a step that asks for a fresh one."""
    account = _owner(store)
    owner = passkeys.asserted(store, site, credential)
    accepted = account is not None and owner == account.pk
    with access.witnessed(
        _agent(account), "session:verify",
        outcome=Outcome.PERMITTED if accepted else Outcome.DENIED,
        entity="passkey", source=session.tag_of(store),
    ):  # fmt: skip
        if accepted and account is not None:
            session.strengthen(store, account, "passkey")
    return accepted


def as_member_of_the_cast(store: SessionStore, device: Device, account_id: UUID) -> bool:
    """For a demo database only: the caller has made sure of that."""
    account = _account(pk=account_id)
    accepted = account is not None and account.is_active
    _conclude(store, account, device, accepted, "demo")
    return accepted


def again_as_member_of_the_cast(store: SessionStore) -> bool:
    account = _owner(store)
    if account is None:
        return False
    with access.witnessed(
        _agent(account), "session:verify", entity="demo", source=session.tag_of(store)
    ):
        session.strengthen(store, account, "demo")
    return True


def folded(login_name: str) -> str:
    """Login names do not tell wide from narrow letters, nor capitals from small ones."""
    return unicodedata.normalize("NFKC", login_name).strip().casefold()


def _conclude(
    store: SessionStore, account: Account | None, device: Device, accepted: bool, method: str
) -> None:
    source = "address:" + Gate.of(throttle.ADDRESS, "address", device.address).tag[:16]
    outcome = Outcome.PERMITTED if accepted else Outcome.DENIED
    with access.witnessed(_agent(account), START, outcome=outcome, entity=method, source=source):
        if accepted and account is not None:
            session.begin(store, account, device, method)
    if accepted:
        bell.check()


def _account(**known: object) -> Account | None:
    return Account.objects.select_related("practitioner").filter(**known).first()


def _owner(store: SessionStore) -> Account | None:
    store.get("_")  # loads the row
    account = store.row.account if store.row is not None else None
    return account if account is not None and account.is_active else None


def _agent(account: Account | None) -> str:
    return f"Account/{account.pk}" if account else "Account/unknown"
