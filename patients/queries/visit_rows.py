"""Planned visits as people read them: rules and what differs from them, put together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q

from patients.labels import VISIT_KIND_LABELS, VISIT_STATE_LABELS
from patients.models import Attendance, Visit, VisitSeries
from patients.visit_plan import Occurrence
from patients.visit_rule import DAY, Rule
from patients.visit_time import JAPAN
from patients.vocabulary import VisitKind, VisitState
from sharing.keys import RoomKeys
from sharing.queries.directory import PersonRow, row_of

WRITTEN_WITHIN = timedelta(hours=2)
PUNCTUAL = timedelta(minutes=15)


@dataclass(frozen=True)
class AttendanceRow:
    person: PersonRow
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class VisitRow:
    """One visit of a day. `id` is None as long as nothing happened to it."""

    room: UUID
    at: Occurrence
    id: UUID | None
    begins_at: datetime
    ends_at: datetime
    visitor: PersonRow
    organization: UUID
    kind: VisitKind
    remark: str
    state: VisitState = VisitState.PLANNED
    attendances: tuple[AttendanceRow, ...] = ()
    note: UUID | None = None
    reason: str = ""  # why it was cancelled
    planned_for: datetime | None = None  # where it was moved from
    planned: bool = True
    away: bool = False  # in these hours the patient was not at home

    @property
    def kind_label(self) -> str:
        return str(VISIT_KIND_LABELS[self.kind])

    @property
    def state_label(self) -> str:
        return str(VISIT_STATE_LABELS[self.state])

    def attendance_of(self, practitioner_role: UUID) -> AttendanceRow | None:
        mine = (one for one in self.attendances if one.person.id == practitioner_role)
        return next(mine, None)

    def concerns(self, practitioner_role: UUID) -> bool:
        return (
            self.visitor.id == practitioner_role
            or self.attendance_of(practitioner_role) is not None
        )

    def lies_between(self, first: date, last: date) -> bool:
        """Whether any part of it lies on these days; a night's visit lies on two."""
        return self.begins_at < midnight(last + DAY) and self.ends_at > midnight(first)

    def late(self, now: datetime) -> bool:
        waited = self.state is VisitState.PLANNED and not self.away
        return waited and now > self.begins_at + PUNCTUAL

    def unwritten(self, now: datetime) -> bool:
        """Its end is two hours ago, and no note was written of it."""
        expected = self.state is not VisitState.CANCELLED and self.note is None
        paused = self.away and self.state is VisitState.PLANNED
        return expected and not paused and now > self.ends_at + WRITTEN_WITHIN


def rows_between(
    keys: Mapping[UUID, RoomKeys], first: date, last: date, organization: UUID | None = None
) -> list[VisitRow]:
    """Every visit of these rooms from one day to another, by time: three statements.

    Moved ones stand where they were moved to. Nothing is made, nothing is stored.
    """
    rows = rows_about(keys, first, last, organization)
    shown = (row for row in rows if row.lies_between(first, last))
    return sorted(shown, key=lambda row: (row.begins_at, row.room, row.at.plan))


def rows_about(
    keys: Mapping[UUID, RoomKeys], first: date, last: date, organization: UUID | None = None
) -> list[VisitRow]:
    """As `rows_between`, in no order, with those that were moved away to other days."""
    rooms = list(keys)
    series, visits = in_force(rooms, first, last), _happened(rooms, first, last)
    if organization is not None:
        series = [one for one in series if one.organization_id == organization]
        visits = [one for one in visits if one.organization_id == organization]
    attendances = _attendances(visits)
    taken = {(one.series_id, one.planned_date) for one in visits}
    rows = [_row(keys[one.compartment_id], one, attendances) for one in visits]
    rows += _by_rule(series, keys, taken, first, last)
    return rows


def midnight(day: date) -> datetime:
    """The moment at which a day begins."""
    return datetime.combine(day, time(0), JAPAN)


def in_force(rooms: Iterable[UUID], first: date, last: date) -> list[VisitSeries]:
    """The series that may give a visit between two days, with names to sign them."""
    found = (
        VisitSeries.objects.filter(
            Q(last_date=None) | Q(last_date__gte=first - DAY),
            compartment_id__in=list(rooms),
            ended_at=None,
            first_date__lte=last,
        )
        .select_related("visitor__practitioner", "visitor__organization")
        .order_by("begins", "pk")
    )
    return list(found)


def rule_of(series: VisitSeries) -> Rule:
    return Rule(
        series.first_date,
        series.begins,
        series.minutes,
        frozenset(map(int, series.weekdays)),
        series.interval,
        series.last_date,
    )


def _happened(rooms: Iterable[UUID], first: date, last: date) -> list[Visit]:
    found = (
        Visit.objects.filter(
            Q(planned_date__gte=first - DAY, planned_date__lte=last)
            | Q(begins_at__gte=midnight(first - DAY), begins_at__lt=midnight(last + DAY)),
            compartment_id__in=list(rooms),
        )
        .select_related("series", "visitor__practitioner", "visitor__organization")
        .order_by("begins_at", "pk")
    )
    return list(found)


def _attendances(visits: Iterable[Visit]) -> Mapping[UUID, tuple[AttendanceRow, ...]]:
    found: dict[UUID, tuple[AttendanceRow, ...]] = {}
    rows = (
        Attendance.objects.filter(visit_id__in=[one.pk for one in visits])
        .select_related("practitioner_role__practitioner", "practitioner_role__organization")
        .order_by("started_at", "pk")
    )
    for row in rows:
        one = AttendanceRow(row_of(row.practitioner_role), row.started_at, row.ended_at)
        found[row.visit_id] = (*found.get(row.visit_id, ()), one)
    return found


def _by_rule(
    series: Iterable[VisitSeries],
    keys: Mapping[UUID, RoomKeys],
    taken: set[tuple[UUID | None, date]],
    first: date,
    last: date,
) -> Iterator[VisitRow]:
    for one in series:
        rule, said = rule_of(one), keys[one.compartment_id].open_json(one.place, one.body)
        for day in rule.dates(first - DAY, last):
            if (one.pk, day) in taken:
                continue
            begins_at, ends_at = rule.span(day)
            yield VisitRow(
                room=one.compartment_id,
                at=Occurrence(one.pk, day),
                id=None,
                begins_at=begins_at,
                ends_at=ends_at,
                visitor=row_of(one.visitor),
                organization=one.organization_id,
                kind=VisitKind(str(said["kind"])),
                remark=str(said["remark"]),
            )


def _row(
    keys: RoomKeys, visit: Visit, attendances: Mapping[UUID, tuple[AttendanceRow, ...]]
) -> VisitRow:
    said, series = keys.open_json(visit.place, visit.body), visit.series
    by_rule = rule_of(series).span(visit.planned_date)[0] if series else visit.begins_at
    return VisitRow(
        room=visit.compartment_id,
        at=Occurrence(visit.series_id or visit.pk, visit.planned_date),
        id=visit.pk,
        begins_at=visit.begins_at,
        ends_at=visit.ends_at,
        visitor=row_of(visit.visitor),
        organization=visit.organization_id,
        kind=VisitKind(str(said["kind"])),
        remark=str(said["remark"]),
        state=VisitState(visit.state),
        attendances=attendances.get(visit.pk, ()),
        note=visit.note,
        reason=str(said["reason"]),
        planned_for=by_rule if by_rule != visit.begins_at else None,
        planned=series is not None,
    )
