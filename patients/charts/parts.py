"""What a chart shows: readings in time, what could not be read, and what happened meanwhile."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from patients.vital_ranges import Flag

MarkKind = Literal["order", "medicine"]
Limits = tuple[float | None, float | None]  # from, to; None where it is open


@dataclass(frozen=True)
class Point:
    at: datetime
    value: float
    flag: Flag = ""


@dataclass(frozen=True)
class Line:
    """One measure over time, the oldest first. Hollow ones are told apart without colour."""

    name: str
    points: tuple[Point, ...]
    hollow: bool = False


@dataclass(frozen=True)
class Mark:
    """A day on which something was ordered or changed; the number stands in the list below."""

    day: date
    number: int
    kinds: frozenset[MarkKind]


@dataclass(frozen=True)
class Chart:
    """`least` is the scale that is always shown, if any; `gaps` are the times of 測定不能.

    `usual` is drawn as limits, and as a band where a physician set it as the `target`.
    """

    code: str
    title: str
    unit: str
    description: str
    lines: tuple[Line, ...]
    least: tuple[float, float] | None
    gaps: tuple[datetime, ...] = ()
    usual: Limits = (None, None)
    target: bool = False
    paired: bool = False  # two pressures: a bar joins those of one moment
