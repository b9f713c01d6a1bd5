"""What a record says of a patient besides who it is: added, and ended again."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from patients.vocabulary import ItemKind
from sharing.keys import Place
from sharing.models import InCompartment, PractitionerRole
from sharing.uuid7 import uuid7


class PatientItem(InCompartment):
    """An allergy, a problem, a device, a key person. Never changed: a new one replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in ItemKind])
    body = models.BinaryField()
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(PractitionerRole, models.PROTECT, null=True, related_name="+")
    end_reason = models.BinaryField(null=True)

    recorded_by_id: UUID
    ended_by_id: UUID | None

    class Meta:
        indexes = [
            models.Index(
                fields=["compartment", "recorded_at"],
                condition=Q(ended_at=None),
                name="items_in_force",
            )
        ]

    @property
    def place(self) -> Place:
        return Place("patient_item.body", self.pk)

    @property
    def reason_place(self) -> Place:
        return Place("patient_item.end_reason", self.pk)
