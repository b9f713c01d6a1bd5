"""所在: where the patient is, from when to when."""

from uuid import UUID

from django.db import models

from sharing.keys import Place
from sharing.models import InCompartment, PractitionerRole
from sharing.uuid7 import uuid7


class PatientLocation(InCompartment):
    """One stay; where it is, and ward or place, are sealed. The one without `until` is now."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.BinaryField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")

    recorded_by_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["compartment"], condition=models.Q(until=None), name="one_location_now"
            )
        ]

    @property
    def place(self) -> Place:
        return Place("patient_location.body", self.pk)
