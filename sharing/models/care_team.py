"""Who stands in a room, as what, from when to when; who is on duty for a circle."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from sharing.models.compartment import InCompartment
from sharing.models.organization import PractitionerRole
from sharing.uuid7 import uuid7


class CareTeamQuerySet(models.QuerySet["CareTeamMember"]):
    def present(self, at: datetime) -> "CareTeamQuerySet":
        return self.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


class CareTeamMember(InCompartment):
    """CareTeam.participant: a practitioner role with a period in one patient's room."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    member = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="memberships")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    added_by = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")
    removed_by = models.ForeignKey(PractitionerRole, models.PROTECT, null=True, related_name="+")

    member_id: UUID

    objects = CareTeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["compartment", "member"],
                condition=Q(until=None),
                name="one_open_membership",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="membership_ends_later"
            ),
        ]


class Duty(InCompartment):
    """Tonight's practitioner for every patient of a circle; the room is the circle's."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    on_duty = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="duties")
    since = models.DateTimeField()
    until = models.DateTimeField()
    handed_back_at = models.DateTimeField(null=True)

    on_duty_id: UUID

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="duty_ends_later")
        ]


class JoinRequest(InCompartment):
    """Someone who knows the patient's insurer number asks the team to be let in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    asked_by = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(PractitionerRole, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True)

    asked_by_id: UUID
