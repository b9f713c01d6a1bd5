"""Files that belong to entries (FHIR: Media, DocumentReference), and their way in."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from messaging.models.communication import Communication
from messaging.vocabulary import AttachmentKind, AttachmentState
from sharing.keys import Place
from sharing.models import InCompartment, Organization, PractitionerRole


class Attachment(InCompartment):
    """One photograph, document or film; its id is made on the device that has it.

    The entry that speaks of it and the file arrive in any order: whichever comes first makes the
    row. `content` is sealed JSON of what is known of the file: its name, what it shows, where its
    renditions lie. Before it is clean nobody but who sends it learns more than that it is coming.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    communication = models.ForeignKey(
        Communication, models.PROTECT, null=True, related_name="attachments"
    )
    by = models.ForeignKey(PractitionerRole, models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(state, state) for state in AttachmentState])
    kind = models.CharField(
        max_length=10, blank=True, choices=[(kind, kind) for kind in AttachmentKind]
    )
    # Bytes announced, arrived, and kept in all renditions once it is clean.
    length = models.BigIntegerField(default=0)
    offset = models.BigIntegerField(default=0)
    kept = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    # When what is unfinished, or spoken of by no entry, is given up.
    expires_at = models.DateTimeField(null=True)
    # When its entry was amended so that it speaks of it no more.
    dropped_at = models.DateTimeField(null=True)
    # By whom it is being checked: until then nobody else takes it up.
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # When it was taken, else when it arrived: the day it stands under.
    taken_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    content = models.BinaryField()

    communication_id: UUID | None
    by_id: UUID
    organization_id: UUID

    class Meta:
        indexes = [
            models.Index(
                fields=["compartment", "taken_at"],
                condition=Q(state=AttachmentState.CLEAN),
                name="files_by_day",
            ),
            models.Index(
                fields=["leased_until"],
                condition=Q(state=AttachmentState.CHECKING),
                name="files_to_check",
            ),
            models.Index(
                fields=["expires_at"],
                condition=Q(expires_at__isnull=False),
                name="files_that_expire",
            ),
            models.Index(fields=["organization", "by"], name="files_of_an_organization"),
        ]

    @property
    def place(self) -> Place:
        return Place("attachment.content", self.pk, self.version)
