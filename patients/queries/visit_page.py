"""訪問: the plan of one patient's visits, what differs from it, and who may be sent."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from patients.labels import VISIT_KIND_LABELS
from patients.models import VisitSeries
from patients.queries.header import PatientHeader, header_in
from patients.queries.location import LocationRow, stays_since
from patients.queries.visit import GONE
from patients.queries.visit_rows import VisitRow, in_force, midnight, rows_between, rule_of
from patients.visit_plan import Occurrence
from patients.visit_rule import Rule
from patients.visit_time import JAPAN
from patients.vocabulary import Location, VisitKind, VisitState
from sharing import access
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.keys import RoomKeys
from sharing.queries.care_team import team_in
from sharing.queries.directory import PersonRow, row_of
from sharing.vocabulary import Action

AHEAD = timedelta(days=14)
BEHIND = timedelta(days=7)


@dataclass(frozen=True)
class SeriesRow:
    id: UUID
    rule: Rule
    visitor: PersonRow
    kind: VisitKind
    remark: str
    ours: bool

    @property
    def kind_label(self) -> str:
        return str(VISIT_KIND_LABELS[self.kind])


@dataclass(frozen=True)
class VisitPage:
    header: PatientHeader
    today: date
    series: tuple[SeriesRow, ...]
    visits: tuple[VisitRow, ...]
    visitors: tuple[PersonRow, ...]  # of my organisation, on the team
    may_plan: bool
    may_attend: bool

    @property
    def is_gone(self) -> bool:
        """Died, or left care: no visit is planned any more."""
        return self.header.location_code in GONE

    @property
    def past(self) -> tuple[VisitRow, ...]:
        return tuple(row for row in reversed(self._expected) if not self._coming(row))

    @property
    def coming(self) -> tuple[VisitRow, ...]:
        return tuple(row for row in self._expected if self._coming(row))

    def visit(self, at: Occurrence) -> VisitRow | None:
        return next((row for row in self.visits if row.at == at), None)

    @property
    def _expected(self) -> tuple[VisitRow, ...]:
        """Without what was planned for later, once the patient is gone."""
        left = self.is_gone
        return tuple(
            row
            for row in self.visits
            if not (left and row.away and row.state is VisitState.PLANNED)
        )

    def _coming(self, row: VisitRow) -> bool:
        return timezone.localdate(row.ends_at, JAPAN) >= self.today


def visit_page(actor: Actor, compartment: UUID, around: date | None = None) -> VisitPage:
    """The last week and the two weeks to come; `around` widens it to hold that day too."""
    with access.permitted(actor, Action.PATIENT_READ, compartment, entity="visits") as deed:
        keys, today = {compartment: deed.keys}, timezone.localdate(deed.at, JAPAN)
        first, last = _period(today, around)
        series = in_force([compartment], today, today + AHEAD)
        stays = stays_since(compartment, deed.keys, midnight(first))
        gone = stays[-1].location in GONE
        return VisitPage(
            header=header_in(deed, stays[-1]),
            today=today,
            series=tuple(_series(deed, deed.keys, one) for one in series if one.weekdays),
            visits=tuple(_told(rows_between(keys, first, last), stays)),
            visitors=_visitors(deed),
            may_plan=Action.VISIT_PLAN in deed.may and not gone,
            may_attend=Action.VISIT_ATTEND in deed.may,
        )


def _told(rows: Iterable[VisitRow], stays: Iterable[LocationRow]) -> list[VisitRow]:
    """Each with whether the patient was away from home in its hours."""
    away = [stay for stay in stays if stay.location is not Location.HOME]
    return [
        replace(row, away=any(stay.lies_in(row.begins_at, row.ends_at) for stay in away))
        for row in rows
    ]


def _period(today: date, around: date | None) -> tuple[date, date]:
    """A day far away is not looked for: a year of days is no page."""
    first, last = today - BEHIND, today + AHEAD
    if around is None or abs(around - today) > timedelta(days=400):
        return first, last
    return min(first, around), max(last, around)


def _series(deed: Deed, keys: RoomKeys, row: VisitSeries) -> SeriesRow:
    said = keys.open_json(row.place, row.body)
    return SeriesRow(
        id=row.pk,
        rule=rule_of(row),
        visitor=row_of(row.visitor),
        kind=VisitKind(str(said["kind"])),
        remark=str(said["remark"]),
        ours=row.organization_id == deed.actor.organization_id,
    )


def _visitors(deed: Deed) -> tuple[PersonRow, ...]:
    return tuple(
        member.person
        for member in team_in(deed)
        if member.person.organization_id == deed.actor.organization_id
    )
