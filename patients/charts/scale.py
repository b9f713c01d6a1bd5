"""The two axes: values in round steps, and days of the calendar in Japan."""

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from patients.calendar import weekday
from patients.visit_time import JAPAN

STEPS = (1.0, 2.0, 5.0, 10.0)
ABOUT = 4  # so many steps are easily read
AS_GOOD_AS_SAME = 1e-6
EVERY = {14: 3, 30: 5, 90: 15}  # days between two dates that are written


@dataclass(frozen=True)
class Values:
    """From `low` to `high` in steps; both are whole steps."""

    low: float
    high: float
    step: float

    @classmethod
    def holding(cls, low: float, high: float) -> "Values":
        """Round numbers around these two, also when they are the same or as good as."""
        if high - low <= AS_GOOD_AS_SAME * max(1.0, abs(low), abs(high)):
            low, high = low - abs(low) * 0.05 - 0.5, high + abs(high) * 0.05 + 0.5
        step = _round_step((high - low) / ABOUT)
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        return cls(first * step, last * step, step)

    def place(self, value: float) -> float:
        """0 at the bottom, 1 at the top."""
        return (value - self.low) / (self.high - self.low)

    @property
    def ticks(self) -> tuple[tuple[float, str], ...]:
        places = max(0, -math.floor(math.log10(self.step) + 1e-9))
        count = round((self.high - self.low) / self.step)
        values = [self.low + number * self.step for number in range(count + 1)]
        return tuple((value, f"{value:.{places}f}") for value in values)


def _round_step(least: float) -> float:
    size = 10.0 ** math.floor(math.log10(least))
    return next(one * size for one in STEPS if one * size >= least * (1 - 1e-9))


@dataclass(frozen=True)
class Days:
    """Whole days in Japan, the last one included."""

    first: date
    last: date

    @classmethod
    def until(cls, last: date, count: int) -> "Days":
        return cls(last - timedelta(days=count - 1), last)

    @property
    def count(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def begins_at(self) -> datetime:
        return datetime.combine(self.first, time(), JAPAN)

    @property
    def ends_at(self) -> datetime:
        return datetime.combine(self.last + timedelta(days=1), time(), JAPAN)

    def place(self, at: datetime) -> float:
        """0 at the first midnight, 1 at the last."""
        return (at - self.begins_at) / (self.ends_at - self.begins_at)

    def place_of_day(self, day: date) -> float:
        return self.place(datetime.combine(day, time(12), JAPAN))

    @property
    def ticks(self) -> tuple[tuple[date, str], ...]:
        """The days that are written, back from the last: "11/20", in a fortnight "11/20 金"."""
        every = next((step for days, step in EVERY.items() if self.count <= days), self.count // 6)
        days = [self.last - timedelta(days=back) for back in range(0, self.count, every)]
        return tuple((day, _written(day, self.count)) for day in reversed(days))


def _written(day: date, count: int) -> str:
    written = f"{day.month}/{day.day}"
    return f"{written} {weekday(day)}" if count <= min(EVERY) else written
