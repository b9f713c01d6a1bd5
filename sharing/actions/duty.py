"""Tonight's practitioner for a circle's patients, and which patients a circle covers."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sharing import access, bell
from sharing.actor import Actor
from sharing.deed import Conflict
from sharing.invalid import Invalid
from sharing.models import Compartment, Duty, PractitionerRole
from sharing.uuid7 import uuid7
from sharing.vocabulary import Action, LineKind


def assign_duty(
    actor: Actor, circle: UUID, practitioner_role: UUID, since: datetime, until: datetime
) -> UUID:
    """Put somebody on duty for a circle; they may open its patients' rooms in that time."""
    if until <= since:
        raise Invalid({"until": _("The end must be later than the beginning.")})
    with access.permitted(actor, Action.DUTY_AMEND, circle, entity="Duty") as deed:
        if not PractitionerRole.objects.active().filter(pk=practitioner_role).exists():
            raise Invalid({"practitioner_role": _("Please choose a person of the list.")})
        duty = Duty.objects.create(
            pk=uuid7(),
            compartment_id=circle,
            on_duty_id=practitioner_role,
            since=since,
            until=until,
        )
        deed.journal(LineKind.MEMBER, duty.pk)
        transaction.on_commit(bell.check)
        return duty.pk


def hand_back(actor: Actor, circle: UUID, duty: UUID) -> None:
    """The duty is over before its time: its rooms close at once."""
    with access.permitted(actor, Action.DUTY_AMEND, circle, entity="Duty") as deed:
        ended = Duty.objects.filter(pk=duty, compartment_id=circle, handed_back_at=None).update(
            handed_back_at=deed.at
        )
        if not ended:
            raise Conflict("changed-meanwhile")
        deed.journal(LineKind.MEMBER, duty)
        transaction.on_commit(bell.check)


def cover(actor: Actor, compartment: UUID, circle: UUID | None) -> None:
    """Let a circle's duty look after a patient's nights; None ends that.

    The actor must stand in the circle, so that nobody hands a patient to strangers.
    """
    if circle is not None and Action.DUTY_AMEND not in access.may(actor, circle):
        raise Invalid({"circle": _("Please choose a circle of the list.")})
    with access.permitted(actor, Action.CARE_TEAM_AMEND, compartment, entity="CareTeam") as deed:
        Compartment.objects.filter(pk=compartment).update(circle_id=circle)
        deed.journal(LineKind.MEMBER, circle or compartment)
        transaction.on_commit(bell.check)
