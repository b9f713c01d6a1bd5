"""A line no higher than a word, beside the last value that it leads up to."""

from collections.abc import Sequence

from patients.charts.parts import Point
from patients.charts.svg import add, ornament, written

WIDTH, HEIGHT, EDGE = 64, 20, 3


def sparkline(points: Sequence[Point]) -> str:
    """SVG of the points in their order, the last one marked; "" for fewer than two."""
    if len(points) < 2:
        return ""
    values = [point.value for point in points]
    low, high = min(values), max(values)
    steps = [
        (
            EDGE + number * (WIDTH - 2 * EDGE) / (len(points) - 1),
            HEIGHT / 2
            if high == low
            else HEIGHT - EDGE - (value - low) / (high - low) * (HEIGHT - 2 * EDGE),
        )
        for number, value in enumerate(values)
    ]
    drawn = ornament("spark", WIDTH, HEIGHT)
    add(drawn, "polyline", "spark-line", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in steps))
    x, y = steps[-1]
    add(drawn, "circle", f"spark-end {points[-1].flag}".strip(), cx=x, cy=y, r=2.4)
    return written(drawn)
