"""Which files an entry speaks of: bound to it in the deed that posts or changes the entry."""

from uuid import UUID

from django.utils.translation import gettext as _

from messaging.content import Words
from messaging.file_content import FileContent
from messaging.models import Attachment
from messaging.queries.attachments import SPOKEN_OF
from messaging.vocabulary import AttachmentState
from sharing.deed import Deed
from sharing.invalid import Invalid


def bind(deed: Deed, entry: UUID, words: Words) -> None:
    """Files that have not begun to arrive are awaited from now on.

    Raises `Invalid` for another room's file, another person's, or one of another entry.
    """
    if not words.attachments:
        return
    wanted = [one.id for one in words.attachments]
    # Held until the deed is done, so that none of them expires meanwhile.
    held = Attachment.objects.select_for_update().filter(pk__in=wanted)
    known = {row.pk: row for row in held}
    if any(not _is_ours(deed, entry, row) for row in known.values()):
        raise Invalid({"attachments": _("This file belongs to something else.")})
    bound = Attachment.objects.filter(pk__in=known)
    bound.update(communication_id=entry, dropped_at=None)
    # What has arrived stays; what nobody goes on sending is awaited anew some day.
    bound.exclude(state=AttachmentState.RECEIVING).update(expires_at=None)
    Attachment.objects.bulk_create(_awaited(deed, entry, one) for one in wanted if one not in known)


def bind_again(deed: Deed, entry: UUID, words: Words) -> None:
    """After an amendment: what it speaks of no more stays with the earlier version."""
    named = [one.id for one in words.attachments]
    dropped = Attachment.objects.filter(SPOKEN_OF, communication_id=entry).exclude(pk__in=named)
    dropped.update(dropped_at=deed.at)
    bind(deed, entry, words)


def _is_ours(deed: Deed, entry: UUID, row: Attachment) -> bool:
    if row.compartment_id != deed.compartment:
        return False
    mine = row.by_id == deed.actor.practitioner_role_id
    return row.communication_id == entry or (row.communication_id is None and mine)


def _awaited(deed: Deed, entry: UUID, attachment: UUID) -> Attachment:
    row = Attachment(
        id=attachment,
        compartment_id=deed.compartment,
        communication_id=entry,
        by_id=deed.actor.practitioner_role_id,
        organization_id=deed.actor.organization_id,
        state=AttachmentState.AWAITED,
        created_at=deed.at,
    )
    row.content = deed.keys.seal_json(row.place, FileContent().dump())
    return row
