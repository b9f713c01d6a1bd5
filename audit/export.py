"""Writes the log out for the offline verifier."""

from collections.abc import Iterator

from django.db import connection

from audit.lines import CheckpointLine, Content, LeafLine, Line, LogEnd, LogStart, dump
from audit.models import Checkpoint
from audit.sealing import EventRewritten, KeyErased, Opener, opened

_PAGE = 5_000
_BEFORE_ALL = -(2**63)

# One statement, so that leaves and checkpoints are of the same moment.
_EXTENT = """
    SELECT (SELECT MAX(place) FROM audit_sequence), (SELECT MAX(id) FROM audit_checkpoint)
"""
# Outer joins: somebody who got round the foreign keys must not make a place vanish.
_LEAVES = """
    SELECT placed.place, placed.leaf_id, leaf.commitment, event.key_id, event.sealed
    FROM audit_sequence placed
    LEFT JOIN audit_leaf leaf ON leaf.id = placed.leaf_id
    LEFT JOIN audit_event event ON event.leaf_id = placed.leaf_id
    WHERE placed.place > %s AND placed.place <= %s ORDER BY placed.place LIMIT %s
"""

_Row = tuple[int, int, bytes | None, str | None, bytes | None]


def lines(opener: Opener | None = None) -> Iterator[str]:
    """The placed part of the log, line by line, each ending in a newline.

    Without an opener it says nothing about anybody. With one it holds every event in clear, and
    the caller answers for where it goes.
    """
    for line in _lines(opener):
        yield dump(line) + "\n"


def _lines(opener: Opener | None) -> Iterator[Line]:
    with connection.cursor() as cursor:
        cursor.execute(_EXTENT)
        newest, last_checkpoint = cursor.fetchone()
    yield LogStart()
    size = _BEFORE_ALL
    for page in _pages(_BEFORE_ALL if newest is None else newest):
        notes = _notes(last_checkpoint, size, page[-1][0] + 1)
        for row in page:
            while notes and notes[0][0] <= row[0]:
                yield CheckpointLine(notes.pop(0)[1])
            yield _leaf(row, opener)
        yield from (CheckpointLine(note) for _size, note in notes)
        size = page[-1][0] + 1
    yield from (CheckpointLine(note) for _size, note in _notes(last_checkpoint, size, None))
    yield LogEnd()


def _pages(newest: int) -> Iterator[list[_Row]]:
    after = _BEFORE_ALL
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_LEAVES, (after, newest, _PAGE))
            page = cursor.fetchall()
        if not page:
            return
        yield page
        after = page[-1][0]


def _notes(last: int | None, above: int, up_to: int | None) -> list[tuple[int, str]]:
    rows = Checkpoint.objects.filter(id__lte=last or 0, size__gt=above).order_by("size", "id")
    if up_to is not None:
        rows = rows.filter(size__lte=up_to)
    return list(rows.values_list("size", "note"))


def _leaf(row: _Row, opener: Opener | None) -> LeafLine:
    index, leaf, commitment, key_id, sealed = row
    if commitment is None:
        return LeafLine(index, leaf, None, Content.ABSENT)
    commitment = bytes(commitment)
    if key_id is None or sealed is None:
        return LeafLine(index, leaf, commitment, Content.ABSENT)
    if opener is None:
        return LeafLine(index, leaf, commitment, Content.SEALED)
    try:
        plaintext = opened(opener, key_id, bytes(sealed), commitment)
    except KeyErased:
        return LeafLine(index, leaf, commitment, Content.ERASED)
    except EventRewritten:
        return LeafLine(index, leaf, commitment, Content.UNREADABLE)
    return LeafLine(index, leaf, commitment, Content.OPENED, plaintext)
