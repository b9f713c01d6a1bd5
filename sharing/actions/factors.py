"""A person's own factors. There are always two: the last way to sign in cannot be removed."""

import base64
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from sharing import access, clock, passkeys, second_factor
from sharing.actions import session
from sharing.actions.account import encoded_password
from sharing.deed import Conflict
from sharing.invalid import Invalid
from sharing.models import Account, Passkey, TotpDevice
from sharing.passkeys import Site
from sharing.sessions import SessionStore

SEED = "new-seed"
CODES = "recovery-codes"


def passkey_options(store: SessionStore, site: Site) -> str:
    account = _owner(store)
    return passkeys.registration_options(
        store, site, account.pk, account.login_name, account.practitioner.name
    )


def add_passkey(store: SessionStore, site: Site, credential: dict[str, Any], name: str) -> UUID:
    account = _owner(store)
    passkey = passkeys.registered(store, site, credential)
    with _witnessed(store, account, "passkey:create"):
        return passkeys.keep(account.pk, passkey, name)


def rename_passkey(store: SessionStore, passkey: UUID, name: str) -> None:
    account = _owner(store)
    with _witnessed(store, account, "passkey:rename", str(passkey)):
        Passkey.objects.filter(pk=passkey, account=account, revoked_at=None).update(name=name)


def revoke_passkey(store: SessionStore, passkey: UUID) -> None:
    """Refused for the last way to sign in."""
    account = _owner(store)
    with _witnessed(store, account, "passkey:revoke", str(passkey)):
        # Two windows must not each take away what the other leaves.
        Account.objects.select_for_update().get(pk=account.pk)
        living = Passkey.objects.filter(account=account, revoked_at=None)
        if not living.exclude(pk=passkey).exists() and not _has_totp(account):
            raise Conflict("last-factor")
        living.filter(pk=passkey).update(revoked_at=clock.now())


def begin_totp(store: SessionStore) -> tuple[bytes, str]:
    """The seed for a new app, kept in the session until its code was shown; and the login name."""
    if SEED not in store:
        store[SEED] = base64.b64encode(second_factor.new_seed()).decode()
    return base64.b64decode(store[SEED]), _owner(store).login_name


def needs_password(store: SessionStore) -> bool:
    """An app is the second factor of a password, so who has none sets one with it."""
    return not _owner(store).has_usable_password()


def finish_totp(store: SessionStore, code: str, password: str) -> None:
    account = _owner(store)
    seed = base64.b64decode(store.get(SEED, ""))
    step = second_factor.step_of(seed, code) if seed else None
    if step is None:
        raise Invalid({"code": _("This is not the code that the app shows now.")})
    encoded = account.password
    if not account.has_usable_password():
        encoded = encoded_password(password, [account.login_name, account.practitioner.name])
    with _witnessed(store, account, "totp:replace"):
        Account.objects.filter(pk=account.pk).update(password=encoded)
        second_factor.enrol(account.pk, seed, step)
        codes = second_factor.new_recovery_codes(account.pk)
    del store[SEED]
    store[CODES] = codes


def replace_recovery_codes(store: SessionStore) -> None:
    account = _owner(store)
    if not _has_totp(account):
        raise Conflict("changed-meanwhile")
    with _witnessed(store, account, "recovery-codes:replace"):
        codes = second_factor.new_recovery_codes(account.pk)
    store[CODES] = codes


def codes_to_show(store: SessionStore) -> list[str]:
    """New recovery codes, until their owner says that they are written down."""
    codes: list[str] = store.get(CODES, [])
    return codes


def codes_written_down(store: SessionStore) -> None:
    store.pop(CODES, None)


def _has_totp(account: Account) -> bool:
    return TotpDevice.objects.filter(account=account).exists()


def _witnessed(
    store: SessionStore, account: Account, action: str, entity: str = ""
) -> AbstractContextManager[None]:
    return access.witnessed(
        f"Account/{account.pk}", action, entity=entity, source=session.tag_of(store)
    )


def _owner(store: SessionStore) -> Account:
    store.get("_")  # loads the row
    if store.row is None or store.row.account is None:
        raise Conflict("changed-meanwhile")
    return store.row.account
