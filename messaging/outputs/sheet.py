"""A record laid out as a paper form: rows of a ruled table, vitals as a grid of sets."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from messaging.outputs.record import Record
from patients.answer_text import Line, Section

NARROW = 30  # so wide a text fits half a row, a kanji counted as two


@dataclass(frozen=True)
class Grid:
    """Measures by sets: `rows` hold a label and one text a set, "" where it was not asked."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Block:
    """One ruled part of the form: a grid of vitals, or rows of one line or of two short ones."""

    title: str
    rows: tuple[tuple[Line, ...], ...] = ()
    grid: Grid | None = None


def blocks(record: Record) -> tuple[Block, ...]:
    return tuple(_blocks(record.sections))


def _blocks(sections: Iterable[Section]) -> Iterator[Block]:
    sets: list[Section] = []
    for section in sections:
        if _is_vitals(section):
            sets.append(section)
            continue
        if sets:
            yield _grid(sets)
            sets = []
        yield Block(_title(section), tuple(_rows(section.lines)))
    if sets:
        yield _grid(sets)


def _is_vitals(section: Section) -> bool:
    return bool(section.lines) and section.lines[0].link_id.startswith("vitals.")


def _title(section: Section) -> str:
    """A section of one question that says the same needs no heading above it."""
    alone = {line.label for line in section.lines} == {section.title}
    return "" if alone else section.title


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "FWA" else 1 for sign in text)


def _rows(lines: Iterable[Line]) -> Iterator[tuple[Line, ...]]:
    waiting: Line | None = None
    for line in lines:
        narrow = _width(line.text) <= NARROW and "\n" not in line.text
        if waiting and narrow:
            yield waiting, line
            waiting = None
            continue
        if waiting:
            yield (waiting,)
            waiting = None
        if narrow:
            waiting = line
        else:
            yield (line,)
    if waiting:
        yield (waiting,)


def _grid(sets: list[Section]) -> Block:
    title = sets[0].title.partition("（")[0]
    labels = {_measure(line): line.label for section in sets for line in section.lines}
    columns = [{_measure(line): line.text for line in section.lines} for section in sets]
    rows = tuple(
        (label, tuple(column.get(measure, "") for column in columns))
        for measure, label in labels.items()
    )
    heads = tuple(section.title.partition("（")[2].rstrip("）") for section in sets)
    return Block(title, grid=Grid(heads, rows))


def _measure(line: Line) -> str:
    return line.link_id.split(".")[2]
