"""What a person sees of their own account."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sharing import clock, sessions
from sharing.labels import ROLE_LABELS
from sharing.models import Account, Passkey, PractitionerRole, RecoveryCode, Session, TotpDevice
from sharing.queries.qualification import qualification_labels
from sharing.vocabulary import Role


@dataclass(frozen=True)
class SessionRow:
    tag: str
    label: str
    since: datetime
    used_at: datetime
    here: bool


@dataclass(frozen=True)
class PasskeyRow:
    id: UUID
    name: str
    created_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class RoleRow:
    id: UUID
    organization: str
    role_label: str
    chosen: bool


@dataclass(frozen=True)
class Profile:
    name: str
    login_name: str
    language: str
    appearance: str
    has_password: bool
    totp_since: datetime | None
    codes_left: int
    passkeys: tuple[PasskeyRow, ...]
    sessions: tuple[SessionRow, ...]
    roles: tuple[RoleRow, ...]
    qualifications: tuple[str, ...]


def profile(account_id: UUID, session: str, role: UUID | None) -> Profile:
    """`session` is the hash of this session's key."""
    account = Account.objects.select_related("practitioner").get(pk=account_id)
    totp = TotpDevice.objects.filter(account=account).first()
    return Profile(
        name=account.practitioner.name,
        login_name=account.login_name,
        language=account.language,
        appearance=account.appearance,
        has_password=account.has_usable_password(),
        totp_since=totp.created_at if totp else None,
        codes_left=RecoveryCode.objects.filter(account=account, used_at=None).count(),
        passkeys=_passkeys(account),
        sessions=_sessions(account, session),
        roles=tuple(roles(account_id, role)),
        qualifications=tuple(qualification_labels(account.practitioner.qualifications.all())),
    )


def roles(account_id: UUID, chosen: UUID | None) -> list[RoleRow]:
    """Where, and as what, this person may act."""
    found = (
        PractitionerRole.objects.active()
        .filter(practitioner__account=account_id)
        .select_related("organization")
        .order_by("organization__name", "role", "pk")
    )
    return [
        RoleRow(
            works.pk,
            works.organization.name,
            str(ROLE_LABELS[Role(works.role)]),
            works.pk == chosen,
        )
        for works in found
    ]


def _passkeys(account: Account) -> tuple[PasskeyRow, ...]:
    found = Passkey.objects.filter(account=account, revoked_at=None).order_by("created_at", "pk")
    return tuple(PasskeyRow(key.pk, key.name, key.created_at, key.used_at) for key in found)


def _sessions(account: Account, here: str) -> tuple[SessionRow, ...]:
    found = Session.objects.filter(account=account, expires_at__gt=clock.now()).order_by(
        "-gesture_at", "pk"
    )
    return tuple(
        SessionRow(sessions.tag(row.pk), row.label, row.created_at, row.gesture_at, row.pk == here)
        for row in found
    )
