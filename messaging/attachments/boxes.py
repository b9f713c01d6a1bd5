"""The boxes of an ISO base media file (ISO/IEC 14496-12), read strictly from wherever they lie."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from messaging.attachments.source import PART, Source
from messaging.attachments.verdict import Refusal, Refused

# A fragmented film of some hours stays far below.
MOST_BOXES = 200_000


@dataclass(frozen=True)
class Box:
    """Places in the file: `body` is where the content begins, `end` where the next box does."""

    kind: bytes
    start: int
    body: int
    end: int

    @property
    def size(self) -> int:
        """Of the content."""
        return self.end - self.body


@dataclass(frozen=True)
class Tree:
    """A box and the boxes of its content that its kind is known to have."""

    box: Box
    inner: "list[Tree]" = field(default_factory=list)

    def all(self, *path: bytes) -> "list[Tree]":
        """Every tree at the end of the path."""
        if not path:
            return [self]
        first, *rest = path
        near = [tree for tree in self.inner if tree.box.kind == first]
        return [far for tree in near for far in tree.all(*rest)]

    def one(self, *path: bytes) -> Box:
        """The only box there. Raises `Refused` when there is none, or another."""
        found = self.all(*path)
        if len(found) != 1:
            raise Refused(Refusal.UNREADABLE)
        return found[0].box


class Reader:
    """A source read in windows; whatever lies outside of it, or of a box, is `Refused`."""

    def __init__(self, source: Source) -> None:
        self.size = source.size
        self._source = source
        self._window = b""
        self._start = 0
        self._left = MOST_BOXES

    def read(self, start: int, length: int, end: int) -> bytes:
        """Exactly so many bytes, none of them at or behind `end`."""
        if start < 0 or length < 0 or start + length > end:
            raise Refused(Refusal.UNREADABLE)
        at = start - self._start
        if at < 0 or at + length > len(self._window):
            self._window = self._source.read(start, min(max(length, PART), self.size - start))
            self._start, at = start, 0
        taken = self._window[at : at + length]
        if len(taken) != length:
            raise Refused(Refusal.UNREADABLE)
        return taken

    def number(self, start: int, length: int, end: int) -> int:
        """Big-endian, without a sign."""
        return int.from_bytes(self.read(start, length, end), "big")

    def boxes(self, start: int, end: int) -> Iterator[Box]:
        """One after another, until exactly `end`."""
        while start < end:
            box = self._box(start, end)
            yield box
            start = box.end

    def tree(
        self, box: Box, grammar: Mapping[bytes, Collection[bytes]], strange: list[Box]
    ) -> Tree:
        """As deep as the grammar goes; boxes it does not know are added to `strange`."""
        tree = Tree(box)
        known = grammar.get(box.kind)
        if known is None:
            return tree
        for inner in self.boxes(box.body, box.end):
            if inner.kind in known:
                tree.inner.append(self.tree(inner, grammar, strange))
            else:
                strange.append(inner)
        return tree

    def _box(self, start: int, end: int) -> Box:
        self._left -= 1
        if self._left < 0:
            raise Refused(Refusal.TOO_HEAVY)
        size, kind = self.number(start, 4, end), self.read(start + 4, 4, end)
        header = 8
        if size == 1:
            size, header = self.number(start + 8, 8, end), 16
        elif size == 0 and end == self.size:  # as far as the file goes
            size = end - start
        if size < header or start + size > end:
            raise Refused(Refusal.UNREADABLE)
        return Box(kind, start, start + header, start + size)
