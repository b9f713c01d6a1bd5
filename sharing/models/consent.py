"""What the patient agreed to: which organisations may share the record."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from sharing.models.compartment import InCompartment
from sharing.models.organization import Organization, PractitionerRole
from sharing.uuid7 import uuid7
from sharing.vocabulary import ConsentKind


class Consent(InCompartment):
    """One agreement; `note` (who explained, to whom) is sealed and required when it was oral."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in ConsentKind])
    given_date = models.DateField()
    obtained_by = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    note = models.BinaryField()

    obtained_by_id: UUID


class ConsentedOrganization(models.Model):
    """An organisation that a consent names, until the patient withdraws it."""

    consent = models.ForeignKey(Consent, models.PROTECT, related_name="organizations")
    # Repeats the consent's room, so that one index answers "may this organisation?".
    compartment = models.ForeignKey("sharing.Compartment", models.PROTECT, related_name="consented")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(PractitionerRole, models.PROTECT, null=True, related_name="+")

    compartment_id: UUID
    organization_id: UUID

    class Meta:
        indexes = [
            models.Index(
                fields=["compartment", "organization"],
                condition=Q(withdrawn_at=None),
                name="consent_in_force",
            )
        ]
