"""The good lines of a plan from a file enter the plan: one deed for each patient."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from patients.actions.visit import enter_plans
from patients.queries.visit_import import Judged, judged, visit_keys
from patients.visit_plan import Plan
from patients.visit_plan_csv import PlanLine
from sharing import access
from sharing.access import AccessDenied
from sharing.actor import Actor
from sharing.vocabulary import Action, LineKind


@dataclass(frozen=True)
class Taken:
    """What became of the file: how many visits entered the plan, and each line's outcome."""

    count: int
    lines: tuple[Judged, ...]


def take_plan(actor: Actor, lines: Iterable[PlanLine]) -> Taken:
    """The same file a second time changes nothing: each room is compared again under its lock."""
    found = judged(actor, lines)
    by_room: dict[UUID, list[Plan]] = defaultdict(list)
    for one in found:
        if one.plan is not None and one.room is not None:
            by_room[one.room].append(one.plan)
    count = sum(_enter(actor, room, plans) for room, plans in by_room.items())
    return Taken(count, found)


def _enter(actor: Actor, room: UUID, plans: list[Plan]) -> int:
    try:
        with access.permitted(actor, Action.VISIT_PLAN, room, entity="VisitSeries") as deed:
            days = {plan.rule.first_date for plan in plans}
            there = visit_keys({room: deed.keys}, actor.organization_id, days).get(room, set())
            new = [plan for plan in plans if _key(plan) not in there]
            enter_plans(deed, new)
            if new:
                deed.journal(LineKind.VISIT, new[-1].id)
            return len(new)
    except AccessDenied:  # left the team between the dry run and this moment
        return 0


def _key(plan: Plan) -> tuple[object, UUID]:
    return plan.rule.span(plan.rule.first_date)[0], plan.visitor
