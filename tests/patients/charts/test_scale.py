"""Axes: round numbers and days of the calendar, whatever the values are."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from patients.charts.scale import Days, Values
from patients.visit_time import JAPAN

FORTNIGHT = Days.until(date(2026, 11, 21), 14)


@pytest.mark.parametrize(
    ("low", "high", "labels"),
    [
        (35.5, 38, ["35", "36", "37", "38"]),
        (49.0, 51.0, ["49.0", "49.5", "50.0", "50.5", "51.0"]),
        (50, 110, ["40", "60", "80", "100", "120"]),
        (0, 10, ["0", "5", "10"]),
        (70, 70, ["66", "68", "70", "72", "74"]),
        (0, 0, ["-0.5", "0.0", "0.5"]),
    ],
)
def test_ticks_are_round_and_hold_both_ends(low: float, high: float, labels: list[str]) -> None:
    assert [label for _value, label in Values.holding(low, high).ticks] == labels


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
@example(0.0, 5e-324)
@example(1e300, 1.0)
def test_every_value_has_its_place_between_few_ticks(one: float, other: float) -> None:
    low, high = min(one, other), max(one, other)
    scale = Values.holding(low, high)
    assert 2 <= len(scale.ticks) <= 8
    for value in (low, high):
        assert -1e-6 <= scale.place(value) <= 1 + 1e-6


def test_days_run_from_midnight_to_midnight_in_japan() -> None:
    assert FORTNIGHT.first == date(2026, 11, 8)
    assert FORTNIGHT.place(datetime(2026, 11, 8, tzinfo=JAPAN)) == 0
    assert FORTNIGHT.place(datetime(2026, 11, 22, tzinfo=JAPAN)) == 1


@pytest.mark.parametrize(
    ("count", "labels"),
    [
        (14, ["11/9 月", "11/12 木", "11/15 日", "11/18 水", "11/21 土"]),
        (30, ["10/27", "11/1", "11/6", "11/11", "11/16", "11/21"]),
        (90, ["9/7", "9/22", "10/7", "10/22", "11/6", "11/21"]),
    ],
)
def test_days_are_written_as_in_a_calendar(count: int, labels: list[str]) -> None:
    days = Days.until(date(2026, 11, 21), count)
    assert [label for _day, label in days.ticks] == labels


@given(st.integers(1, 4000))
def test_dates_never_crowd(count: int) -> None:
    days = Days.until(date(2026, 11, 21), count)
    written = [day for day, _label in days.ticks]
    assert written[-1] == days.last
    assert len(written) <= 15
    assert all(later - earlier >= timedelta(days=1) for earlier, later in pairwise(written))
