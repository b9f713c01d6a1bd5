"""Sparklines and the body map."""

from datetime import datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from patients.body_sites import BODY_SITES
from patients.charts.body_map import RADIUS, MapWords, Spot, body_map
from patients.charts.parts import Point
from patients.charts.sparkline import HEIGHT, WIDTH, sparkline
from patients.visit_time import JAPAN

START = datetime(2026, 11, 1, tzinfo=JAPAN)
WORDS = MapWords("創の部位", "1 仙骨部", "前", "後ろ")


def points(*values: float) -> list[Point]:
    return [Point(START + timedelta(days=day), value) for day, value in enumerate(values)]


def elements(svg: str, kind: str) -> list[ElementTree.Element]:
    return [one for one in ElementTree.fromstring(svg).iter() if one.get("class") == kind]  # noqa: S314


def test_one_value_is_no_line() -> None:
    assert (sparkline([]), sparkline(points(5))) == ("", "")


@pytest.mark.parametrize("values", [(5, 5, 5), (1, 1e9), (-3, 0, 3), tuple(range(500))])
def test_a_sparkline_stays_within_its_line_and_says_nothing_by_itself(
    values: tuple[float, ...],
) -> None:
    svg = sparkline(points(*values))
    (line,) = elements(svg, "spark-line")
    for place in (line.get("points") or "").split():
        x, y = (float(side) for side in place.split(","))
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT
    assert 'aria-hidden="true"' in svg


def test_each_wound_stands_in_its_view_with_its_number() -> None:
    svg = body_map([Spot("1", "sacrum"), Spot("2", "right-knee"), Spot("3", "nowhere")], WORDS)
    assert [one.text for one in elements(svg, "body-number")] == ["2", "1"]
    assert [one.text for one in elements(svg, "body-label")] == ["前", "後ろ"]
    assert "創の部位" in svg


def test_two_wounds_of_one_place_do_not_cover_each_other() -> None:
    svg = body_map([Spot(str(number), "sacrum") for number in range(1, 4)], WORDS)
    places = sorted(float(one.get("cx") or 0) for one in elements(svg, "body-spot"))
    assert all(right - left >= 2 * RADIUS - 1 for left, right in pairwise(places))


def test_every_place_of_the_list_can_be_drawn() -> None:
    for site in BODY_SITES:
        svg = body_map([Spot("1", site.code)], WORDS)
        assert len(elements(svg, "body-spot")) == 1
