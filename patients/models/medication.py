"""What a patient takes (FHIR: MedicationStatement), and what was found left over."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from sharing.keys import Place
from sharing.models import InCompartment, PractitionerRole
from sharing.uuid7 import uuid7


class MedicationStatement(InCompartment):
    """One medicine as it is taken from a day on. A change is a new row that replaces this one.

    The sealed body holds name, dose, usage, reason and source of the change; `entry` is the
    communication it was taken from, if any.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.BinaryField()
    entry = models.UUIDField(null=True)
    effective_date = models.DateField()
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")
    ended_date = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(PractitionerRole, models.PROTECT, null=True, related_name="+")
    end_body = models.BinaryField(null=True)

    recorded_by_id: UUID
    replaces_id: UUID | None

    class Meta:
        indexes = [
            models.Index(
                fields=["compartment", "effective_date"],
                condition=Q(ended_at=None),
                name="medicines_in_force",
            )
        ]

    @property
    def place(self) -> Place:
        return Place("medication_statement.body", self.pk)

    @property
    def end_place(self) -> Place:
        return Place("medication_statement.end_body", self.pk)


class MedicationCount(InCompartment):
    """残薬: what was counted of one medicine, by whom and why it was left; sealed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    medication = models.ForeignKey(
        MedicationStatement, models.PROTECT, null=True, related_name="counts"
    )
    body = models.BinaryField()
    entry = models.UUIDField(null=True)
    counted_at = models.DateTimeField()
    # The entry that told it was taken back, or says something else now.
    withdrawn_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")

    recorded_by_id: UUID

    class Meta:
        indexes = [models.Index(fields=["compartment", "-counted_at"], name="counts_by_time")]

    @property
    def place(self) -> Place:
        return Place("medication_count.body", self.pk)
