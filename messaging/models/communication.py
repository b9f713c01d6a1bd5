"""Entries of a timeline (FHIR: Communication), and what people do with them."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from messaging.vocabulary import EntryKind, Purpose, ResponseCode, RetractionReason, TargetKind
from sharing.models import InCompartment, Organization, PractitionerRole
from sharing.vocabulary import Profession


class Communication(InCompartment):
    """What somebody wrote, once. Never changed: amendments and a retraction stand beside it.

    `content` is sealed JSON: the text, vitals, addressees and the writer's signature of the day.
    `touched` counts what was added since (answers, claims, steps of an order, amendments, a
    retraction), so that a reader asks for those only where there are any.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    cursor = models.BigIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in EntryKind])
    purpose = models.CharField(max_length=10, choices=[(code, code) for code in Purpose])
    sender = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")
    in_reply_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    # One event told to several: each ask is an entry of its own and knows what it belongs to.
    part_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    # In whose name a colleague entered it; shown as unapproved until that person approves.
    proxy_for = models.ForeignKey(PractitionerRole, models.PROTECT, null=True, related_name="+")
    captured_at = models.DateTimeField()
    received_at = models.DateTimeField()
    device = models.UUIDField(null=True)
    counter = models.BigIntegerField(null=True)
    content = models.BinaryField()
    touched = models.PositiveIntegerField(default=0)
    # The words as search compares them, sealed; empty once they were taken back.
    folded = models.BinaryField(null=True)

    sender_id: UUID
    in_reply_to_id: UUID | None
    part_of_id: UUID | None
    proxy_for_id: UUID | None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["compartment", "cursor"], name="one_entry_per_cursor")
        ]
        indexes = [
            models.Index(fields=["compartment", "captured_at"], name="entry_by_date"),
        ]


class Recipient(InCompartment):
    """To whom an entry is addressed and by when an answer is hoped for."""

    communication = models.ForeignKey(Communication, models.PROTECT, related_name="recipients")
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in TargetKind])
    profession = models.CharField(
        max_length=20, blank=True, choices=[(code, code) for code in Profession]
    )
    practitioner_role = models.ForeignKey(
        PractitionerRole, models.PROTECT, null=True, related_name="+"
    )
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    reply_by = models.DateTimeField(null=True)
    # Taken from an inbox by one person, visibly; given back by clearing both.
    claimed_by = models.ForeignKey(PractitionerRole, models.PROTECT, null=True, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(PractitionerRole, models.PROTECT, null=True, related_name="+")

    communication_id: UUID
    practitioner_role_id: UUID | None
    organization_id: UUID | None
    claimed_by_id: UUID | None

    class Meta:
        indexes = [
            models.Index(
                fields=["compartment", "profession", "practitioner_role"],
                condition=Q(answered_at=None),
                name="waiting_for_answer",
            )
        ]


class Response(InCompartment):
    """One tap of an answer: confirmed, will call, understood."""

    id = models.UUIDField(primary_key=True, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="responses")
    code = models.CharField(max_length=20, choices=[(code, code) for code in ResponseCode])
    by = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    content = models.BinaryField()

    communication_id: UUID
    by_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["communication", "by", "code"], name="one_answer_of_a_kind"
            )
        ]


class Amendment(InCompartment):
    """A later version of an entry's words, with the reason; version 1 is the entry itself."""

    id = models.UUIDField(primary_key=True, editable=False)
    communication = models.ForeignKey(Communication, models.PROTECT, related_name="amendments")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    content = models.BinaryField()

    communication_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["communication", "version"], name="one_version")
        ]


class Retraction(InCompartment):
    """An entry taken back: a line stays, the words are no longer shown."""

    communication = models.OneToOneField(
        Communication, models.PROTECT, primary_key=True, related_name="retraction"
    )
    reason = models.CharField(max_length=20, choices=[(code, code) for code in RetractionReason])
    at = models.DateTimeField()
    content = models.BinaryField()

    communication_id: UUID


class ReadPointer(InCompartment):
    """How far a person has read in a room. Takes no line; only ever moves forward."""

    reader = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")
    cursor = models.BigIntegerField()
    at = models.DateTimeField()

    reader_id: UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["compartment", "reader"], name="one_pointer")
        ]
