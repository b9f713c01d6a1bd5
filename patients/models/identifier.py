"""A patient's numbers: sealed, and found again by a keyed tag."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from patients.vocabulary import PERSONAL_NUMBERS, IdentifierSystem
from sharing.keys import Place
from sharing.models import InCompartment, Organization, PractitionerRole
from sharing.uuid7 import uuid7


class PatientIdentifier(InCompartment):
    """Patient.identifier. `tag` is `sharing.keys.known_number` of system and number."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    system = models.CharField(
        max_length=20, choices=[(system, system) for system in IdentifierSystem]
    )
    value = models.BinaryField()
    tag = models.BinaryField(max_length=32)
    # Whose number it is, for those that count within one organisation only.
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(PractitionerRole, models.PROTECT, null=True, related_name="+")

    organization_id: UUID | None
    recorded_by_id: UUID
    ended_by_id: UUID | None

    class Meta:
        indexes = [
            models.Index(fields=["tag"], name="known_numbers"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["tag"],
                condition=Q(ended_at=None, system__in=sorted(PERSONAL_NUMBERS)),
                name="one_patient_per_number",
            )
        ]

    @property
    def place(self) -> Place:
        return Place("patient_identifier.value", self.pk)
