"""Taking in a file piece by piece, so that it goes on where it stopped.

Each piece is an age file of its own, sealed for the room, and begins with the file's id and the
piece's place in it: pieces that were exchanged do not pass for each other. A piece is durable
before its deed is, so what is acknowledged is there.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import orjson
from django.conf import settings
from django.db.models import Q, Sum
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from messaging import pieces
from messaging.actions import checking
from messaging.attachments.limits import most_bytes
from messaging.attachments.verdict import Refusal
from messaging.file_content import FileContent
from messaging.models import Attachment
from messaging.queries.uploads import UploadRow, own
from messaging.vocabulary import AttachmentState
from sharing import access
from sharing.actor import Actor
from sharing.deed import Conflict, Deed
from sharing.invalid import Invalid, TooLarge
from sharing.storage import DiskFull, storage
from sharing.vocabulary import Action, LineKind

# So long a file that nobody goes on sending, or that no entry speaks of, is kept.
KEPT_FOR = timedelta(days=7)
# Why a file that was announced does not even begin, as its entry tells it.
NOT_BEGUN = {
    "file-too-large": Refusal.TOO_LARGE,
    "quota-person": Refusal.QUOTA_PERSON,
    "quota-organization": Refusal.QUOTA_ORGANIZATION,
}
# So many pieces a file may have, or more of so many bytes each.
MOST_PIECES = 1024
LEAST_PIECE = 64 * 1024
# Of these nothing is kept.
NOTHING_KEPT = (AttachmentState.AWAITED, AttachmentState.REFUSED)


class WrongChecksum(Exception):
    """A piece did not arrive as it was sent."""


@dataclass(frozen=True)
class NewUpload:
    """A file as it is announced: `length` in bytes, `sha256` in hexadecimal or ""."""

    id: UUID
    length: int
    name: str
    sha256: str = ""


@dataclass(frozen=True)
class Part:
    """A piece: where it begins, what it says, and its digest as the client told it."""

    offset: int
    data: bytes
    algorithm: str = ""
    digest: bytes = b""


def begin(actor: Actor, room: UUID, new: NewUpload) -> UploadRow:
    """Announce a file. The same again answers how far it has come.

    Raises `Conflict` for an id that is taken, `TooLarge`, `DiskFull`. Why it was too large stands
    at the entry that waits for it.
    """
    entity = f"Attachment/{new.id}"
    try:
        with access.permitted(actor, Action.ATTACHMENT_CREATE, room, entity=entity) as deed:
            row = _known(deed, new)
            if row is None or _waits(row):
                _refuse_without_room(deed, new.length)
                row = _begun(deed, row or _fresh(deed, new.id), new)
            begun = UploadRow.of(row, deed.keys)
    except TooLarge as refused:
        _tell_the_entry(actor, room, new, NOT_BEGUN[refused.code])
        raise
    if begun.state == AttachmentState.CHECKING:
        checking.arrived.set()
    return begun


def _known(deed: Deed, new: NewUpload) -> Attachment | None:
    deed.done_before(new.id, orjson.dumps([new.length, new.name, new.sha256]))
    row = Attachment.objects.filter(pk=new.id).first()
    if row and (
        row.compartment_id != deed.compartment or row.by_id != deed.actor.practitioner_role_id
    ):
        raise Conflict("other-content")
    return row


def _waits(row: Attachment) -> bool:
    """Nothing of it has arrived; it may have been refused before it began."""
    return row.state == AttachmentState.AWAITED or (
        row.state == AttachmentState.REFUSED and row.offset == 0
    )


def _fresh(deed: Deed, attachment: UUID) -> Attachment:
    return Attachment(
        id=attachment,
        compartment_id=deed.compartment,
        by_id=deed.actor.practitioner_role_id,
        organization_id=deed.actor.organization_id,
        created_at=deed.at,
    )


def _begun(deed: Deed, row: Attachment, new: NewUpload) -> Attachment:
    # Of a way that was given up something may still lie there, if the power failed just then.
    pieces.remove_all(row.pk)
    content = FileContent(new.name, new.sha256)
    row.length, row.offset, row.attempts = new.length, 0, 0
    row.state = AttachmentState.RECEIVING if new.length else AttachmentState.CHECKING
    row.expires_at = deed.at + KEPT_FOR
    row.content = deed.keys.seal_json(row.place, content.dump())
    row.save()
    return row


def _refuse_without_room(deed: Deed, length: int) -> None:
    """By what each person and organisation may keep, and by what the disk still takes."""
    if length > most_bytes():
        raise TooLarge("file-too-large")
    me = Q(by_id=deed.actor.practitioner_role_id)
    kept = Attachment.objects.filter(organization_id=deed.actor.organization_id).exclude(
        state__in=NOTHING_KEPT
    )
    # A document of few bytes may have many pictures of its pages.
    size = Greatest("length", "kept")
    used = kept.aggregate(all=Sum(size, default=0), mine=Sum(size, filter=me, default=0))
    if used["mine"] + length > settings.QUOTA_PERSON:
        raise TooLarge("quota-person")
    if used["all"] + length > settings.QUOTA_ORGANIZATION:
        raise TooLarge("quota-organization")
    if storage().free() < 2 * length:  # its pieces, and what is made of them
        raise DiskFull


def _tell_the_entry(actor: Actor, room: UUID, new: NewUpload, why: Refusal) -> None:
    """Whoever reads the entry must not wait for what never comes."""
    entity = f"Attachment/{new.id}"
    with access.permitted(actor, Action.ATTACHMENT_CREATE, room, entity=entity) as deed:
        row = Attachment.objects.filter(
            pk=new.id,
            compartment_id=room,
            by_id=actor.practitioner_role_id,
            communication__isnull=False,
            state=AttachmentState.AWAITED,
        ).first()
        if row is None or row.communication_id is None:
            return
        row.state, row.length, row.offset = AttachmentState.REFUSED, 0, 0
        row.version += 1
        content = FileContent(new.name, new.sha256, refusal=why, arrived_at=deed.at)
        row.content = deed.keys.seal_json(row.place, content.dump())
        row.save()
        deed.journal(LineKind.ATTACHMENT, row.communication_id)


def append(actor: Actor, room: UUID, attachment: UUID, part: Part) -> UploadRow:
    """Add the next piece; once this returns it is durable.

    Raises `Conflict("upload-offset")` when it does not begin where the file ends,
    `WrongChecksum`, `TooLarge`, `DiskFull`.
    """
    _verify(part)
    entity = f"Attachment/{attachment}/upload"
    with access.permitted(actor, Action.ATTACHMENT_CREATE, room, entity=entity) as deed:
        row = own(deed, attachment)
        if part.offset != row.offset:
            raise Conflict("upload-offset")
        if part.offset + len(part.data) > row.length:
            raise TooLarge("upload-length")
        _refuse_crumbs(row, part)
        if part.data:
            _keep(deed, row, part)
        moved = UploadRow.of(row, deed.keys)
    if moved.state == AttachmentState.CHECKING:
        checking.arrived.set()
    return moved


def _refuse_crumbs(row: Attachment, part: Part) -> None:
    """Each piece is a file: a film sent byte by byte would take up the disk many times over."""
    least = min(row.length // MOST_PIECES, LEAST_PIECE)
    is_last = part.offset + len(part.data) == row.length
    if part.data and len(part.data) < least and not is_last:
        told = _("A piece of this file has at least %(bytes)d bytes.") % {"bytes": least}
        raise Invalid({"Content-Length": told})


def _verify(part: Part) -> None:
    if part.algorithm:
        digest = hashlib.new(part.algorithm, part.data, usedforsecurity=False).digest()
        if not hmac.compare_digest(digest, part.digest):
            raise WrongChecksum


def _keep(deed: Deed, row: Attachment, part: Part) -> None:
    deed.before_commit.append(pieces.put(deed.keys, row.pk, part.offset, part.data))
    row.offset += len(part.data)
    row.expires_at = deed.at + KEPT_FOR
    if row.offset == row.length:
        row.state = AttachmentState.CHECKING
    row.save(update_fields=["offset", "expires_at", "state"])


def abandon(actor: Actor, room: UUID, attachment: UUID) -> None:
    """Give up a file that no entry speaks of yet, or one that has not arrived or was refused: it
    may be sent anew.
    """
    entity = f"Attachment/{attachment}"
    with access.permitted(actor, Action.ATTACHMENT_CREATE, room, entity=entity) as deed:
        row = own(deed, attachment)
        if row.communication_id is None:
            row.delete()
        elif row.state in (AttachmentState.RECEIVING, AttachmentState.REFUSED):
            if row.state == AttachmentState.REFUSED:
                deed.journal(LineKind.ATTACHMENT, row.communication_id)
            row.state, row.offset, row.expires_at = AttachmentState.AWAITED, 0, None
            row.save(update_fields=["state", "offset", "expires_at"])
        else:
            raise Conflict("upload-offset")
    pieces.remove_all(attachment)
