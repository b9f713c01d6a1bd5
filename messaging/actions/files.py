"""What becomes of files that were on their way when a backup was made."""

from django.db.models import Q

from messaging.actions.upload import KEPT_FOR
from messaging.attachments.source import parts
from messaging.models import Attachment
from messaging.pieces import Pieces
from messaging.vocabulary import AttachmentState
from sharing import clock, keys
from sharing.keyring import CannotOpen


def await_again() -> int:
    """Whose pieces are not all here begins anew: the device is asked for it from the start.

    Within the caller's transaction; returns how many.
    """
    arriving = Q(state__in=[AttachmentState.RECEIVING, AttachmentState.CHECKING], offset__gt=0)
    lost = [row.pk for row in Attachment.objects.filter(arriving) if not _is_whole(row)]
    Attachment.objects.filter(pk__in=lost).update(
        state=AttachmentState.RECEIVING,
        offset=0,
        attempts=0,
        leased_until=None,
        expires_at=clock.now() + KEPT_FOR,
    )
    return len(lost)


def _is_whole(row: Attachment) -> bool:
    try:
        source = Pieces(keys.of_room(row.compartment_id), row.pk, row.offset)
        for _part in parts(source):
            pass
    except CannotOpen:
        return False
    return True
