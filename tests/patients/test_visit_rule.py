"""The rule of repeating visits: dates it gives, hours it has, and whatever anybody may plan."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.visit_rule import Rule, minutes_between

MONDAY = date(2026, 6, 1)
DAYS = st.integers(0, 1800).map(lambda days: date(2024, 1, 1) + timedelta(days=days))
HOURS = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))
RULES = st.builds(
    Rule,
    first_date=DAYS,
    begins=HOURS,
    minutes=st.integers(1, 720),
    weekdays=st.frozensets(st.integers(0, 6)),
    interval=st.integers(1, 4),
    last_date=st.none() | DAYS,
)


def dates(rule: Rule, days: int = 28) -> list[date]:
    return list(rule.dates(MONDAY, MONDAY + timedelta(days=days - 1)))


def test_monday_and_thursday_every_week() -> None:
    rule = Rule(MONDAY, time(10), 60, frozenset({0, 3}))
    assert dates(rule, 14) == [MONDAY + timedelta(days=n) for n in (0, 3, 7, 10)]


def test_every_second_week_counts_from_the_week_of_the_first_day() -> None:
    rule = Rule(MONDAY + timedelta(days=2), time(10), 60, frozenset({0, 2}), interval=2)
    assert dates(rule) == [MONDAY + timedelta(days=n) for n in (2, 14, 16)]


def test_without_weekdays_it_is_a_single_visit() -> None:
    assert dates(Rule(MONDAY, time(10), 60)) == [MONDAY]


def test_said_on_a_friday_every_other_monday_begins_with_the_monday_to_come() -> None:
    rule = Rule(date(2026, 6, 5), time(10), 60, frozenset({0}), interval=2).from_its_first_day()
    assert dates(rule) == [date(2026, 6, 8), date(2026, 6, 22)]


def test_a_night_visit_ends_on_the_next_day() -> None:
    begins_at, ends_at = Rule(MONDAY, time(23, 30), 60).span(MONDAY)
    assert (ends_at.date() - begins_at.date()).days == 1
    assert begins_at.isoformat() == "2026-06-01T23:30:00+09:00"


@pytest.mark.parametrize(
    ("begins", "ends", "minutes"),
    [
        (time(10), time(11), 60),
        (time(23, 30), time(0, 30), 60),
        (time(20), time(8), 720),
        (time(20), time(8, 1), None),
        (time(10), time(10), None),
    ],
)
def test_from_one_hour_to_another(begins: time, ends: time, minutes: int | None) -> None:
    assert minutes_between(begins, ends) == minutes


@given(RULES, DAYS, st.integers(0, 60))
def test_the_days_of_a_rule_are_those_it_falls_on(rule: Rule, first: date, days: int) -> None:
    last = first + timedelta(days=days)
    span = [first + timedelta(days=n) for n in range(days + 1)]
    assert list(rule.dates(first, last)) == [day for day in span if rule.falls_on(day)]


@given(RULES, DAYS)
def test_a_period_cut_in_two_gives_the_same_days(rule: Rule, first: date) -> None:
    middle, last = first + timedelta(days=10), first + timedelta(days=35)
    halves = [*rule.dates(first, middle), *rule.dates(middle + timedelta(days=1), last)]
    assert halves == list(rule.dates(first, last))


@given(RULES)
def test_days_keep_to_weekdays_interval_and_period(rule: Rule) -> None:
    found = list(rule.dates(rule.first_date, rule.first_date + timedelta(days=120)))
    for day in found:
        assert rule.first_date <= day <= (rule.last_date or day)
        assert day.weekday() in (rule.weekdays or {rule.first_date.weekday()})
    mondays = {day - timedelta(days=day.weekday()) for day in found}
    assert all((a - b).days % (7 * rule.interval) == 0 for a in mondays for b in mondays)


@given(RULES)
def test_counted_from_its_first_day_a_rule_visits_on_that_day(rule: Rule) -> None:
    begun = rule.from_its_first_day()
    assert 0 <= (begun.first_date - rule.first_date).days < 7
    assert begun.falls_on(begun.first_date) or (
        rule.last_date is not None and rule.last_date < begun.first_date
    )


@given(HOURS, HOURS)
def test_an_hour_and_a_length_lead_to_the_other_hour(begins: time, ends: time) -> None:
    minutes = minutes_between(begins, ends)
    if minutes is None:
        assert begins == ends or minutes_between(ends, begins) is not None
    else:
        assert Rule(MONDAY, begins, minutes).span(MONDAY)[1].time() == ends
