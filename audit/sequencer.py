"""Gives committed leaves their place in the tree and signs the new head."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from audit.checkpoint import TreeHead
from audit.merkle import Frontier, leaf_hash
from audit.models import Checkpoint, Sequence
from audit.note import MalformedNote, Signer, UnverifiedNote, Verifier, open_note

BATCH = 5_000
LOOK_BACK = 10_000

_ADVISORY_LOCK = 0x7473_756E_6175_6469  # "tsunaudi": one sequencer at a time on PostgreSQL
_WAITING = """
    SELECT leaf.id, leaf.commitment FROM audit_leaf leaf
    WHERE leaf.id > %s
      AND NOT EXISTS (SELECT 1 FROM audit_sequence placed WHERE placed.leaf_id = leaf.id)
    ORDER BY leaf.id LIMIT %s
"""
_PLACE = "INSERT INTO audit_sequence (place, leaf_id) VALUES (%s, %s)"


class LogDamaged(RuntimeError):
    """The stored head cannot be built on; nothing more is signed until somebody has looked."""


def sequence(
    signer: Signer, now: datetime, *, full: bool = False, trusted: Iterable[Verifier] = ()
) -> int:
    """Places up to `BATCH` waiting leaves, signs one checkpoint, returns how many it sequence.

    Call it again while it returns `BATCH`. `trusted` holds earlier keys of this log. Rows and
    checkpoint are written by one transaction, the only commit point: a crash before it leaves
    nothing, and the next run does the whole step again.
    """
    if not _waiting(full=full, limit=1):
        return 0  # nothing to do, so nobody's write lock is taken
    with transaction.atomic(durable=True):
        _one_at_a_time()
        frontier = _head([signer.verifier, *trusted])
        waiting = _waiting(full=full, limit=BATCH)
        if waiting:
            _place(frontier.size, [leaf_id for leaf_id, _ in waiting])
            hashes = (leaf_hash(commitment) for _, commitment in waiting)
            _sign(frontier.extended(*hashes), signer, now)
    return len(waiting)


def _waiting(*, full: bool, limit: int) -> list[tuple[int, bytes]]:
    """Committed leaves without a place, in order of id.

    PostgreSQL hands out ids before commit, so a leaf can appear below one that has its place
    already. Every run therefore looks `LOOK_BACK` ids behind the newest placed leaf; a leaf that
    was open for longer than that many others is found by the full look at the next start.
    """
    newest = Sequence.objects.aggregate(newest=Max("leaf_id"))["newest"]
    after = 0 if full or newest is None else newest - LOOK_BACK
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, (after, limit))
        return [(leaf_id, bytes(commitment)) for leaf_id, commitment in cursor.fetchall()]


def _one_at_a_time() -> None:
    """On SQLite the transaction itself does it, since settings make it BEGIN IMMEDIATE."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_ADVISORY_LOCK,))


def _head(trusted: Iterable[Verifier]) -> Frontier:
    """The frontier to go on from, if what is stored is what one of us once signed.

    Building on an unsigned head would put an honest signature over a rewritten log.
    """
    last = Checkpoint.objects.order_by("-size").first()
    newest = Sequence.objects.aggregate(newest=Max("place"))["newest"]
    if last is None:
        if newest is not None:
            raise LogDamaged("leaves have places, but no checkpoint covers them")
        return Frontier()
    try:
        head = TreeHead.parse(open_note(last.note, trusted))
        frontier = Frontier.from_bytes(bytes(last.frontier))
    except (MalformedNote, UnverifiedNote, ValueError) as error:
        raise LogDamaged("the last checkpoint is not one of ours") from error
    if (frontier.size, frontier.root()) != (head.size, head.root) or newest != head.size - 1:
        raise LogDamaged("the last checkpoint does not cover what the log holds")
    return frontier


def _place(first: int, leaf_ids: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(_PLACE, list(enumerate(leaf_ids, start=first)))


def _sign(frontier: Frontier, signer: Signer, now: datetime) -> None:
    head = TreeHead(signer.name, frontier.size, frontier.root())
    Checkpoint.objects.create(
        size=head.size,
        root=head.root,
        note=signer.sign(head.text()),
        frontier=frontier.to_bytes(),
        created_at=now,
    )
