"""Visits are planned, moved, called off, and their series ended."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from patients.models import Visit, VisitSeries
from patients.queries.visit_rows import rule_of
from patients.visit_plan import Change, Occurrence, Plan
from patients.visit_rule import DAY
from patients.visit_time import LONGEST_VISIT
from patients.vocabulary import VisitState
from sharing import access
from sharing.actor import Actor
from sharing.deed import Conflict, Deed
from sharing.invalid import Invalid
from sharing.queries.care_team import team_in
from sharing.uuid7 import uuid7
from sharing.vocabulary import Action, LineKind

BEHIND = timedelta(days=31)
AHEAD = timedelta(days=366)


def plan_visits(actor: Actor, compartment: UUID, plan: Plan) -> UUID:
    """Plan a series, or a single visit. The same id again changes nothing."""
    with access.permitted(actor, Action.VISIT_PLAN, compartment, entity="VisitSeries") as deed:
        if not deed.done_before(plan.id, plan.content()):
            _check_visitors(deed, [plan.visitor])
            _check_day(deed, plan.rule.first_date, "first_date")
            enter_plans(deed, [plan])
            deed.journal(LineKind.VISIT, plan.id)
    return plan.id


def enter_plans(deed: Deed, plans: Iterable[Plan]) -> None:
    """Store plans in a room that is open already."""
    VisitSeries.objects.bulk_create([_series(deed, plan) for plan in plans])


def end_series(actor: Actor, compartment: UUID, series: UUID, from_date: date) -> None:
    """No visit of this series from that day on; those that began stay, those moved are off."""
    with access.permitted(actor, Action.VISIT_PLAN, compartment, entity="VisitSeries") as deed:
        row = VisitSeries.objects.filter(pk=series, compartment_id=compartment).first()
        if row is None:
            raise access.absent(deed.action)
        check_ours(deed, row.organization_id)
        if row.ended_at is not None or (row.last_date and row.last_date < from_date):
            return
        row.last_date = from_date - DAY
        if row.last_date < row.first_date:
            row.ended_at = deed.at
        row.save(update_fields=["last_date", "ended_at"])
        later = {"planned_date__gte": from_date, "state": VisitState.PLANNED, "note": None}
        for visit in row.visits.filter(**later):
            _cancel(deed, visit, _("The series was ended."))
        deed.journal(LineKind.VISIT, series)


def move_visit(actor: Actor, compartment: UUID, at: Occurrence, change: Change) -> UUID:
    """This one visit at another time or by somebody else; the series stays as it is."""
    with access.permitted(actor, Action.VISIT_PLAN, compartment, entity="Visit") as deed:
        visit = visit_at(deed, at)
        _check_still_planned(visit)
        check_length(change.begins_at, change.ends_at, "ends")
        _check_day(deed, change.begins_at.date(), "date")
        if _as_it_is(visit, change):
            return visit.pk
        if change.visitor != visit.visitor_id:
            _check_visitors(deed, [change.visitor])
        visit.begins_at, visit.ends_at = change.begins_at, change.ends_at
        visit.visitor_id = change.visitor
        visit.save()
        deed.journal(LineKind.VISIT, visit.pk)
        return visit.pk


def cancel_visit(actor: Actor, compartment: UUID, at: Occurrence, reason: str) -> None:
    """This one visit does not take place. Called off already, it stays as it was."""
    with access.permitted(actor, Action.VISIT_PLAN, compartment, entity="Visit") as deed:
        visit = visit_at(deed, at)
        if visit.state == VisitState.CANCELLED:
            return
        _check_still_planned(visit)
        _cancel(deed, visit, reason)
        deed.journal(LineKind.VISIT, visit.pk)


def hold_visit(actor: Actor, compartment: UUID, at: Occurrence) -> UUID:
    """The visit's own id, for a note that is written before anybody tapped on its beginning."""
    with access.permitted(actor, Action.VISIT_ATTEND, compartment, entity="Visit") as deed:
        visit = visit_at(deed, at)
        if visit._state.adding:
            visit.save(force_insert=True)
            deed.journal(LineKind.VISIT, visit.pk)
        return visit.pk


def note_written(deed: Deed, visit: UUID, entry: UUID) -> None:
    """The visit has its note; the first note stays, later ones stand in the timeline beside it.

    A visit of which there is a note took place, also when nobody tapped on its beginning.
    """
    here = Visit.objects.filter(pk=visit, compartment_id=deed.compartment)
    if not here.exists():
        raise Invalid({"visit": _("This visit is not in the plan any more.")})
    here.filter(note=None).update(note=entry)
    here.filter(state=VisitState.PLANNED).update(state=VisitState.FINISHED)


