"""What a chart draws, element by element: structure, not pixels."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from patients.charts.line_chart import HEIGHT, WIDTH, line_chart
from patients.charts.parts import Chart, Line, Mark, Point
from patients.charts.scale import Days
from patients.charts.thinning import thinned
from patients.visit_time import JAPAN
from patients.vital_ranges import Flag

DAYS = Days.until(date(2026, 11, 21), 14)
FLAGS: dict[float, Flag] = {1.0: "low", 99.0: "high"}


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=JAPAN)


def chart(points: Sequence[tuple[int, float]], **more: object) -> Chart:
    line = Line("線", tuple(Point(at(day), value, FLAGS.get(value, "")) for day, value in points))
    said = {"code": "x", "title": "題", "unit": "%", "description": "説明", "lines": (line,),
            "least": (0.0, 100.0), **more}  # fmt: skip
    return Chart(**said)  # type: ignore[arg-type] # the fields of a chart


def drawn(
    one: Chart, marks: Sequence[Mark] = (), days: Days = DAYS
) -> dict[str, list[ElementTree.Element]]:
    """Its elements by their class."""
    found: dict[str, list[ElementTree.Element]] = {}
    for element in ElementTree.fromstring(line_chart(one, days, marks)).iter():  # noqa: S314
        found.setdefault(element.get("class") or element.tag, []).append(element)
    return found


def test_it_is_a_picture_with_a_name_and_a_description() -> None:
    found = drawn(chart([(10, 50)]))
    (svg,) = found["chart"]
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "chart-x-title chart-x-desc")
    assert [found[tag][0].text for tag in ("title", "desc")] == ["題", "説明"]
    assert "style" not in line_chart(chart([(10, 50)]), DAYS)


def test_hostile_words_stay_words() -> None:
    one = chart([(10, 50)], title="<script>&\"'", description="]]><svg/onload=1>")
    assert drawn(one)["title"][0].text == "<script>&\"'"
    assert "<script" not in line_chart(one, DAYS)


def test_what_is_outside_the_usual_range_has_a_shape_of_its_own() -> None:
    found = drawn(chart([(9, 1), (10, 50), (11, 99)]))
    for kind in ("chart-point", "chart-point low", "chart-point high"):
        assert len(found[kind]) == 1
    assert found["chart-point"][0].tag == "circle"
    assert found["chart-point high"][0].tag == "path"


def test_a_line_breaks_where_nothing_could_be_measured() -> None:
    one = chart([(9, 40), (10, 50), (14, 60), (15, 70)], gaps=(at(12),))
    found = drawn(one)
    assert [len((line.get("points") or "").split()) for line in found["chart-line"]] == [2, 2]
    assert len(found["chart-gap"]) == 1


@pytest.mark.parametrize("points", [[], [(10, 50)], [(10, 50), (11, 50), (12, 50)]])
@pytest.mark.parametrize("least", [None, (0.0, 100.0)])
def test_none_one_and_always_the_same_value_are_drawn(
    points: list[tuple[int, float]], least: tuple[float, float] | None
) -> None:
    found = drawn(chart(points, least=least, gaps=(at(13),)))
    assert len(found.get("chart-point", [])) == len(points)
    assert len(found["chart-value"]) >= 2


def test_a_target_is_a_band_within_the_picture_and_limits_are_lines() -> None:
    found = drawn(chart([(10, 50)], usual=(40.0, 500.0), target=True))
    (band,) = found["chart-band"]
    top, height = float(band.get("y") or 0), float(band.get("height") or 0)
    assert 0 <= top < top + height <= HEIGHT
    assert len(found["chart-limit"]) == 1, "the other one lies above the picture"


def test_orders_and_changes_stand_as_numbered_lines_that_never_cover_each_other() -> None:
    marks = [
        Mark(date(2026, 11, 10), 1, frozenset({"order"})),
        Mark(date(2026, 11, 11), 2, frozenset({"medicine", "order"})),
        Mark(date(2026, 10, 1), 3, frozenset({"order"})),
    ]
    found = drawn(chart([(10, 50)]), marks)
    assert len(found["chart-mark order"]) == 1
    assert len(found["chart-mark medicine order"]) == 1
    crowded = [Mark(date(2026, 11, day), day, frozenset({"order"})) for day in range(8, 22)]
    places = [
        float(one.get("x") or 0)
        for one in drawn(chart([(10, 50)]), crowded, Days.until(date(2026, 11, 21), 90))[
            "chart-number"
        ]
    ]
    assert all(right - left >= 13 for left, right in pairwise(places))


def test_a_pressure_has_a_bar_between_its_two_values() -> None:
    upper = Line("上", (Point(at(10), 128), Point(at(11), 130)))
    lower = Line("下", (Point(at(10), 70),), hollow=True)
    found = drawn(chart([], lines=(upper, lower), least=(60.0, 160.0), paired=True))
    assert len(found["chart-bar"]) == 1
    assert len(found["chart-point hollow"]) == 1


def test_everything_lies_within_the_picture_also_what_is_huge_or_negative() -> None:
    found = drawn(chart([(8, -1e9), (12, 1e9), (21, 0)]))
    for point in found["chart-point"]:
        assert 0 <= float(point.get("cx") or -1) <= WIDTH
        assert 0 <= float(point.get("cy") or -1) <= HEIGHT


def many(count: int) -> tuple[Point, ...]:
    return tuple(
        Point(DAYS.begins_at + timedelta(seconds=number * 100), 60 + number % 7)
        for number in range(count)
    )


def test_of_ten_thousand_points_few_are_drawn_and_the_extremes_are_among_them() -> None:
    points = [*many(10_000)]
    points[4321] = Point(points[4321].at, 250.0, "high")
    points[1234] = Point(points[1234].at, 12.0, "low")
    kept = thinned(points, DAYS.begins_at, DAYS.ends_at)
    assert len(kept) <= 240
    assert {250.0, 12.0} <= {point.value for point in kept}
    assert [point.at for point in kept] == sorted(point.at for point in kept)
    svg = line_chart(chart([], lines=(Line("線", tuple(points)),)), DAYS)
    assert len(svg) < 20_000
    assert ("chart-point high" in svg, "chart-point low" in svg) == (True, True)


def test_few_points_stay_as_they_are() -> None:
    points = many(240)
    assert thinned(points, DAYS.begins_at, DAYS.ends_at) == points
