"""People join a patient's team and leave it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sharing import access, bell
from sharing.actor import Actor
from sharing.deed import Conflict, Deed
from sharing.invalid import Invalid
from sharing.models import CareTeamMember, ConsentedOrganization, PractitionerRole
from sharing.vocabulary import Action, LineKind


def add_member(actor: Actor, compartment: UUID, practitioner_role: UUID) -> None:
    """Raises `Conflict`: no-consent, already-member; `Invalid` for nobody at work."""
    with access.permitted(actor, Action.CARE_TEAM_AMEND, compartment, entity="CareTeam") as deed:
        take_in(deed, practitioner_role)


def take_in(deed: Deed, practitioner_role: UUID) -> None:
    """Add a member to a room that is open already."""
    works = PractitionerRole.objects.active().filter(pk=practitioner_role).first()
    if works is None:
        raise Invalid({"practitioner_role": _("Please choose a person of the list.")})
    if not _consented(deed.compartment, works.organization_id):
        raise Conflict("no-consent")
    if CareTeamMember.objects.filter(
        compartment_id=deed.compartment, member=works, until=None
    ).exists():
        raise Conflict("already-member")
    CareTeamMember.objects.create(
        compartment_id=deed.compartment,
        member=works,
        since=deed.at,
        added_by_id=deed.actor.practitioner_role_id,
    )
    deed.journal(LineKind.MEMBER, works.pk)


def remove_member(actor: Actor, compartment: UUID, practitioner_role: UUID) -> None:
    """End a membership at once, with everything that is open by it.

    Raises `Conflict`: changed-meanwhile when there is no such member, last-member when nobody
    would be left who may let others in.
    """
    with access.permitted(actor, Action.CARE_TEAM_AMEND, compartment, entity="CareTeam") as deed:
        ended = CareTeamMember.objects.filter(
            compartment_id=compartment, member_id=practitioner_role, until=None
        ).update(until=deed.at, removed_by_id=deed.actor.practitioner_role_id)
        if not ended:
            raise Conflict("changed-meanwhile")
        if not access.who_may(Action.CARE_TEAM_AMEND, compartment):
            raise Conflict("last-member")
        deed.journal(LineKind.MEMBER, practitioner_role, also=frozenset({practitioner_role}))
        transaction.on_commit(bell.check)


def _consented(compartment: UUID, organization: UUID) -> bool:
    return ConsentedOrganization.objects.filter(
        compartment_id=compartment, organization_id=organization, withdrawn_at=None
    ).exists()
