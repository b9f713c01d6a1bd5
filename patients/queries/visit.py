"""Today's visits across rooms: mine, or my organisation's, as far as I may see the patients."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from patients.items import title
from patients.models import PatientItem
from patients.queries.items import opened
from patients.queries.listing import PatientLine, lines_in
from patients.queries.visit_rows import VisitRow, midnight, rows_between
from patients.visit_rule import DAY
from patients.vocabulary import ItemKind, Location, VisitState
from sharing import access
from sharing.access import Search
from sharing.actor import Actor
from sharing.keys import RoomKeys
from sharing.vocabulary import Action

LOOKED_AHEAD = timedelta(days=35)  # for the next visit: a rule of four weeks finds one
GONE = frozenset({Location.ENDED, Location.DECEASED})


@dataclass(frozen=True)
class VisitOfDay:
    """A visit with whom it is to, what to know at the door, and when the next one is planned."""

    visit: VisitRow
    patient: PatientLine
    door: tuple[str, ...] = ()
    next_at: datetime | None = None

    @property
    def paused(self) -> bool:
        """The patient is not at home: nobody is waited for, no clock runs."""
        return self.patient.location_code is not Location.HOME

    @property
    def expected(self) -> bool:
        """Whether anybody should still be told of it."""
        gone = self.patient.location_code in GONE
        return not (gone and self.visit.state is VisitState.PLANNED)

    def late(self, now: datetime) -> bool:
        return not self.paused and self.visit.late(now)

    def unwritten(self, now: datetime) -> bool:
        waited = not self.paused or self.visit.state is not VisitState.PLANNED
        return waited and self.visit.unwritten(now)


@dataclass(frozen=True)
class Found:
    """The visits of an organisation from yesterday on, and what is planned after that."""

    day: date
    rows: tuple[VisitRow, ...]
    coming: Mapping[UUID, tuple[datetime, ...]]
    door: Mapping[UUID, tuple[str, ...]]

    @property
    def rooms(self) -> frozenset[UUID]:
        return frozenset(row.room for row in self.rows)

    def with_patients(self, patients: Mapping[UUID, PatientLine]) -> tuple[VisitOfDay, ...]:
        """The visits in the order of their hours; those to patients who left care are gone."""
        visits = (
            VisitOfDay(row, patients[row.room], self.door.get(row.room, ()), self._next(row))
            for row in self.rows
        )
        return tuple(visit for visit in visits if visit.expected)

    def _next(self, row: VisitRow) -> datetime | None:
        later = (at for at in self.coming.get(row.room, ()) if at > row.begins_at)
        return next(later, None)


def visits_of(actor: Actor, day: date) -> tuple[VisitOfDay, ...]:
    """My own visits of a day, and those that I joined."""
    with access.search(actor, Action.PATIENT_READ) as search:
        found = mine_in(search, actor, day)
        search.disclose(found.rooms)
        visits = found.with_patients(lines_in(search, found.rooms))
    return tuple(one for one in visits if one.visit.lies_between(day, day))


def of_organization(actor: Actor, day: date) -> tuple[VisitOfDay, ...]:
    """What my organisation does on a day, for patients whose records I may read."""
    with access.search(actor, Action.PATIENT_READ) as search:
        found = ours_in(search, actor, day)
        search.disclose(found.rooms)
        visits = found.with_patients(lines_in(search, found.rooms))
    return tuple(one for one in visits if one.visit.lies_between(day, day))


def mine_in(search: Search, actor: Actor, day: date) -> Found:
    """For a search that is open already: my visits of the day and the day before."""
    rows = rows_between(search.keys(), day - DAY, day + LOOKED_AHEAD, actor.organization_id)
    shown = (row for row in rows if row.lies_between(day - DAY, day))
    mine = tuple(row for row in shown if row.concerns(actor.practitioner_role_id))
    return _found(search, day, mine, rows)


def ours_in(search: Search, actor: Actor, day: date) -> Found:
    """For a search that is open already: my organisation's visits of the day and the one before."""
    rows = rows_between(search.keys(), day - DAY, day, actor.organization_id)
    return Found(day, tuple(rows), {}, {})


def _found(search: Search, day: date, shown: tuple[VisitRow, ...], rows: list[VisitRow]) -> Found:
    rooms = {row.room for row in shown}
    coming: dict[UUID, tuple[datetime, ...]] = {}
    for row in rows:
        if row.room in rooms and row.state is VisitState.PLANNED and row.begins_at >= midnight(day):
            coming[row.room] = (*coming.get(row.room, ()), row.begins_at)
    return Found(day, shown, coming, door_notes(rooms, search.keys()))


def door_notes(
    rooms: Collection[UUID], keys: Mapping[UUID, RoomKeys]
) -> Mapping[UUID, tuple[str, ...]]:
    """What to know before the door: parking, the key, the dog. One statement."""
    found: dict[UUID, tuple[str, ...]] = {}
    rows: Iterable[PatientItem] = PatientItem.objects.filter(
        compartment_id__in=list(rooms), kind=ItemKind.DOOR, ended_at=None
    ).order_by("recorded_at", "pk")
    for row in rows:
        said = title(ItemKind.DOOR, opened(keys[row.compartment_id], row))
        found[row.compartment_id] = (*found.get(row.compartment_id, ()), said)
    return found
