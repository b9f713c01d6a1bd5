"""The people of an organisation, as its administrator sees them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sharing import access, clock
from sharing.actor import Actor
from sharing.labels import ROLE_LABELS
from sharing.models import (
    Account,
    Invitation,
    PractitionerRole,
    TotpDevice,
)
from sharing.queries.qualification import qualification_labels
from sharing.vocabulary import Action, Role


@dataclass(frozen=True)
class StaffRow:
    """One person at work here. `owned` when the account belongs to this organisation."""

    account: UUID | None
    role: UUID | None
    name: str
    role_label: str
    qualifications: tuple[str, ...]
    administrator: bool
    suspended: bool
    owned: bool
    me: bool
    passkeys: int
    totp: bool
    sessions: int
    signed_in_at: datetime | None


@dataclass(frozen=True)
class InvitationRow:
    id: UUID
    name: str
    role_label: str
    renewal: bool
    expires_at: datetime


@dataclass(frozen=True)
class Staff:
    """`details` is false for those who are no administrators: names and roles only."""

    details: bool
    people: tuple[StaffRow, ...]
    invitations: tuple[InvitationRow, ...]


def staff(actor: Actor) -> Staff:
    here = actor.organization_id
    details = Action.ACCOUNT_INVITE in access.may(actor, here)
    with access.permitted(actor, Action.ACCOUNT_READ, here, entity="staff"):
        people = tuple(_person(works, actor, details=details) for works in _people(here))
        return Staff(details, people, _invitations(here) if details else ())


def _people(organization: UUID) -> QuerySet[PractitionerRole]:
    account = OuterRef("practitioner__account")
    living = Q(
        practitioner__account__sessions__expires_at__gt=clock.now(),
        practitioner__account__sessions__verified_at__isnull=False,
    )
    return (
        PractitionerRole.objects.active()
        .filter(organization_id=organization)
        .select_related("practitioner__account")
        .prefetch_related("practitioner__qualifications")
        .annotate(
            session_count=Count("practitioner__account__sessions", filter=living, distinct=True),
            passkey_count=Count(
                "practitioner__account__passkeys",
                filter=Q(
                    practitioner__account__passkeys__isnull=False,
                    practitioner__account__passkeys__revoked_at=None,
                ),
                distinct=True,
            ),
            has_totp=Exists(TotpDevice.objects.filter(account=account)),
        )
        .order_by("practitioner__kana", "practitioner__family_name", "pk")
    )


def _person(works: PractitionerRole, actor: Actor, *, details: bool) -> StaffRow:
    account: Account | None = getattr(works.practitioner, "account", None)
    shown = account if details else None
    return StaffRow(
        account=shown.pk if shown else None,
        role=works.pk if details else None,
        name=works.practitioner.name,
        role_label=str(ROLE_LABELS[Role(works.role)]),
        qualifications=tuple(qualification_labels(works.practitioner.qualifications.all())),
        administrator=works.administrator,
        suspended=account is not None and account.suspended_at is not None,
        owned=shown is not None and shown.owner_id == actor.organization_id,
        me=works.pk == actor.practitioner_role_id,
        passkeys=works.passkey_count if shown else 0,  # type: ignore[attr-defined]  # annotated
        totp=bool(shown and works.has_totp),  # type: ignore[attr-defined]  # annotated
        sessions=works.session_count if shown else 0,  # type: ignore[attr-defined]  # annotated
        signed_in_at=shown.last_login if shown else None,
    )


def _invitations(organization: UUID) -> tuple[InvitationRow, ...]:
    open_ones = Invitation.objects.filter(
        organization_id=organization, used_at=None, revoked_at=None, expires_at__gt=clock.now()
    ).order_by("created_at", "pk")
    return tuple(
        InvitationRow(
            row.pk,
            row.name,
            str(ROLE_LABELS[Role(row.role)]) if row.role else "",
            row.account_id is not None,
            row.expires_at,
        )
        for row in open_ones
    )
