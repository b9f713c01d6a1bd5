"""The rule by which visits repeat: from days of the week to dates, and from a date to its hours.

Times are those of the clock on the wall in Japan. No database, no present moment.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from patients.visit_time import JAPAN, LONGEST_VISIT

DAY = timedelta(days=1)
DAYS_OF_A_WEEK = 7


@dataclass(frozen=True)
class Rule:
    """Every `interval`-th week, counted from the week of `first_date`, on `weekdays` (0 is
    Monday), up to and with `last_date`. Without weekdays one single visit on `first_date`."""

    first_date: date
    begins: time
    minutes: int
    weekdays: frozenset[int] = frozenset()
    interval: int = 1
    last_date: date | None = None

    def falls_on(self, day: date) -> bool:
        if day < self.first_date or (self.last_date is not None and day > self.last_date):
            return False
        if not self.weekdays:
            return day == self.first_date
        weeks = (_monday(day) - _monday(self.first_date)).days // DAYS_OF_A_WEEK
        return day.weekday() in self.weekdays and weeks % self.interval == 0

    def dates(self, first: date, last: date) -> Iterator[date]:
        """The days of the rule from `first` to `last`, both included."""
        day = max(first, self.first_date)
        last = last if self.last_date is None else min(last, self.last_date)
        while day <= last:
            if self.falls_on(day):
                yield day
            day += DAY

    def span(self, day: date) -> tuple[datetime, datetime]:
        """When the visit of a day begins and ends; past midnight it ends on the next day."""
        begins_at = datetime.combine(day, self.begins, JAPAN)
        return begins_at, begins_at + timedelta(minutes=self.minutes)

    def from_its_first_day(self) -> "Rule":
        """The same rule, counted from the first day on which it gives a visit.

        Somebody who says on a Friday "every other Monday" means the Monday to come.
        """
        if not self.weekdays:
            return replace(self, last_date=self.first_date)
        ahead = min((day - self.first_date.weekday()) % DAYS_OF_A_WEEK for day in self.weekdays)
        return replace(self, first_date=self.first_date + ahead * DAY)


def minutes_between(begins: time, ends: time) -> int | None:
    """How long a visit from one hour to another takes; an earlier end is on the next day.

    None when it is longer than a visit may be, or takes no time at all.
    """
    length = datetime.combine(date.min, ends) - datetime.combine(date.min, begins)
    if length <= timedelta(0):
        length += DAY
    return int(length.total_seconds()) // 60 if length <= LONGEST_VISIT else None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
