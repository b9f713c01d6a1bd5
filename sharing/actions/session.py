"""Beginning, strengthening and ending sessions; a key never outlives the step it was given for."""

import base64
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sharing import access, bell, clock, sessions
from sharing.deed import Conflict
from sharing.devices import Device
from sharing.models import Account, PractitionerRole, Session
from sharing.sessions import ABSOLUTE_LIFE, SessionStore, hashed

DRAFT_KEY_BYTES = 32
FRESH = timedelta(minutes=10)
INVITED = "invited"


def begin(store: SessionStore, account: Account, device: Device, method: str) -> None:
    """Sign an account in on this device; inside the caller's witnessed transaction.

    With a password alone the session is not verified yet. Whoever had a session here before
    loses it; only the same person keeps the key of their own drafts. An invitation that was
    opened before signing in stays at hand.
    """
    draft_key = _kept_draft_key(store, account.pk) or _new_draft_key()
    invited = _kept_invitation(store, account.pk)
    verified = method != "password"
    now = clock.now()
    sessions.SessionStore.clear_expired()
    store.flush()
    store.update({"draft-key": draft_key, "method": method, **invited})
    store.create()
    _row(store).update(
        account=account,
        label=device.label[:120],
        idle_seconds=device.idle_seconds,
        verified_at=now if verified else None,
        acting_as=_only_role(account) if verified else None,
        expires_at=now + ABSOLUTE_LIFE,
    )
    if verified:
        Account.objects.filter(pk=account.pk).update(last_login=now)


def strengthen(store: SessionStore, account: Account, method: str) -> None:
    """The second factor was shown: a new key, and from now on a verified session.

    Shown once more, for a grave step, it only makes the session fresh: a new key would end the
    sockets of the person's other windows.
    """
    now, row = clock.now(), _must(store)
    store["method"] = method
    if row.verified_at is not None:
        _row(store).update(verified_at=now, gesture_at=now)
        return
    rotate(store, verified_at=now, acting_as=_only_role(account), gesture_at=now)
    Account.objects.filter(pk=account.pk).update(last_login=now)


def rotate(store: SessionStore, **changes: Any) -> None:
    """The same session under a new key; sockets opened with the old one end."""
    old = _must(store)
    kept = {
        "account_id": old.account_id,
        "acting_as_id": old.acting_as_id,
        "label": old.label,
        "idle_seconds": old.idle_seconds,
        "verified_at": old.verified_at,
        "created_at": old.created_at,
        "gesture_at": old.gesture_at,
        "expires_at": old.expires_at,
    }
    store.cycle_key()
    _row(store).update(**kept)
    if changes:
        _row(store).update(**changes)


def act_as(store: SessionStore, practitioner_role: UUID) -> None:
    """Choose for which organisation, and as what, to act from now on."""
    role = (
        PractitionerRole.objects.active()
        .filter(pk=practitioner_role, practitioner__account=_must(store).account)
        .first()
    )
    if role is None:
        raise Conflict("changed-meanwhile")
    with access.witnessed(f"PractitionerRole/{role.pk}", "session:act-as", source=tag_of(store)):
        rotate(store, acting_as=role)
    bell.check()


def sign_out(store: SessionStore) -> None:
    row = store.row
    if row is not None and row.account_id is not None:
        with access.witnessed(f"Account/{row.account_id}", "session:end", source=tag_of(store)):
            store.flush()
    else:
        store.flush()
    bell.check()


def end(account: UUID, tag: str, source: str) -> None:
    """End one of one's own sessions, named by its tag."""
    with access.witnessed(f"Account/{account}", "session:end", entity=tag, source=source):
        found = Session.objects.filter(account_id=account, key_hash__startswith=tag)
        if len(tag) == sessions.TAG_LENGTH:
            found.delete()
    bell.check()


def end_others(store: SessionStore) -> None:
    """Sign out everywhere but here."""
    row = _must(store)
    with access.witnessed(f"Account/{row.account_id}", "session:end-others", source=tag_of(store)):
        Session.objects.filter(account=row.account).exclude(pk=row.pk).delete()
    bell.check()


def end_all(account: UUID) -> None:
    """Inside the caller's transaction; the caller wakes the pump."""
    Session.objects.filter(account_id=account).delete()


def draft_key(store: SessionStore) -> str:
    """What the device seals its drafts with: base64 of 32 bytes, known to this session only."""
    if "draft-key" not in store:
        store["draft-key"] = _new_draft_key()
    return str(store["draft-key"])


def is_fresh(store: SessionStore, at: datetime) -> bool:
    """Whether the second factor was shown a short while ago, as administration asks."""
    row = store.row
    return row is not None and row.verified_at is not None and at - row.verified_at < FRESH


def tag_of(store: SessionStore) -> str:
    return sessions.tag(hashed(store.session_key or ""))


def _kept_draft_key(store: SessionStore, account: UUID) -> str | None:
    store.get("_")  # loads the row
    row = store.row
    if row is None or row.account_id != account:
        return None
    key: str | None = store.get("draft-key")
    return key


def _kept_invitation(store: SessionStore, account: UUID) -> dict[str, str]:
    row = store.row
    if row is None or row.account_id not in (None, account) or INVITED not in store:
        return {}
    return {INVITED: store[INVITED]}


def _new_draft_key() -> str:
    return base64.b64encode(secrets.token_bytes(DRAFT_KEY_BYTES)).decode()


def _only_role(account: Account) -> PractitionerRole | None:
    """Nobody with one role is asked to choose."""
    roles = PractitionerRole.objects.active().filter(practitioner_id=account.practitioner_id)
    first_two = list(roles[:2])
    return first_two[0] if len(first_two) == 1 else None


def _row(store: SessionStore) -> Any:  # a queryset of Session; django-stubs names it privately
    return Session.objects.filter(pk=hashed(store.session_key or ""))


def _must(store: SessionStore) -> Session:
    store.get("_")  # loads the row
    if store.row is None:
        raise Conflict("changed-meanwhile")
    return store.row
