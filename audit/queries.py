"""Reads the log back. What it returns is opened: the caller answers for who may see it."""

from collections.abc import Iterable

from audit.event import TraceEvent, parse
from audit.models import Event
from audit.sealing import SALT_BYTES, Opener, opened


def events(opener: Opener, leaf_ids: Iterable[int] | None = None) -> list[TraceEvent]:
    """The events of these leaves, or of all, in the order they were added.

    Raises `KeyErased` or `EventRewritten` at the first one that cannot be read.
    """
    rows = Event.objects.order_by("leaf_id")
    if leaf_ids is not None:
        rows = rows.filter(leaf_id__in=list(leaf_ids))
    return [
        parse(opened(opener, key_id, bytes(sealed), bytes(commitment))[SALT_BYTES:])
        for key_id, sealed, commitment in rows.values_list("key_id", "sealed", "leaf__commitment")
    ]
