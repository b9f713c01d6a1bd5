"""Where sessions are stored: keys as hashes, contents sealed, one statement to know who it is."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import orjson
from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction

from sharing import clock, keys, sql
from sharing.keyring import CannotOpen
from sharing.models import Account, Organization, Practitioner, PractitionerRole, Session
from sharing.writing import writing

ABSOLUTE_LIFE = timedelta(hours=12)
TAG_LENGTH = 16


def hashed(session_key: str) -> str:
    return sha256(session_key.encode()).hexdigest()


def tag(key_hash: str) -> str:
    """Names a session in the trace and to its owner; opens nothing."""
    return key_hash[:TAG_LENGTH]


class SessionStore(SessionBase):
    """Django's session interface over our table (SESSION_ENGINE)."""

    row: Session | None = None

    def load(self) -> dict[str, Any]:
        self.row = _found(hashed(self.session_key or ""))
        if self.row is None:
            self._session_key = None
            return {}
        return _opened(self.row)

    async def aload(self) -> dict[str, Any]:
        raise NotImplementedError("sessions are read from request threads only")

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(pk=hashed(session_key)).exists()

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]  # not in stubs
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            self.create()
            return
        key_hash = hashed(self.session_key)
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # not in stubs
        sealed = keys.seal_with("sessions", orjson.dumps(data), key_hash.encode())
        if must_create:
            self.row = self._insert(key_hash, sealed)
        elif not Session.objects.filter(pk=key_hash).update(data=sealed):
            raise UpdateError

    def keep(self, name: str, value: Any) -> None:  # Any: whatever JSON can hold
        """Put one value beside what stands there now, whatever another request just put."""
        key_hash = hashed(self.session_key or "")
        with writing():
            row = Session.objects.select_for_update().filter(pk=key_hash).first()
            if row is not None:
                data = orjson.dumps({**_opened(row), name: value})
                sealed = keys.seal_with("sessions", data, key_hash.encode())
                Session.objects.filter(pk=key_hash).update(data=sealed)

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(pk=hashed(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        Session.objects.filter(expires_at__lte=clock.now()).delete()

    def _insert(self, key_hash: str, sealed: bytes) -> Session:
        now = clock.now()
        try:
            with transaction.atomic():
                return Session.objects.create(
                    pk=key_hash,
                    data=sealed,
                    created_at=now,
                    gesture_at=now,
                    expires_at=now + ABSOLUTE_LIFE,
                    idle_seconds=settings.IDLE_SECONDS_TOUCH,
                )
        except IntegrityError as error:
            raise CreateError from error


def living(key_hashes: Iterable[str]) -> frozenset[str]:
    """Which of these sessions may go on now: verified, not idle, not suspended, at work."""
    now = clock.now()
    found = Session.objects.filter(
        pk__in=list(key_hashes),
        expires_at__gt=now,
        verified_at__isnull=False,
        account__suspended_at=None,
        acting_as__ended_at=None,
        acting_as__isnull=False,
    ).values_list("pk", "gesture_at", "idle_seconds")
    return frozenset(
        key for key, gesture_at, idle in found if (now - gesture_at).total_seconds() < idle
    )


def renew(row: Session, now: datetime) -> None:
    """A person touched the device. Writes at most twice a minute."""
    if (now - row.gesture_at).total_seconds() >= 30:
        Session.objects.filter(pk=row.pk, gesture_at__lt=now).update(gesture_at=now)


_SESSION = sql.Part(Session, "session")
_ACCOUNT = sql.Part(Account, "account")
_PERSON = sql.Part(Practitioner, "person")
_WORKS = sql.Part(PractitionerRole, "works")
_ORGANIZATION = sql.Part(Organization, "organization")
_PARTS: tuple[sql.Part[Any], ...] = (_SESSION, _ACCOUNT, _PERSON, _WORKS, _ORGANIZATION)
_FIND = f"""
SELECT {", ".join(part.columns for part in _PARTS)}
FROM sharing_session session
LEFT JOIN sharing_account account ON account.id = session.account_id
LEFT JOIN sharing_practitioner person ON person.id = account.practitioner_id
LEFT JOIN sharing_practitionerrole works ON works.id = session.acting_as_id
LEFT JOIN sharing_organization organization
       ON organization.compartment_id = works.organization_id
WHERE session.key_hash = %(key)s AND session.expires_at > %(now)s
"""  # noqa: S608 - columns come from the models


def _found(key_hash: str) -> Session | None:
    """A session with whose it is and what they act as, in one statement: every request asks it."""
    found = sql.select(_FIND, {"key": key_hash, "now": sql.moment(clock.now())})
    return _joined(found[0]) if found else None


def _joined(values: Sequence[Any]) -> Session:
    rows: list[Any] = []
    for part in _PARTS:
        rows.append(part.read(values[: part.width]))
        values = values[part.width :]
    session, account, person, works, organization = rows
    if account is not None:
        account.practitioner = person
    if works is not None:
        works.organization = organization
    session.account, session.acting_as = account, works
    row: Session = session
    return row


def _opened(row: Session) -> dict[str, Any]:
    try:
        data: dict[str, Any] = orjson.loads(
            keys.open_with("sessions", bytes(row.data), row.pk.encode())
        )
    except CannotOpen:
        return {}
    return data
