"""Closed rooms: one for each patient, circle and organisation. Everything clinical is in one."""

from collections.abc import Iterable
from typing import Self, TypeVar
from uuid import UUID

from django.db import models

from sharing.uuid7 import uuid7
from sharing.vocabulary import LineKind, RoomKind


class Compartment(models.Model):
    """A room (FHIR: the Patient compartment, and its like for circles and organisations).

    `cursor` counts what has happened here and is raised only under this row's lock, so the lines
    of one room have no gap and stand in the order of their commits.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in RoomKind])
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="sub_rooms")
    # Whose duty roster covers this patient's nights: a room of kind circle.
    circle = models.ForeignKey("self", models.PROTECT, null=True, related_name="covered")
    cursor = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()

    parent_id: UUID | None
    circle_id: UUID | None


M = TypeVar("M", bound="InCompartment")


class InCompartmentQuerySet(models.QuerySet[M]):
    def in_compartments(self, compartments: Iterable[UUID]) -> Self:
        return self.filter(compartment_id__in=list(compartments))


class InCompartment(models.Model):
    """Base of everything that belongs to one room."""

    compartment = models.ForeignKey(Compartment, models.PROTECT, related_name="+")

    compartment_id: UUID

    class Meta:
        abstract = True


class RoomSecret(models.Model):
    """One generation of a room's secret, wrapped by the installation's keyring.

    Deleting a room's secrets erases the room.
    """

    compartment = models.ForeignKey(Compartment, models.PROTECT, related_name="secrets")
    generation = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    created_at = models.DateTimeField()

    compartment_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["compartment", "generation"], name="one_generation")
        ]


class JournalLine(models.Model):
    """That something changed in a room: what kind, about which row, when, by whom."""

    compartment = models.ForeignKey(Compartment, models.PROTECT, related_name="lines")
    cursor = models.BigIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in LineKind])
    subject = models.UUIDField()
    at = models.DateTimeField()
    by = models.UUIDField()

    compartment_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["compartment", "cursor"], name="one_line_per_cursor")
        ]
