"""The day of an organisation: who visits whom, last night's calls, at risk tonight, no note yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from messaging.models import Communication
from messaging.queries import entries
from messaging.queries.entries import EntryRow
from messaging.vocabulary import EntryKind, Purpose
from patients.queries.listing import PatientLine, lines_in
from patients.queries.visit import VisitOfDay, ours_in
from patients.visit_rule import DAY
from patients.visit_time import JAPAN
from patients.vocabulary import Chip, Location
from sharing import access, clock
from sharing.access import Search
from sharing.actor import Actor
from sharing.queries.directory import PersonRow
from sharing.vocabulary import Action

NIGHT_BEGINS, NIGHT_ENDS = time(17), time(9)
URGENT_FOR = timedelta(hours=24)
AT_RISK = (
    Chip.VENTILATOR,
    Chip.HOME_OXYGEN,
    Chip.INFUSION_PUMP,
    Chip.END_OF_LIFE,
    Chip.LIVING_ALONE,
)


@dataclass(frozen=True)
class Round:
    """One person's visits of the day, by the hour."""

    visitor: PersonRow
    visits: tuple[VisitOfDay, ...]


@dataclass(frozen=True)
class Call:
    patient: PatientLine
    entry: EntryRow


@dataclass(frozen=True)
class Risk:
    """A patient to keep in mind tonight, and why: chips of the header, or an urgent entry."""

    patient: PatientLine
    chips: tuple[Chip, ...]
    urgent: UUID | None


@dataclass(frozen=True)
class Board:
    date: date
    now: datetime
    rounds: tuple[Round, ...]
    calls: tuple[Call, ...]
    at_risk: tuple[Risk, ...]
    unwritten: tuple[VisitOfDay, ...]


def board(actor: Actor, day: date) -> Board:
    """One opening of the door; rooms that the actor may not see are nowhere in it, nor counted."""
    now = clock.now()
    with access.search(actor, Action.COMMUNICATION_READ) as search:
        found = ours_in(search, actor, day)
        calls, urgent = _calls(search, day), _urgent(search, now)
        patients = lines_in(search, search.compartments)
        risks = _risks(patients, urgent)
        visits = found.with_patients(patients)
        shown = {one.visit.room for one in visits} | {one.compartment for one in calls}
        search.disclose(shown | {one.patient.room for one in risks})
    today = tuple(one for one in visits if one.visit.lies_between(day, day))
    return Board(
        date=day,
        now=now,
        rounds=_rounds(today),
        calls=tuple(Call(patients[one.compartment], one) for one in calls),
        at_risk=risks,
        unwritten=tuple(one for one in visits if one.unwritten(now)),
    )


def _calls(search: Search, day: date) -> list[EntryRow]:
    """Calls taken between the evening before and the morning of the day."""
    begin = datetime.combine(day - DAY, NIGHT_BEGINS, JAPAN)
    end = datetime.combine(day, NIGHT_ENDS, JAPAN)
    found = (
        Communication.objects.filter(
            compartment_id__in=list(search.compartments),
            kind=EntryKind.CALL,
            captured_at__gte=begin,
            captured_at__lt=end,
            retraction=None,
        )
        .order_by("captured_at", "pk")
        .values_list(*entries.COLUMNS)
    )
    return entries.rows(found, search.keys())


def _urgent(search: Search, now: datetime) -> Mapping[UUID, UUID]:
    """By room: the newest urgent entry of the last day that nobody has answered."""
    found = (
        Communication.objects.filter(
            compartment_id__in=list(search.compartments),
            purpose=Purpose.URGENT,
            captured_at__gte=now - URGENT_FOR,
            retraction=None,
        )
        .exclude(recipients__answered_at__isnull=False)
        .order_by("captured_at", "pk")
        .values_list("compartment_id", "pk")
    )
    return dict(found)


def _risks(patients: Mapping[UUID, PatientLine], urgent: Mapping[UUID, UUID]) -> tuple[Risk, ...]:
    """Only who sleeps at home: elsewhere somebody else is awake."""
    at_home = (one for one in patients.values() if one.location_code is Location.HOME)
    found = (Risk(one, _chips(one), urgent.get(one.room)) for one in at_home)
    listed = (one for one in found if one.chips or one.urgent)
    return tuple(sorted(listed, key=lambda one: (one.urgent is None, -len(one.chips))))


def _chips(patient: PatientLine) -> tuple[Chip, ...]:
    return tuple(chip for chip in AT_RISK if chip in patient.codes)


def _rounds(visits: Iterable[VisitOfDay]) -> tuple[Round, ...]:
    """By visitor; what was called off stays in sight, since somebody has that hour free."""
    people: dict[UUID, PersonRow] = {}
    by_visitor: dict[UUID, list[VisitOfDay]] = {}
    for one in visits:
        here = {person.id: person for person in _people(one)}
        people |= here
        for person in here:
            by_visitor.setdefault(person, []).append(one)
    rounds = (Round(people[person], tuple(mine)) for person, mine in by_visitor.items())
    return tuple(sorted(rounds, key=lambda one: (one.visitor.kana, one.visitor.id)))


def _people(one: VisitOfDay) -> tuple[PersonRow, ...]:
    return (one.visit.visitor, *(stay.person for stay in one.visit.attendances))
