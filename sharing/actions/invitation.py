"""Single-use links: who is invited, by whom, and for how long."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet

from sharing import access, clock
from sharing.actions.organization import found_organization
from sharing.actor import Actor
from sharing.deed import Conflict, Deed
from sharing.models import Account, Invitation, Organization
from sharing.uuid7 import uuid7
from sharing.vocabulary import Action, OrganizationKind, Role

LIFE = timedelta(hours=72)
TOKEN_BYTES = 32


@dataclass(frozen=True)
class Link:
    """Shown once: only a hash of the token is kept."""

    invitation: UUID
    token: str
    name: str
    expires_at: datetime


def invite(actor: Actor, name: str, role: Role, *, administrator: bool) -> Link:
    """A colleague-to-be at the actor's own organisation."""
    invitation = uuid7()
    with access.permitted(
        actor, Action.ACCOUNT_INVITE, actor.organization_id, entity=f"Invitation/{invitation}"
    ):
        return issue(
            invitation,
            actor.organization_id,
            name,
            role,
            administrator=administrator,
            invited_by=actor.practitioner_role_id,
        )


def revoke(actor: Actor, invitation: UUID) -> None:
    with access.permitted(
        actor, Action.ACCOUNT_INVITE, actor.organization_id, entity=f"Invitation/{invitation}"
    ) as deed:
        revoked = Invitation.objects.filter(
            pk=invitation,
            organization_id=actor.organization_id,
            used_at=None,
            revoked_at=None,
        ).update(revoked_at=deed.at)
        if not revoked:
            raise Conflict("changed-meanwhile")


def invite_first_administrator(
    organization: str, kind: OrganizationKind, name: str, role: Role
) -> Link:
    """By who holds the server: founds the organisation when there is none of this name."""
    invitation = uuid7()
    with access.witnessed(
        "Server/operator", Action.ACCOUNT_INVITE, entity=f"Invitation/{invitation}"
    ):
        known = Organization.objects.filter(name=organization).first()
        room = known.pk if known is not None else found_organization(organization, kind)
        return issue(invitation, room, name, role, administrator=True)


def issue(
    invitation: UUID,
    organization: UUID,
    name: str,
    role: str,
    *,
    administrator: bool = False,
    invited_by: UUID | None = None,
    account: Account | None = None,
) -> Link:
    """Inside the caller's transaction."""
    token, now = secrets.token_urlsafe(TOKEN_BYTES), clock.now()
    Invitation.objects.create(
        pk=invitation,
        token_hash=token_hash(token),
        organization_id=organization,
        invited_by_id=invited_by,
        account=account,
        name=name,
        role=role,
        administrator=administrator,
        created_at=now,
        expires_at=now + LIFE,
    )
    return Link(invitation, token, name, now + LIFE)


def usable(**which: object) -> Invitation | None:
    """One that was neither used nor revoked and has not expired."""
    return _usable().select_related("organization", "account").filter(**which).first()


def use_up(invitation: UUID) -> None:
    """Of two who come at the same time one gets in; inside the caller's transaction."""
    if not _usable().filter(pk=invitation).update(used_at=clock.now()):
        raise Conflict("changed-meanwhile")


def revoke_those_of(deed: Deed, practitioner: UUID) -> None:
    """What somebody who leaves handed out must not let them in again under another name."""
    handed_out = Invitation.objects.filter(
        organization_id=deed.compartment,
        invited_by__practitioner_id=practitioner,
        used_at=None,
        revoked_at=None,
    )
    handed_out.update(revoked_at=deed.at)


def token_hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _usable() -> QuerySet[Invitation]:
    return Invitation.objects.filter(used_at=None, revoked_at=None, expires_at__gt=clock.now())
