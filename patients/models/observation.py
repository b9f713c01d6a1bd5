"""What was measured: one row a reading, under the entry that told it."""

from enum import StrEnum

from django.db import models

from sharing.keys import Place
from sharing.models import InCompartment
from sharing.uuid7 import uuid7


class ObservationStatus(StrEnum):
    """FHIR: Observation.status, as far as it is used."""

    FINAL = "final"
    SUPERSEDED = "superseded"
    ENTERED_IN_ERROR = "entered-in-error"


class Observation(InCompartment):
    """One reading of a set of vitals. `entry` is the communication that carries it.

    The sealed value is the reading as `patients.vitals.dump` writes it, options included.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    entry = models.UUIDField(db_index=True)
    code = models.CharField(max_length=20)
    loinc = models.CharField(max_length=10, blank=True)
    set_number = models.PositiveSmallIntegerField()
    value = models.BinaryField()
    effective_at = models.DateTimeField()
    status = models.CharField(
        max_length=20, choices=[(status, status) for status in ObservationStatus]
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["compartment", "code", "-effective_at"], name="readings_of_a_patient"
            )
        ]

    @property
    def place(self) -> Place:
        return Place("observation.value", self.pk)
