"""Who the record is about: one row a room, with every older version kept."""

from uuid import UUID

from django.db import models

from sharing.keys import Place
from sharing.models import Compartment, InCompartment, PractitionerRole


def demographics_place(compartment: UUID, version: int) -> Place:
    return Place("patient.demographics", compartment, version)


class Patient(models.Model):
    """JP_Patient. Shares its primary key with its room; name, birth, sex, address are sealed."""

    compartment = models.OneToOneField(
        Compartment, models.PROTECT, primary_key=True, related_name="patient"
    )
    demographics = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")

    compartment_id: UUID
    recorded_by_id: UUID

    @property
    def place(self) -> Place:
        return demographics_place(self.compartment_id, self.version)


class PatientVersion(InCompartment):
    """What the demographics said before, sealed as it was when it was current."""

    demographics = models.BinaryField()
    version = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")

    recorded_by_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["compartment", "version"], name="one_patient_version")
        ]

    @classmethod
    def of(cls, patient: Patient) -> "PatientVersion":
        return cls(
            compartment_id=patient.compartment_id,
            demographics=patient.demographics,
            version=patient.version,
            recorded_at=patient.recorded_at,
            recorded_by_id=patient.recorded_by_id,
        )

    @property
    def place(self) -> Place:
        return demographics_place(self.compartment_id, self.version)