def note_withdrawn(deed: Deed, entry: UUID) -> None:
    """The note was taken back: the visit waits for another one."""
    Visit.objects.filter(compartment_id=deed.compartment, note=entry).update(note=None)


def visit_at(deed: Deed, at: Occurrence) -> Visit:
    """One visit of the room: its row, or a new one that is not stored yet.

    Raises what a closed room raises for a day that the series does not have.
    """
    here = Visit.objects.select_related("series").filter(
        compartment_id=deed.compartment, planned_date=at.day
    )
    visit = here.filter(series_id=at.plan).first() or here.filter(pk=at.plan, series=None).first()
    if visit is None:
        visit = _by_rule(deed, at)
    check_ours(deed, visit.organization_id)
    return visit


def check_ours(deed: Deed, organization: UUID) -> None:
    if organization != deed.actor.organization_id:
        raise Conflict("visit-of-others")


def check_length(begins_at: datetime, ends_at: datetime, field: str) -> None:
    """A visit ends after it began, at most twelve hours later."""
    if ends_at <= begins_at:
        raise Invalid({field: _("A visit cannot end before it began. Please check the times.")})
    if ends_at - begins_at > LONGEST_VISIT:
        raise Invalid(
            {field: _("This is longer than 12 hours. Please enter when the visit really ended.")}
        )


def seal_words(deed: Deed, visit: Visit, kind: str, remark: str = "", reason: str = "") -> None:
    said = {"kind": kind, "remark": remark, "reason": reason}
    visit.body = deed.keys.seal_json(visit.place, said)


def _by_rule(deed: Deed, at: Occurrence) -> Visit:
    series = VisitSeries.objects.filter(
        pk=at.plan, compartment_id=deed.compartment, ended_at=None
    ).first()
    near = abs(at.day - deed.at.date()) <= AHEAD
    if series is None or not near or not rule_of(series).falls_on(at.day):
        raise access.absent(deed.action)
    begins_at, ends_at = rule_of(series).span(at.day)
    visit = Visit(
        pk=uuid7(),
        compartment_id=deed.compartment,
        series=series,
        planned_date=at.day,
        organization_id=series.organization_id,
        visitor_id=series.visitor_id,
        begins_at=begins_at,
        ends_at=ends_at,
        recorded_at=deed.at,
        recorded_by_id=deed.actor.practitioner_role_id,
    )
    said = deed.keys.open_json(series.place, series.body)
    seal_words(deed, visit, str(said["kind"]), str(said["remark"]))
    return visit


def _series(deed: Deed, plan: Plan) -> VisitSeries:
    rule = plan.rule.from_its_first_day()
    series = VisitSeries(
        pk=plan.id,
        compartment_id=deed.compartment,
        organization_id=deed.actor.organization_id,
        visitor_id=plan.visitor,
        first_date=rule.first_date,
        last_date=rule.last_date,
        weekdays="".join(map(str, sorted(rule.weekdays))),
        interval=rule.interval,
        begins=rule.begins,
        minutes=rule.minutes,
        recorded_at=deed.at,
        recorded_by_id=deed.actor.practitioner_role_id,
    )
    said = {"kind": plan.kind, "remark": plan.remark}
    series.body = deed.keys.seal_json(series.place, said)
    return series


def _cancel(deed: Deed, visit: Visit, reason: str) -> None:
    said = deed.keys.open_json(visit.place, visit.body)
    seal_words(deed, visit, str(said["kind"]), str(said["remark"]), reason)
    visit.state = VisitState.CANCELLED
    visit.save()


def _as_it_is(visit: Visit, change: Change) -> bool:
    as_planned = (visit.begins_at, visit.ends_at, visit.visitor_id)
    return as_planned == (change.begins_at, change.ends_at, change.visitor)


def _check_still_planned(visit: Visit) -> None:
    if visit.state == VisitState.CANCELLED:
        raise Conflict("visit-cancelled")
    if visit.state != VisitState.PLANNED:
        raise Conflict("visit-begun")


def _check_visitors(deed: Deed, visitors: Sequence[UUID]) -> None:
    """Whoever is to come works for this organisation and is on the patient's team."""
    ours = {
        member.id
        for member in team_in(deed)
        if member.person.organization_id == deed.actor.organization_id
    }
    if not ours.issuperset(visitors):
        sentence = _("Please choose somebody of your organisation who is on this patient's team.")
        raise Invalid({"visitor": sentence})


def _check_day(deed: Deed, day: date, field: str) -> None:
    if not deed.at.date() - BEHIND <= day <= deed.at.date() + AHEAD:
        raise Invalid({field: _("This date is too far away. Please check it.")})
