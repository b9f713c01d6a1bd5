"""Planned visits: the rule they repeat by, each visit that differs or began, and who was there."""

from uuid import UUID

from django.db import models
from django.db.models import F, Q

from patients.vocabulary import VisitState
from sharing.keys import Place
from sharing.models import InCompartment, Organization, PractitionerRole
from sharing.uuid7 import uuid7


class VisitSeries(InCompartment):
    """A rule by which visits repeat (FHIR: Appointment.recurrenceTemplate), or a single one.

    Times are those of the clock on the wall. `weekdays` holds digits 0 (Monday) to 6; every
    `interval`-th week counts from the week of `first_date`. Kind and remark are sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    visitor = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")
    first_date = models.DateField()
    last_date = models.DateField(null=True)
    weekdays = models.CharField(max_length=7, blank=True)
    interval = models.PositiveSmallIntegerField(default=1)
    begins = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    body = models.BinaryField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    organization_id: UUID
    visitor_id: UUID

    class Meta:
        indexes = [
            models.Index(
                fields=["compartment", "first_date"],
                condition=Q(ended_at=None),
                name="series_in_force",
            )
        ]

    @property
    def place(self) -> Place:
        return Place("visit_series.body", self.pk)


class Visit(InCompartment):
    """One visit that has a row: it began, was moved, was cancelled, or was never planned."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    series = models.ForeignKey(VisitSeries, models.PROTECT, null=True, related_name="visits")
    # The day the rule gave it; with the series it names this visit for good.
    planned_date = models.DateField()
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    visitor = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(
        max_length=12,
        choices=[(state, state) for state in VisitState],
        default=VisitState.PLANNED,
    )
    note = models.UUIDField(null=True)
    body = models.BinaryField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")

    series_id: UUID | None
    organization_id: UUID
    visitor_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "planned_date"], name="one_visit_a_day"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="visit_ends_later"
            ),
        ]
        indexes = [models.Index(fields=["compartment", "begins_at"], name="visits_by_time")]

    @property
    def place(self) -> Place:
        return Place("visit.body", self.pk)


class Attendance(InCompartment):
    """One practitioner at one visit, from the tap at the door to the tap on leaving."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="attendances")
    practitioner_role = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    visit_id: UUID
    practitioner_role_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "practitioner_role"], name="one_attendance_a_visit"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gt=F("started_at")),
                name="attendance_ends_later",
            ),
        ]
