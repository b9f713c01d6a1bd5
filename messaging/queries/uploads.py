"""How far a file on its way has come; only who sends it may ask."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from messaging.attachments.verdict import Refusal
from messaging.file_content import FileContent
from messaging.models import Attachment
from messaging.vocabulary import AttachmentState
from sharing import access
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.keys import RoomKeys
from sharing.vocabulary import Action


@dataclass(frozen=True)
class UploadRow:
    """`offset` of `length` bytes are durable here; `refusal` is why it was not taken."""

    id: UUID
    offset: int
    length: int
    state: AttachmentState
    expires_at: datetime | None
    refusal: Refusal | None

    @classmethod
    def of(cls, row: Attachment, keys: RoomKeys) -> "UploadRow":
        state, refusal = AttachmentState(row.state), None
        if state is AttachmentState.REFUSED:
            refusal = FileContent.load(keys.open_json(row.place, row.content)).refusal
        return cls(row.pk, row.offset, row.length, state, row.expires_at, refusal)


def upload(actor: Actor, room: UUID, attachment: UUID) -> UploadRow:
    entity = f"Attachment/{attachment}/upload"
    with access.permitted(actor, Action.ATTACHMENT_READ, room, entity=entity) as deed:
        return UploadRow.of(own(deed, attachment), deed.keys)


def own(deed: Deed, attachment: UUID) -> Attachment:
    """A file the actor sends into this room; one that was only spoken of is not on its way."""
    found = (
        Attachment.objects.filter(
            pk=attachment,
            compartment_id=deed.compartment,
            by_id=deed.actor.practitioner_role_id,
        )
        .exclude(state=AttachmentState.AWAITED)
        .first()
    )
    if found is None:
        raise access.absent(deed.action)
    return found
