"""Which files the rows name, for whoever looks after the installation; says nothing of a patient.

Asks no door: only commands of the operator read it, and they show ids and figures.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO
from uuid import UUID

from messaging.file_content import FileContent
from messaging.models import Attachment
from messaging.vocabulary import AttachmentState
from sharing import age, keys
from sharing.keyring import CannotOpen
from sharing.keys import RoomKeys
from sharing.vault import Stored

PAGE = 500


@dataclass(frozen=True)
class FileRow:
    """`renditions` are the files it names; `opens` is false when its room's secret is not at hand,
    so that nobody can say what it names."""

    id: UUID
    room: UUID
    state: AttachmentState
    length: int
    renditions: tuple[Stored, ...]
    opens: bool


class Flaw(StrEnum):
    """Why a file is not the one that its row names."""

    MISSING = "missing"
    DAMAGED = "damaged"
    ANOTHER = "another file"


def rows(room: UUID | None = None, *, state: AttachmentState | None = None) -> Iterator[FileRow]:
    """Every row, or one room's, or those of one state, in pages."""
    wanted = Attachment.objects.order_by("pk")
    if room is not None:
        wanted = wanted.filter(compartment_id=room)
    if state is not None:
        wanted = wanted.filter(state=state)
    after = UUID(int=0)
    while page := list(wanted.filter(pk__gt=after)[:PAGE]):
        yield from (_row(one) for one in page)
        after = page[-1].pk


def rows_of(attachments: Collection[UUID]) -> dict[UUID, FileRow]:
    """Those of these ids that have a row."""
    return {row.pk: _row(row) for row in Attachment.objects.filter(pk__in=attachments)}


def _row(row: Attachment) -> FileRow:
    state = AttachmentState(row.state)
    try:
        content = FileContent.load(
            keys.of_room(row.compartment_id).open_json(row.place, row.content)
        )
    except CannotOpen:
        return FileRow(row.pk, row.compartment_id, state, row.length, (), opens=False)
    renditions = tuple(content.renditions.values())
    return FileRow(row.pk, row.compartment_id, state, row.length, renditions, opens=True)


def flaw(file: BinaryIO, room: RoomKeys, stored: Stored) -> Flaw | None:
    """Opens every chunk; None when each is what was sealed. Leaves the file open."""
    try:
        opened = age.Opened(file, room.identities)
        if opened.header != stored.header or opened.size != stored.size:
            return Flaw.ANOTHER
        for _part in opened.parts(0, opened.size):
            pass
    except age.Unopenable:
        return Flaw.ANOTHER
    except age.AgeError:
        return Flaw.DAMAGED
    return None
