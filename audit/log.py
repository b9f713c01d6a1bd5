"""The way into the log: append, and nothing else. Only the door calls it."""

import os
from collections.abc import Iterable
from hashlib import sha256

from django.db import connection

from audit.event import TraceEvent, canonical
from audit.sealing import SALT_BYTES, Sealer, associated_data

# Raw SQL because every post and every pull comes through here.
_LEAF = "INSERT INTO audit_leaf (commitment, recorded_at) VALUES (%s, %s) RETURNING id"
_EVENT = "INSERT INTO audit_event (leaf_id, key_id, sealed) VALUES (%s, %s, %s)"


def append(event: TraceEvent, sealer: Sealer) -> int:
    """Adds one leaf with its sealed event and returns the leaf's id.

    Joins the caller's transaction; without one the two rows would not be one deed.
    """
    plaintext = os.urandom(SALT_BYTES) + canonical(event)
    commitment = sha256(plaintext).digest()
    sealed = sealer.seal(plaintext, associated_data(commitment))
    recorded_at = connection.ops.adapt_datetimefield_value(event.at)
    with connection.cursor() as cursor:
        cursor.execute(_LEAF, (commitment, recorded_at))
        leaf_id = int(cursor.fetchone()[0])
        cursor.execute(_EVENT, (leaf_id, sealer.key_id, sealed))
    return leaf_id


def append_many(events: Iterable[TraceEvent], sealer: Sealer) -> list[int]:
    """Adds one leaf an event, in the order given, and returns their ids."""
    return [append(event, sealer) for event in events]
