"""A line chart of one measure over some days, as SVG that reads on a phone and on paper."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from patients.charts.parts import Chart, Line, Mark, Point
from patients.charts.scale import Days, Values
from patients.charts.svg import add, image, written
from patients.charts.thinning import thinned
from patients.vital_ranges import Flag

WIDTH, HEIGHT = 360, 184
LEFT, RIGHT, TOP, BOTTOM = 36, 10, 22, 24
FLOOR = HEIGHT - BOTTOM
SIZE = 3.4  # half the width of a point
CROWDED = 60  # from so many points on, only those outside the usual range are drawn one by one
NUMBER_WIDTH = 13


def line_chart(chart: Chart, days: Days, marks: Sequence[Mark] = (), *, prefix: str = "") -> str:
    """The chart as SVG. `prefix` keeps the ids of several charts on a page apart."""
    return written(_Drawing(chart, days, prefix).drawn(marks))


class _Drawing:
    def __init__(self, chart: Chart, days: Days, prefix: str) -> None:
        self.chart, self.days = chart, days
        self.lines = [_within(line, days) for line in chart.lines]
        shown = [point.value for line in self.lines for point in line.points]
        shown += chart.least or (shown or [0.0])[:1]
        self.values = Values.holding(min(shown), max(shown))
        name = f"{prefix}chart-{chart.code}"
        self.root = image("chart", WIDTH, HEIGHT, name, chart.title, chart.description)

    def drawn(self, marks: Sequence[Mark]) -> Element:
        self._usual()
        self._grid()
        self._marks(marks)
        if self.chart.paired:
            self._bars()
        for line in self.lines:
            self._line(line)
        self._gaps()
        return self.root

    def x(self, share: float) -> float:
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        return FLOOR - self.values.place(value) * (FLOOR - TOP)

    def _usual(self) -> None:
        low, high = self.chart.usual
        if self.chart.target:
            top = self.y(min(high if high is not None else self.values.high, self.values.high))
            foot = self.y(max(low if low is not None else self.values.low, self.values.low))
            width = WIDTH - LEFT - RIGHT
            add(self.root, "rect", "chart-band", x=LEFT, y=top, width=width, height=foot - top)
        for limit in (low, high):
            if limit is not None and self.values.low < limit < self.values.high:
                y = self.y(limit)
                add(self.root, "line", "chart-limit", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y)

    def _grid(self) -> None:
        for value, label in self.values.ticks:
            y = self.y(value)
            add(self.root, "line", "chart-grid", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y)
            add(self.root, "text", "chart-value", text=label, x=LEFT - 5, y=y + 4)
        for day, label in self.days.ticks:
            x = self.x(self.days.place_of_day(day))
            add(self.root, "line", "chart-tick", x1=x, x2=x, y1=FLOOR, y2=FLOOR + 4)
            add(self.root, "text", "chart-day", text=label, x=min(x, WIDTH - 16), y=FLOOR + 17)

    def _marks(self, marks: Sequence[Mark]) -> None:
        written_to = float("-inf")
        for mark in marks:
            if not self.days.first <= mark.day <= self.days.last:
                continue
            x = self.x(self.days.place_of_day(mark.day))
            kind = "chart-mark" + "".join(f" {one}" for one in sorted(mark.kinds))
            add(self.root, "line", kind, x1=x, x2=x, y1=TOP - 4, y2=FLOOR)
            if x - written_to >= NUMBER_WIDTH:  # numbers never cover each other
                add(self.root, "text", "chart-number", text=str(mark.number), x=x, y=TOP - 8)
                written_to = x

    def _bars(self) -> None:
        upper, lower = (
            {point.at: point for point in line.points} for line in (self.lines + self.lines)[:2]
        )
        for at in upper.keys() & lower.keys():
            x = self.x(self.days.place(at))
            high, low = self.y(upper[at].value), self.y(lower[at].value)
            add(self.root, "line", "chart-bar", x1=x, x2=x, y1=high, y2=low)

    def _line(self, line: Line) -> None:
        kind = "hollow" if line.hollow else ""
        for part in self._unbroken(line):
            places = " ".join(
                f"{self.x(self.days.place(point.at)):.1f},{self.y(point.value):.1f}"
                for point in part
            )
            add(self.root, "polyline", f"chart-line {kind}".strip(), points=places)
        crowded = len(line.points) > CROWDED
        for point in line.points:
            if point.flag or not crowded:
                self._point(point, kind)

    def _unbroken(self, line: Line) -> Iterator[list[Point]]:
        """The parts between two times at which nothing could be read."""
        part: list[Point] = []
        gaps = sorted(self.chart.gaps)
        for point in line.points:
            if part and any(part[-1].at < gap < point.at for gap in gaps):
                yield part
                part = []
            part.append(point)
        if part:
            yield part

    def _point(self, point: Point, kind: str) -> None:
        x, y = self.x(self.days.place(point.at)), self.y(point.value)
        if point.flag:
            shape = _triangle(x, y, point.flag)
            add(self.root, "path", f"chart-point {point.flag}", d=shape)
        elif kind:
            side = SIZE * 1.7
            square = f"M{x - side / 2:.1f} {y - side / 2:.1f}h{side:.1f}v{side:.1f}h{-side:.1f}z"
            add(self.root, "path", "chart-point hollow", d=square)
        else:
            add(self.root, "circle", "chart-point", cx=x, cy=y, r=SIZE)

    def _gaps(self) -> None:
        for at in self.chart.gaps:
            if self.days.begins_at <= at < self.days.ends_at:
                x, y = self.x(self.days.place(at)), FLOOR - 7
                cross = f"M{x - 4:.1f} {y - 4:.1f}l8 8m0 -8l-8 8"
                add(self.root, "path", "chart-gap", d=cross)


def _within(line: Line, days: Days) -> Line:
    inside = [point for point in line.points if days.begins_at <= point.at < days.ends_at]
    inside.sort(key=lambda point: point.at)
    return Line(line.name, thinned(inside, days.begins_at, days.ends_at), line.hollow)


def _triangle(x: float, y: float, flag: Flag) -> str:
    """Pointing to where the value lies: up when it is high."""
    half = SIZE * 1.6
    turn = -1 if flag == "high" else 1
    return (
        f"M{x - half:.1f} {y - turn * half:.1f}h{2 * half:.1f}l{-half:.1f} {turn * 2 * half:.1f}z"
    )
