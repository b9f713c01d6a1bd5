"""Visits, series and points to hand over that the walk needs."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from uuid import UUID

from django.utils import timezone

from messaging.actions.entry import NewEntry, post_entry
from messaging.content import Words
from messaging.models import Handover
from messaging.vocabulary import EntryKind, Purpose
from patients.actions.visit import plan_visits
from patients.actions.visit_attendance import start_visit
from patients.answers import parse
from patients.questionnaire import latest
from patients.visit_plan import Occurrence, Plan
from patients.visit_rule import Rule
from patients.visit_time import JAPAN
from patients.vocabulary import VisitKind
from sharing import clock
from sharing.uuid7 import uuid7
from tests.walk.things.wording import said
from tests.world import World


def today() -> date:
    return timezone.localdate(clock.now(), JAPAN)


def things(world: World) -> Mapping[str, UUID]:
    """Ids by name; those of the stranger's own room begin with "foreign-"."""
    begun = _plan(world, "sato", "P1")
    begun_at = clock.now() - timedelta(minutes=10)
    start_visit(world.actor("sato"), world.room("P1"), Occurrence(begun, today()), begun_at)
    return {
        "visit": _plan(world, "sato", "P1"),
        "begun-visit": begun,
        "series": _plan(world, "sato", "P1", weekdays=frozenset(range(7))),
        "point": _point(world, "sato", "P1"),
        "foreign-visit": _plan(world, "kato", "foreign"),
        "foreign-series": _plan(world, "kato", "foreign", weekdays=frozenset(range(7))),
        "foreign-point": _point(world, "kato", "foreign"),
    }


def _plan(world: World, who: str, room: str, weekdays: frozenset[int] = frozenset()) -> UUID:
    rule = Rule(today(), time(10), 60, weekdays)
    plan = Plan(uuid7(), rule, world.role(who), VisitKind.REGULAR, said(room, "訪問"))
    return plan_visits(world.actor(who), world.room(room), plan)


def _point(world: World, who: str, room: str) -> UUID:
    """A note with one point to hand over; kato is a physician and writes a note like a nurse."""
    answers = {"handover": {"value": [said(room, "申し送り")]}}
    version = latest("visit-note").version
    given = {"questionnaire": "visit-note", "version": version, "answers": answers}
    form = parse(given, complete=False)
    entry = NewEntry(uuid7(), EntryKind.VISIT_NOTE, Purpose.REPORT, Words(form=form), clock.now())
    post_entry(world.actor(who), world.room(room), entry)
    return Handover.objects.get(communication_id=entry.id).pk
