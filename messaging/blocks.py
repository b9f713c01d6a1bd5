"""Folded texts of a room as search scans them: some hundred entries behind each other in a block.

A block is never changed; what is amended, taken back or new makes new blocks in place of it.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from sys import getsizeof

SIZE = 256
BETWEEN = "\0"  # between entries: no entry and no word that is looked for holds it
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What an entry takes besides its text, and a block besides its entries, in bytes.
BESIDES, FRAME = 60, 1_000


Group = tuple[bytes, str, str]  # the sender's id, purpose, kind: what filters ask for


@dataclass(frozen=True, slots=True)
class Folded:
    """One entry as search knows it. `at` is when it was captured, in microseconds."""

    id: bytes
    cursor: int
    at: int
    group: Group
    text: str


def microseconds(at: datetime) -> int:
    return (at - EPOCH) // timedelta(microseconds=1)


class Block:
    """Entries in the order of their cursors, column by column."""

    __slots__ = ("at", "cursors", "groups", "ids", "starts", "text")

    def __init__(self, entries: Sequence[Folded]) -> None:
        self.text = BETWEEN.join(entry.text for entry in entries)
        self.starts = array("L", _starts(entries))
        self.cursors = array("Q", (entry.cursor for entry in entries))
        self.at = array("q", (entry.at for entry in entries))
        self.ids = b"".join(entry.id for entry in entries)
        self.groups = tuple(entry.group for entry in entries)

    def __len__(self) -> int:
        return len(self.cursors)

    @property
    def size(self) -> int:
        """Bytes of memory, about."""
        return getsizeof(self.text) + len(self) * BESIDES + FRAME

    def id(self, number: int) -> bytes:
        return self.ids[16 * number : 16 * number + 16]

    def holding(self, terms: Sequence[str]) -> Iterator[int]:
        """The entries that hold every term; all of them when there is none."""
        if not terms:
            yield from range(len(self))
            return
        find, starts, last = self.text.find, self.starts, len(self)
        first, others = terms[0], terms[1:]
        at = find(first)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            end = starts[number + 1] if number + 1 < last else len(self.text)
            if not others or all(find(term, starts[number], end) >= 0 for term in others):
                yield number
            at = find(first, end)

    def entries(self) -> Iterator[Folded]:
        for number, text in enumerate(self.text.split(BETWEEN)):
            yield Folded(
                self.id(number), self.cursors[number], self.at[number], self.groups[number], text
            )


def _starts(entries: Sequence[Folded]) -> Iterator[int]:
    start = 0
    for entry in entries:
        yield start
        start += len(entry.text) + len(BETWEEN)


def blocks(entries: Iterable[Folded]) -> tuple[Block, ...]:
    """Blocks of entries that come in the order of their cursors."""
    listed = list(entries)
    return tuple(Block(listed[at : at + SIZE]) for at in range(0, len(listed), SIZE))


def changed(old: Sequence[Block], changes: Mapping[int, Folded | None]) -> tuple[Block, ...]:
    """The blocks with entries added, replaced or (None) taken out, by cursor."""
    if not old:
        found = [entry for _cursor, entry in sorted(changes.items()) if entry is not None]
        return blocks(found)
    firsts = [block.cursors[0] for block in old]
    into: dict[int, dict[int, Folded | None]] = {}
    for cursor, entry in changes.items():
        into.setdefault(max(0, bisect_right(firsts, cursor) - 1), {})[cursor] = entry
    made: list[Block] = []
    for number, block in enumerate(old):
        made += _with(block, into[number]) if number in into else [block]
    return tuple(made)


def _with(block: Block, changes: Mapping[int, Folded | None]) -> tuple[Block, ...]:
    entries: dict[int, Folded | None] = {entry.cursor: entry for entry in block.entries()}
    entries.update(changes)
    return blocks(entry for _cursor, entry in sorted(entries.items()) if entry is not None)
