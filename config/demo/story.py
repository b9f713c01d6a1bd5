"""How a story is written down: rows with days counted from D0, the day of the demo."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from messaging.vocabulary import Purpose, ResponseCode
from patients.calendar import short_date
from patients.vocabulary import Location

TOKYO = ZoneInfo("Asia/Tokyo")
START_OF_DAY = time(10)  # a demo started before is told as of yesterday
SATURDAY = 5
DAYS_OF_A_WEEK = 7
OFFICE_PEOPLE = frozenset({"suzuki", "takahashi", "ito", "matsui"})
# Nobody waits for their answer on a weekend.
WEEKDAY_PEOPLE = OFFICE_PEOPLE | {"tanaka", "ogawa", "inoue", "nakamura"}
OFFICE_HOURS = (time(8, 30), time(18))
DAY_NAME = re.compile(r"\{(left )?D([+-]\d+)?\}")

Day = int
Vitals = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Said:
    """An entry. `to` and `mentions` hold keys of people or "@profession"; "" is the team.

    `day` and `time` are when it was written on the device; `arrived` when the server got it.
    With `any_day` it stays on its day although its writer is at work on weekdays only.
    """

    day: Day
    time: str
    who: str
    patient: str
    purpose: Purpose
    text: str
    vitals: tuple[Vitals, ...] = ()
    to: tuple[str, ...] = ()
    reply_by: tuple[Day, str] | None = None
    mentions: tuple[str, ...] = ()
    arrived: str | None = None
    reply_to: str = ""
    key: str = ""
    any_day: bool = False


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One tap on the entry with this key."""

    day: Day
    time: str
    who: str
    patient: str
    key: str
    code: ResponseCode
    any_day: bool = False


@dataclass(frozen=True, kw_only=True)
class Moved:
    """所在 was changed."""

    day: Day
    time: str
    who: str
    patient: str
    location: Location
    detail: str = ""
    any_day: bool = False


@dataclass(frozen=True, kw_only=True)
class Read:
    """Somebody read the timeline down to its newest entry."""

    day: Day
    time: str
    who: str
    patient: str
    any_day: bool = True


Event = Said | Answered | Moved | Read


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


def is_office(event: Event) -> bool:
    """Whether a weekend moves this: who wrote it works on weekdays, and it was not the night."""
    begins, ends = OFFICE_HOURS
    in_hours = begins <= time.fromisoformat(event.time) < ends
    return in_hours and event.who in OFFICE_PEOPLE and not event.any_day


def due(said: Said, calendar: Almanac, asked_at: datetime) -> datetime | None:
    """By when the writer hopes for an answer."""
    if said.reply_by is None:
        return None
    office = not WEEKDAY_PEOPLE.isdisjoint(said.to)
    return calendar.deadline(*said.reply_by, asked_at, office=office)


@dataclass(frozen=True)
class Scheduled:
    """An event with the moment at which the server gets it, and that at which it was written."""

    at: datetime
    captured_at: datetime
    event: Event = field(compare=False)


def schedule(events: Iterable[Event], calendar: Almanac) -> list[Scheduled]:
    """Everything in the order in which it reaches the server."""
    found = []
    for event in events:
        office = is_office(event)
        captured_at = calendar.at(event.day, event.time, office=office)
        arrived = event.arrived if isinstance(event, Said) else None
        at = calendar.at(event.day, arrived, office=office) if arrived else captured_at
        found.append(Scheduled(at, captured_at, event))
    return sorted(found, key=lambda scheduled: (scheduled.at, scheduled.captured_at))


def vitals(
    *,
    pressure: str = "",
    oxygen: str = "",
    condition: str = "rest",
    rhythm: str = "",
    comment: str = "",
    by: str = "",
    **values: str,
) -> tuple[Vitals]:
    """One set in the form the composer sends: pressure as "128/70", oxygen as litres a minute.

    `by` is how the air was given; without it a cannula gives oxygen, and nothing the room's air.
    """
    found: dict[str, dict[str, object]] = {code: {"value": value} for code, value in values.items()}
    if pressure:
        upper, lower = pressure.split("/")
        found |= {"sbp": {"value": upper}, "dbp": {"value": lower}}
    if "spo2" in found:
        found["spo2"] |= _air(oxygen, by)
    if rhythm:
        found["pulse"]["rhythm"] = rhythm
    return ({"at": None, "condition": condition, "comment": comment, "values": found},)


def _air(oxygen: str, by: str) -> dict[str, object]:
    if oxygen:
        return {"air": "oxygen", "flow": oxygen, "by": by or "cannula"}
    return {"air": "room", "by": by} if by else {"air": "room"}
