"""Eras, ages and days as they are written in Japan."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.calendar import age, long_date, parse_date, short_date, wareki, wareki_year


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 20), "令和8年11月20日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1926, 12, 24), "大正15年12月24日"),
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1873, 1, 1), "明治6年1月1日"),
        (date(1872, 12, 31), "1872年12月31日"),
    ],
)
def test_a_day_in_its_era(day: date, written: str) -> None:
    assert wareki(day) == written


def test_short_forms() -> None:
    assert wareki_year(date(1938, 1, 25)) == "昭和13年"
    assert long_date(date(2026, 11, 20)) == "2026年11月20日（金）"
    assert short_date(date(2026, 11, 22)) == "11/22（日）"


@pytest.mark.parametrize(
    ("birth", "on", "years"),
    [
        (date(1942, 3, 8), date(2026, 3, 7), 83),
        (date(1942, 3, 8), date(2026, 3, 8), 84),
        (date(2000, 2, 29), date(2026, 2, 28), 25),
        (date(2000, 2, 29), date(2026, 3, 1), 26),
        (date(2000, 2, 29), date(2028, 2, 29), 28),
        (date(2026, 11, 20), date(2026, 11, 20), 0),
    ],
)
def test_age_in_full_years(birth: date, on: date, years: int) -> None:
    assert age(birth, on) == years


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1938-01-25", date(1938, 1, 25)),
        ("１９３８／１／２５", date(1938, 1, 25)),
        ("19380125", date(1938, 1, 25)),
        ("昭和13年1月25日", date(1938, 1, 25)),
        ("S13.1.25", date(1938, 1, 25)),
        ("ｓ１３．１．２５", date(1938, 1, 25)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("昭和70年1月1日", None),
        ("R0.5.1", None),
        ("2026-02-29", None),
        ("13.1.25", None),
        ("", None),
        ("きのう", None),
        ("0" * 5000, None),
    ],
)
def test_a_day_as_people_type_it(typed: str, day: date | None) -> None:
    assert parse_date(typed) == day


@given(st.dates(min_value=date(1873, 1, 1)))
def test_every_day_in_its_era_is_read_back(day: date) -> None:
    assert parse_date(wareki(day)) == day
