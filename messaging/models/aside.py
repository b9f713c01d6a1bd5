"""What stands beside the timeline: drafts, points to hand over, pins, and ready phrases."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from messaging.models.communication import Communication
from messaging.vocabulary import EntryKind
from sharing.keys import Place
from sharing.models import InCompartment, PractitionerRole
from sharing.uuid7 import uuid7
from sharing.vocabulary import Profession


class Draft(InCompartment):
    """An entry that is not sent yet, begun on one device and finished on another.

    Its id is the id the entry will have. `version` is raised by each save, and a save names the
    version it began from, so that two devices never overwrite each other unseen.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    author = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in EntryKind])
    version = models.PositiveIntegerField()
    saved_at = models.DateTimeField()
    content = models.BinaryField()

    author_id: UUID

    class Meta:
        indexes = [models.Index(fields=["author", "compartment"], name="drafts_of_a_writer")]

    @property
    def place(self) -> Place:
        return Place("draft.content", self.pk, self.version)


class Handover(InCompartment):
    """申し送り: one point that stands on top until somebody ticked it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="handovers")
    number = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    at = models.DateTimeField()
    ticked_at = models.DateTimeField(null=True)
    ticked_by = models.ForeignKey(PractitionerRole, models.PROTECT, null=True, related_name="+")

    communication_id: UUID
    ticked_by_id: UUID | None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["communication", "number"], name="one_point_a_number")
        ]
        indexes = [
            models.Index(
                fields=["compartment", "at"], condition=Q(ticked_at=None), name="points_open"
            )
        ]

    @property
    def place(self) -> Place:
        return Place("handover.content", self.pk)


class Pin(InCompartment):
    """An entry kept at hand for the whole team."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="pins")
    at = models.DateTimeField()
    by = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(PractitionerRole, models.PROTECT, null=True, related_name="+")

    communication_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["communication"], condition=Q(ended_at=None), name="pinned_once"
            )
        ]


class Phrase(InCompartment):
    """定型文 of an organisation (no owner) or of one person; the room is the organisation's."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.ForeignKey(PractitionerRole, models.PROTECT, null=True, related_name="+")
    profession = models.CharField(
        max_length=20, blank=True, choices=[(code, code) for code in Profession]
    )
    # The shipped phrase that this one stands in for, such as "N1".
    replaces = models.CharField(max_length=10, blank=True)
    version = models.PositiveIntegerField(default=1)
    content = models.BinaryField()
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    owner_id: UUID | None

    @property
    def place(self) -> Place:
        return Place("phrase.content", self.pk, self.version)
