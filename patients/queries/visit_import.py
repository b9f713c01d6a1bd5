"""The dry run of a plan from a file: what would become of each line. Nothing is written."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.utils import timezone

from patients.kana import fold
from patients.models import Patient
from patients.queries.header import Opened, opened
from patients.queries.identifiers import rooms_with_numbers
from patients.queries.location import locations_now
from patients.queries.visit import GONE
from patients.queries.visit_rows import rows_about
from patients.visit_plan import Plan
from patients.visit_plan_csv import PlanLine
from patients.visit_rule import Rule
from patients.visit_time import JAPAN
from sharing import access, clock
from sharing.access import Search
from sharing.actor import Actor
from sharing.keys import RoomKeys
from sharing.models import CareTeamMember
from sharing.queries.directory import PersonRow, colleagues, row_of
from sharing.uuid7 import uuid7
from sharing.vocabulary import Action

BEHIND, AHEAD = timedelta(days=31), timedelta(days=366)
# A visit as a file names it: when, and by whom. What was moved counts under both of its hours.
Key = tuple[datetime, UUID]


class Outcome(StrEnum):
    NEW = "new"
    KNOWN = "known"
    BAD_DATE = "bad-date"
    BAD_TIME = "bad-time"
    BAD_KIND = "bad-kind"
    UNKNOWN_PATIENT = "unknown-patient"
    AMBIGUOUS = "ambiguous"
    LEFT_CARE = "left-care"
    UNKNOWN_VISITOR = "unknown-visitor"
    NOT_ON_TEAM = "not-on-team"
    OTHER_ORGANIZATION = "other-organization"


@dataclass(frozen=True)
class Judged:
    """A line, what becomes of it, and of whom it speaks; `plan` is there for new ones only."""

    line: PlanLine
    outcome: Outcome
    patient: str = ""
    room: UUID | None = None
    plan: Plan | None = None


@dataclass(frozen=True)
class Known:
    """What the lines are compared with: as much as this actor may see, and no more."""

    patients: Mapping[UUID, Opened]
    numbers: Mapping[str, frozenset[UUID]]
    left: frozenset[UUID]
    teams: Mapping[UUID, tuple[PersonRow, ...]]
    colleagues: tuple[PersonRow, ...]
    visits: Mapping[UUID, set[Key]]


def judged(actor: Actor, lines: Iterable[PlanLine]) -> tuple[Judged, ...]:
    """In the order of the file. A fixed number of statements, whatever its length."""
    lines = tuple(lines)
    with access.search(actor, Action.VISIT_PLAN) as search:
        known = _known(actor, search, lines)
        found = tuple(_judge(actor, known, line) for line in lines)
        search.disclose({one.room for one in found if one.room is not None})
    return _once(found)


def visit_keys(
    keys: Mapping[UUID, RoomKeys], organization: UUID, days: Collection[date]
) -> Mapping[UUID, set[Key]]:
    """By room: what is planned on these days already, also what was moved or called off."""
    found: dict[UUID, set[Key]] = defaultdict(set)
    if days:
        for row in rows_about(keys, min(days), max(days), organization):
            found[row.room].add((row.begins_at, row.visitor.id))
            found[row.room].add((row.planned_for or row.begins_at, row.visitor.id))
    return found


def _known(actor: Actor, search: Search, lines: Collection[PlanLine]) -> Known:
    keys, at = search.keys(), clock.now()
    rows = Patient.objects.filter(pk__in=list(search.compartments))
    patients = {row.pk: opened(keys[row.pk], row) for row in rows}
    named = {line.patient for line in lines}
    near = [line.day for line in lines if line.day is not None and _near(line.day)]
    return Known(
        patients=patients,
        numbers=rooms_with_numbers(search.compartments, named, actor.organization_id),
        left=frozenset(
            room for room, now in locations_now(patients, keys).items() if now.location in GONE
        ),
        teams=_teams(search.compartments, at),
        colleagues=colleagues([actor.organization_id]),
        visits=visit_keys(keys, actor.organization_id, near),
    )


def _teams(rooms: Iterable[UUID], at: datetime) -> Mapping[UUID, tuple[PersonRow, ...]]:
    found: dict[UUID, tuple[PersonRow, ...]] = {}
    members = (
        CareTeamMember.objects.present(at)
        .filter(compartment_id__in=list(rooms), member__ended_at=None)
        .select_related("member__practitioner", "member__organization")
        .order_by("since", "pk")
    )
    for row in members:
        found[row.compartment_id] = (*found.get(row.compartment_id, ()), row_of(row.member))
    return found


def _judge(actor: Actor, known: Known, line: PlanLine) -> Judged:
    if line.day is None or not _near(line.day):
        return Judged(line, Outcome.BAD_DATE)
    if line.begins is None or line.minutes is None:
        return Judged(line, Outcome.BAD_TIME)
    if line.kind is None:
        return Judged(line, Outcome.BAD_KIND)
    rooms = _rooms(known, line.patient)
    if len(rooms) != 1:
        return Judged(line, Outcome.AMBIGUOUS if rooms else Outcome.UNKNOWN_PATIENT)
    room = next(iter(rooms))
    name = known.patients[room].demographics.name
    if room in known.left:
        return Judged(line, Outcome.LEFT_CARE, name, room)
    visitor = _visitor(actor, known, room, line.visitor)
    if isinstance(visitor, Outcome):
        return Judged(line, visitor, name, room)
    rule = Rule(line.day, line.begins, line.minutes)
    if (rule.span(line.day)[0], visitor.id) in known.visits.get(room, set()):
        return Judged(line, Outcome.KNOWN, name, room)
    plan = Plan(uuid7(), rule, visitor.id, line.kind)
    return Judged(line, Outcome.NEW, name, room, plan)


def _once(found: Iterable[Judged]) -> tuple[Judged, ...]:
    """What a file says twice is new once."""
    seen: set[tuple[UUID | None, Key]] = set()
    judged = []
    for one in found:
        if one.plan is not None:
            key = (one.room, (one.plan.rule.span(one.plan.rule.first_date)[0], one.plan.visitor))
            if key in seen:
                one = Judged(one.line, Outcome.KNOWN, one.patient, one.room)
            seen.add(key)
        judged.append(one)
    return tuple(judged)


def _rooms(known: Known, said: str) -> frozenset[UUID]:
    """By number, else by the whole name, else by the whole reading."""
    word = fold(said)
    if not word:
        return frozenset()
    if by_number := known.numbers.get(said):
        return by_number
    named = {room for room, one in known.patients.items() if one.folded.name == word}
    read = {room for room, one in known.patients.items() if one.folded.kana == word}
    return frozenset(named or read)


def _visitor(actor: Actor, known: Known, room: UUID, said: str) -> PersonRow | Outcome:
    team = known.teams.get(room, ())
    ours = [one for one in team if one.organization_id == actor.organization_id]
    if found := _named(ours, said):
        return found
    if _named(known.colleagues, said):
        return Outcome.NOT_ON_TEAM
    if _named([one for one in team if one not in ours], said):
        return Outcome.OTHER_ORGANIZATION
    return Outcome.UNKNOWN_VISITOR


def _named(people: Iterable[PersonRow], said: str) -> PersonRow | None:
    """By the whole name or reading, or by a family name that only one of them has."""
    people, word = tuple(people), fold(said)
    whole = [one for one in people if word and word in (fold(one.name), fold(one.kana))]
    family = [one for one in people if word and word == fold(one.name.split()[0])]
    found = whole or family
    return found[0] if len(found) == 1 else None


def _near(day: date) -> bool:
    today = timezone.localdate(clock.now(), JAPAN)
    return today - BEHIND <= day <= today + AHEAD
