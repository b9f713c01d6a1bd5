"""When each event of the stories happens, and in which order the server hears of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from config.demo.almanac import Almanac, Day
from config.demo.story import Came, Event, Left, Said, WasThere

OFFICE_PEOPLE = frozenset({"suzuki", "takahashi", "ito", "matsui"})
# Nobody waits for their answer on a weekend, nor for that of an organisation.
WEEKDAY_PEOPLE = OFFICE_PEOPLE | {"tanaka", "ogawa", "inoue", "nakamura"}
OFFICE_HOURS = (time(8, 30), time(18))


@dataclass(frozen=True)
class Scheduled:
    """An event with the moment at which the server gets it, and that at which it was written."""

    at: datetime
    captured_at: datetime
    event: Event = field(compare=False)


def schedule(events: Iterable[Event], calendar: Almanac) -> list[Scheduled]:
    """Everything in the order in which it reaches the server."""
    found = [one for event in events for one in _scheduled(event, calendar)]
    return sorted(found, key=lambda scheduled: (scheduled.at, scheduled.captured_at))


def is_office(event: Event) -> bool:
    """Whether a weekend moves this: who wrote it works on weekdays, and it was not the night."""
    begins, ends = OFFICE_HOURS
    in_hours = begins <= time.fromisoformat(event.time) < ends
    return in_hours and event.who in OFFICE_PEOPLE and not event.any_day


def due(
    to: tuple[str, ...], reply_by: tuple[Day, str] | None, calendar: Almanac, asked_at: datetime
) -> datetime | None:
    """By when the writer hopes for an answer."""
    if reply_by is None:
        return None
    office = any(key in WEEKDAY_PEOPLE or key.startswith("#") for key in to)
    return calendar.deadline(*reply_by, asked_at, office=office)


def _scheduled(event: Event, calendar: Almanac) -> Iterator[Scheduled]:
    office = is_office(event)
    captured_at = calendar.at(event.day, event.time, office=office)
    if not isinstance(event, Said):
        yield Scheduled(captured_at, captured_at, event)
        return
    at = calendar.at(event.day, event.arrived, office=office) if event.arrived else captured_at
    if event.visit:
        yield from _attendance(event, at, captured_at)
    yield Scheduled(at, captured_at, event)


def _attendance(note: Said, at: datetime, captured_at: datetime) -> Iterator[Scheduled]:
    """Two taps, or without a signal both hours by hand when the note arrives."""
    minutes = note.form.minutes if note.form else 0
    came_at = captured_at - timedelta(minutes=minutes)
    if note.arrived:
        there = WasThere(
            day=note.day, time=note.time, who=note.who, patient=note.patient, visit=note.visit,
            minutes=minutes,
        )  # fmt: skip
        yield Scheduled(at, captured_at, there)
        return
    came = Came(
        day=note.day, time=f"{came_at:%H:%M}", who=note.who, patient=note.patient,
        visit=note.visit, kind=note.unplanned,
    )  # fmt: skip
    left = Left(day=note.day, time=note.time, who=note.who, patient=note.patient, visit=note.visit)
    yield Scheduled(came_at, came_at, came)
    yield Scheduled(captured_at, captured_at, left)
