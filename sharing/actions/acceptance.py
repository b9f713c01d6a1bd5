"""Somebody who has an account already takes up work for another organisation that invites them."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from sharing import access
from sharing.actions import session
from sharing.actions.account import take_up_work
from sharing.actions.invitation import usable, use_up
from sharing.deed import Conflict
from sharing.invalid import Invalid
from sharing.labels import ROLE_LABELS
from sharing.models import Account, Invitation, PractitionerRole
from sharing.sessions import SessionStore
from sharing.vocabulary import Role


@dataclass(frozen=True)
class Offer:
    """Who is invited to what. `name` is as the administrator wrote it."""

    invitation: UUID
    name: str
    organization_id: UUID
    organization: str
    role: Role
    administrator: bool

    @property
    def role_label(self) -> str:
        return str(ROLE_LABELS[self.role])


def offered(store: SessionStore) -> Offer | None:
    """What was opened on this device before signing in; None when it can no longer be used."""
    known = store.get(session.INVITED)
    invitation = usable(pk=known, account=None) if known else None
    if invitation is None:
        return None
    return Offer(
        invitation=invitation.pk,
        name=invitation.name,
        organization_id=invitation.organization_id,
        organization=invitation.organization.name,
        role=Role(invitation.role),
        administrator=invitation.administrator,
    )


def accept(store: SessionStore, account_id: UUID) -> None:
    """The account stays with the organisation that owns it; only a role is added.

    Raises `Conflict` when the link cannot be used any more, `Invalid` for a role held already.
    """
    offer = offered(store)
    if offer is None:
        raise Conflict("changed-meanwhile")
    account = Account.objects.get(pk=account_id)
    with access.witnessed(
        f"Account/{account_id}",
        "invitation:accept",
        entity=f"Invitation/{offer.invitation}",
        source=session.tag_of(store),
        room=offer.organization_id,
    ):
        use_up(offer.invitation)
        _refuse_a_second_time(account, offer)
        take_up_work(
            account.practitioner_id,
            offer.organization_id,
            offer.role,
            administrator=offer.administrator,
        )
        Invitation.objects.filter(pk=offer.invitation).update(account=account)
    del store[session.INVITED]


def _refuse_a_second_time(account: Account, offer: Offer) -> None:
    held = PractitionerRole.objects.active().filter(
        practitioner_id=account.practitioner_id,
        organization_id=offer.organization_id,
        role=offer.role,
    )
    if held.exists():
        raise Invalid({"role": _("You work there in this role already.")})
