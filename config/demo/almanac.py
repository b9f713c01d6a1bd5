"""Days of the story as days of the calendar: D0 is the day of the demo."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from patients.calendar import short_date

TOKYO = ZoneInfo("Asia/Tokyo")
START_OF_DAY = time(10)  # a demo started before is told as of yesterday
SATURDAY = 5
DAYS_OF_A_WEEK = 7
DAY_NAME = re.compile(r"\{(left )?D([+-]\d+)?\}")

Day = int


@dataclass(frozen=True)
class Almanac:
    """Turns days of the story into days of the calendar."""

    today: date

    def day(self, offset: Day, *, office: bool) -> date:
        """Office-hour things never happen on a weekend: the Friday before has them."""
        day = self.today + timedelta(days=offset)
        return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1)) if office else day

    def at(self, offset: Day, clock: str, *, office: bool) -> datetime:
        day = self.day(offset, office=office)
        return datetime.combine(day, time.fromisoformat(clock), TOKYO)

    def deadline(self, offset: Day, clock: str, asked_at: datetime, *, office: bool) -> datetime:
        """When an answer is due; who works on weekdays has until Friday, or else Monday."""
        due = self.at(offset, clock, office=False)
        if not office or due.weekday() < SATURDAY:
            return due
        friday = self.at(offset, clock, office=True)
        if friday.date() > asked_at.date():
            return friday
        return self.at(offset + DAYS_OF_A_WEEK - due.weekday(), clock, office=False)

    def tell(self, text: str) -> str:
        """The text with {D+2} as a date of office hours and {left D+2} as days until then."""
        return DAY_NAME.sub(self._name, text)

    def _name(self, found: re.Match[str]) -> str:
        day = self.day(int(found[2] or 0), office=True)
        return str((day - self.today).days) if found[1] else short_date(day)


def almanac(now: datetime) -> Almanac:
    """D0 is today in Japan; before 10:00 it is yesterday, so that D0 has had its morning."""
    here = now.astimezone(TOKYO)
    early = here.time() < START_OF_DAY
    return Almanac(here.date() - timedelta(days=1 if early else 0))
