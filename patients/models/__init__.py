"""The rows of the record; what they say of a patient is sealed."""

from patients.models.identifier import PatientIdentifier
from patients.models.item import PatientItem
from patients.models.location import PatientLocation
from patients.models.medication import MedicationCount, MedicationStatement
from patients.models.observation import Observation
from patients.models.patient import Patient, PatientVersion
from patients.models.visit import Attendance, Visit, VisitSeries

__all__ = [
    "Attendance",
    "MedicationCount",
    "MedicationStatement",
    "Observation",
    "Patient",
    "PatientIdentifier",
    "PatientItem",
    "PatientLocation",
    "PatientVersion",
    "Visit",
    "VisitSeries",
]
