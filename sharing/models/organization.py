"""Organisations, the people who work for them, and as what."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from sharing.models.compartment import Compartment
from sharing.uuid7 import uuid7
from sharing.vocabulary import OrganizationKind, Qualification, Role


class Organization(models.Model):
    """A clinic, station, pharmacy, office. Shares its primary key with its own room."""

    compartment = models.OneToOneField(
        Compartment, models.PROTECT, primary_key=True, related_name="organization"
    )
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=[(kind, kind) for kind in OrganizationKind])
    number = models.CharField(max_length=10, blank=True)
    address = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField()

    compartment_id: UUID


class Practitioner(models.Model):
    """A person who cares for patients, whichever organisation they act for."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    family_name = models.CharField(max_length=60)
    given_name = models.CharField(max_length=60, blank=True)
    kana = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=20, blank=True)

    @property
    def name(self) -> str:
        return f"{self.family_name} {self.given_name}".strip()


class PractitionerQualification(models.Model):
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="qualifications")
    code = models.CharField(max_length=30, choices=[(code, code) for code in Qualification])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practitioner", "code"], name="one_qualification")
        ]


class PractitionerRoleQuerySet(models.QuerySet["PractitionerRole"]):
    def active(self) -> "PractitionerRoleQuerySet":
        return self.filter(ended_at=None)


class PractitionerRole(models.Model):
    """A practitioner at work for one organisation; everything written is signed with this."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="roles")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="roles")
    role = models.CharField(max_length=30, choices=[(role, role) for role in Role])
    administrator = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    practitioner_id: UUID
    organization_id: UUID

    objects = PractitionerRoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner", "organization", "role"],
                condition=Q(ended_at=None),
                name="one_active_role",
            )
        ]
