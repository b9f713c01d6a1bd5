"""Fewer points where more cannot be told apart; what stands out always stays."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from patients.charts.parts import Point

SLICES = 120  # of the time that is shown; each keeps its lowest and its highest point


def thinned(points: Sequence[Point], begins_at: datetime, ends_at: datetime) -> tuple[Point, ...]:
    """The points in their order; of many, the lowest and the highest of each slice of time."""
    if len(points) <= 2 * SLICES:
        return tuple(points)
    slices: dict[int, list[Point]] = {}
    for point in points:
        share = (point.at - begins_at) / (ends_at - begins_at)
        slices.setdefault(int(share * SLICES), []).append(point)
    return tuple(kept for part in slices.values() for kept in _extremes(part))


def _extremes(part: list[Point]) -> Iterable[Point]:
    lowest = min(part, key=lambda point: point.value)
    highest = max(part, key=lambda point: point.value)
    return sorted({id(one): one for one in (lowest, highest)}.values(), key=lambda one: one.at)
