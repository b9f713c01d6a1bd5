"""Files as people see them: in the entries that speak of them, and opened one by one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from messaging.attachments.verdict import Facts, Refusal
from messaging.content import Attached
from messaging.file_content import FileContent
from messaging.models import Attachment, Retraction
from messaging.vocabulary import AttachmentKind, AttachmentState
from sharing import access, age, vault
from sharing.actor import Actor
from sharing.deed import Conflict
from sharing.keyring import CannotOpen
from sharing.keys import Place, RoomKeys
from sharing.vault import Stored
from sharing.vocabulary import Action


@dataclass(frozen=True)
class AttachmentRow:
    """A file and what its entry says of it. Before it is clean, nothing of the file is told.

    `received` is the share of it that has arrived, from 0 to 1.
    """

    room: UUID
    entry: UUID | None
    attached: Attached
    state: AttachmentState
    received: float = 0.0
    name: str = ""
    facts: Facts | None = None
    size: int = 0
    renditions: frozenset[str] = frozenset()
    refusal: Refusal | None = None
    taken_at: datetime | None = None
    arrived_at: datetime | None = None

    @property
    def id(self) -> UUID:
        return self.attached.id

    @property
    def kind(self) -> AttachmentKind | None:
        return self.facts.kind if self.facts else None


# What entries speak of as they stand now, whatever has become of it.
SPOKEN_OF = Q(communication__isnull=False, dropped_at=None)
COLUMNS = (
    "id",
    "compartment_id",
    "communication_id",
    "state",
    "length",
    "offset",
    "version",
    "content",
)  # fmt: skip


def of_entries(
    attached: Iterable[Attached], keys: Mapping[UUID, RoomKeys]
) -> Mapping[UUID, AttachmentRow]:
    """The rows of what entries speak of, by id; one statement."""
    said = {one.id: one for one in attached}
    found = Attachment.objects.filter(pk__in=said, compartment_id__in=keys)
    rows = (_row(values, keys) for values in found.values_list(*COLUMNS))
    return {row.id: replace(row, attached=said[row.id]) for row in rows}


def _row(values: Sequence[Any], keys: Mapping[UUID, RoomKeys]) -> AttachmentRow:
    attachment, room, entry, state, length, offset, version, sealed = values
    row = AttachmentRow(
        room,
        entry,
        Attached(attachment),
        AttachmentState(state),
        received=offset / length if length else 0.0,
    )
    if row.state not in (AttachmentState.CLEAN, AttachmentState.REFUSED):
        return row
    place = Place("attachment.content", attachment, version)
    content = FileContent.load(keys[room].open_json(place, sealed))
    original = content.renditions.get("original")
    return replace(
        row,
        name=content.name,
        facts=content.facts,
        size=original.size if original else 0,
        renditions=frozenset(content.renditions),
        refusal=content.refusal,
        taken_at=content.facts.taken_at if content.facts else None,
        arrived_at=content.arrived_at,
    )


def standing(room: UUID) -> QuerySet[Attachment]:
    """The clean files of a room, less those whose entries were taken back."""
    taken_back = Retraction.objects.filter(communication_id=OuterRef("communication_id"))
    return Attachment.objects.filter(
        ~Exists(taken_back), compartment_id=room, state=AttachmentState.CLEAN
    )


@dataclass(frozen=True)
class OpenedFile:
    """A rendition ready to be read; whoever gets it closes `file`."""

    file: age.Opened
    stored: Stored
    name: str
    facts: Facts
    rendition: str


def opened(actor: Actor, room: UUID, attachment: UUID, rendition: str) -> OpenedFile:
    """Open one rendition of a file: asked of the door each time, traced once for all its pieces.

    Raises `Conflict("file-damaged")` when it does not open any more.
    """
    entity = f"Attachment/{attachment}/{rendition}"
    with access.permitted(
        actor, Action.ATTACHMENT_READ, room, entity=entity, in_pieces=True
    ) as deed:
        row = _visible(actor, room, attachment)
        content = FileContent.load(deed.keys.open_json(row.place, row.content)) if row else None
        stored = content.renditions.get(rendition) if content else None
        if content is None or stored is None or content.facts is None:
            raise access.absent(Action.ATTACHMENT_READ)
        keys = deed.keys
    try:
        file = vault.opened(keys, stored)
    except CannotOpen:
        raise Conflict("file-damaged") from None
    return OpenedFile(file, stored, content.name, content.facts, rendition)


def _visible(actor: Actor, room: UUID, attachment: UUID) -> Attachment | None:
    """What an entry shows; and, to who sent it, what no entry speaks of yet."""
    mine = Q(communication=None, by_id=actor.practitioner_role_id)
    found = standing(room).filter(Q(communication__isnull=False) | mine, pk=attachment)
    return found.first()
