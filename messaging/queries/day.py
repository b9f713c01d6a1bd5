"""My day: whom I visit, what was handed over, what to know at the door."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from messaging.queries.handover import HandoverRow, points_of
from patients.queries import visit
from patients.queries.listing import PatientLine, lines_in
from patients.queries.visit import VisitOfDay
from patients.visit_time import JAPAN
from sharing import access, clock
from sharing.access import Search
from sharing.actor import Actor
from sharing.vocabulary import Action, Profession

# For whom "no visits today" is worth a line of the first screen.
VISITING = frozenset({Profession.NURSE, Profession.THERAPIST, Profession.HELPER})
BOARD = VISITING | {Profession.PHARMACIST}


@dataclass(frozen=True)
class DayVisit:
    of: VisitOfDay
    handovers: tuple[HandoverRow, ...]


@dataclass(frozen=True)
class Day:
    """`visits` are of today; `unwritten` are yesterday's of which no note is there."""

    date: date
    now: datetime
    visits: tuple[DayVisit, ...]
    unwritten: tuple[VisitOfDay, ...]
    visiting: bool
    has_board: bool


@dataclass(frozen=True)
class Found:
    """What a page needs before it knows the patients, so that it may read all of them at once."""

    actor: Actor
    visits: visit.Found
    handovers: Mapping[UUID, tuple[HandoverRow, ...]]
    now: datetime

    @property
    def rooms(self) -> frozenset[UUID]:
        return self.visits.rooms

    def day(self, patients: Mapping[UUID, PatientLine]) -> Day:
        today = self.visits.day
        mine = self.visits.with_patients(patients)
        visits = tuple(one for one in mine if one.visit.lies_between(today, today))
        return Day(
            date=today,
            now=self.now,
            visits=tuple(DayVisit(v, self.handovers.get(v.visit.room, ())) for v in visits),
            unwritten=tuple(v for v in mine if v not in visits and v.unwritten(self.now)),
            visiting=self.actor.profession in VISITING,
            has_board=self.actor.profession in BOARD or self.actor.administrator,
        )


def day(actor: Actor) -> Day:
    """Everything in one opening of the door."""
    with access.search(actor, Action.COMMUNICATION_READ) as search:
        found = found_in(search, actor)
        search.disclose(found.rooms)
        return found.day(lines_in(search, found.rooms))


def found_in(search: Search, actor: Actor) -> Found:
    """For a page that holds the door open already: five statements; it declares the rooms."""
    now = clock.now()
    visits = visit.mine_in(search, actor, timezone.localdate(now, JAPAN))
    return Found(actor, visits, points_of(visits.rooms, search.keys()), now)
