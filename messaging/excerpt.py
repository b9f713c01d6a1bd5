"""A piece of what was written around the words that were found, with their places in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from messaging.content import Words
from messaging.folding import parts, pieces

BEFORE, LONGEST = 24, 96
CUT = "…"


@dataclass(frozen=True)
class Excerpt:
    """`marks` are (start, end) in `text`, in order, not touching each other."""

    text: str
    marks: tuple[tuple[int, int], ...]

    def runs(self) -> tuple[tuple[str, bool], ...]:
        """The text cut where marks begin and end: (words, whether they were looked for)."""
        found, at = [], 0
        for start, end in self.marks:
            found += [(self.text[at:start], False), (self.text[start:end], True)]
            at = end
        return tuple((text, marked) for text, marked in [*found, (self.text[at:], False)] if text)


def excerpt(words: Words, terms: Sequence[str]) -> Excerpt:
    """From the part that holds most of the words; its beginning where none is found."""
    said = parts(words)
    if not said:
        return Excerpt("", ())
    places = [_places(part, terms) for part in said]
    best = max(range(len(said)), key=lambda one: len({term for term, _s, _e in places[one]}))
    return _cut(said[best], _joined([(start, end) for _term, start, end in places[best]]))


def _places(part: str, terms: Sequence[str]) -> list[tuple[str, int, int]]:
    """Each occurrence of each term, as places of the part as it was written."""
    signs = list(pieces(part))
    folded = "".join(piece for piece, _start, _end in signs)
    if not any(term in folded for term in terms):
        return []
    owner = [number for number, sign in enumerate(signs) for _letter in sign[0]]
    found = []
    for term in terms:
        at = folded.find(term)
        while at >= 0:
            last = at + len(term)
            found.append((term, signs[owner[at]][1], signs[owner[last - 1]][2]))
            at = folded.find(term, last)
    return found


def _joined(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _cut(part: str, marks: list[tuple[int, int]]) -> Excerpt:
    """One line: breaks become spaces, which moves nothing."""
    first = max(0, marks[0][0] - BEFORE) if marks else 0
    last = min(len(part), max(first + LONGEST, marks[0][1] if marks else 0))
    head, tail = CUT if first else "", CUT if last < len(part) else ""
    line = "".join(" " if sign.isspace() else sign for sign in part[first:last])
    moved = len(head) - first
    kept = tuple((start + moved, min(end, last) + moved) for start, end in marks if start < last)
    return Excerpt(f"{head}{line}{tail}", kept)
