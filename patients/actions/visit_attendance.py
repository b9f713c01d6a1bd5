"""Who is at a visit: from the tap at the door to the tap on leaving, or by hand afterwards."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from patients.actions.visit import check_length, seal_words, visit_at
from patients.models import Attendance, Visit
from patients.visit_plan import Occurrence, Unplanned
from patients.visit_time import JAPAN
from patients.vocabulary import VisitState
from sharing import access
from sharing.actor import Actor
from sharing.deed import Conflict, Deed
from sharing.invalid import Invalid
from sharing.queries.directory import people
from sharing.vocabulary import Action, LineKind

# A clock of a device that is ahead by this much is taken at its word.
AHEAD = timedelta(minutes=2)
BEHIND = timedelta(days=7)
ASSUMED = timedelta(hours=1)  # for a visit that nobody planned, until it ends


@dataclass(frozen=True)
class Attended:
    """What became of a tap: my own hours, and who else has begun this visit."""

    visit: UUID
    state: VisitState
    started_at: datetime
    ended_at: datetime | None
    others: tuple[str, ...]


def start_visit(
    actor: Actor, compartment: UUID, at: Occurrence, started_at: datetime | None = None
) -> Attended:
    """Be at a visit from now on, or since a time given by hand.

    However often it is tapped it began once. Who comes second joins, and is told who is there.
    """
    with access.permitted(actor, Action.VISIT_ATTEND, compartment, entity="Visit") as deed:
        visit = visit_at(deed, at)
        if _mine(deed, visit) is None:
            if visit.state == VisitState.FINISHED and _attendances(visit):
                raise Conflict("visit-finished")
            _begin(deed, visit, _moment(deed, started_at, "started_at"))
        return _attended(deed, visit)


def end_visit(
    actor: Actor, compartment: UUID, at: Occurrence, ended_at: datetime | None = None
) -> Attended:
    """Leave a visit. It is over when everybody who came has left."""
    with access.permitted(actor, Action.VISIT_ATTEND, compartment, entity="Visit") as deed:
        visit = visit_at(deed, at)
        mine = _mine(deed, visit)
        if mine is None:
            raise Conflict("visit-not-started")
        if mine.ended_at is None:
            mine.ended_at = _moment(deed, ended_at, "ended_at")
            check_length(mine.started_at, mine.ended_at, "ended_at")
            mine.save(update_fields=["ended_at"])
            _settle(deed, visit)
        return _attended(deed, visit)


def record_times(
    actor: Actor,
    compartment: UUID,
    at: Occurrence,
    started_at: datetime,
    ended_at: datetime | None,
) -> Attended:
    """My own hours at a visit as they were, entered or corrected by hand."""
    with access.permitted(actor, Action.VISIT_ATTEND, compartment, entity="Visit") as deed:
        visit = visit_at(deed, at)
        _moment(deed, started_at, "started_at")
        if ended_at is not None:
            check_length(started_at, _moment(deed, ended_at, "ended_at"), "ended_at")
        mine = _mine(deed, visit)
        if mine is None:
            mine = _begin(deed, visit, started_at)
        mine.started_at, mine.ended_at = started_at, ended_at
        mine.save(update_fields=["started_at", "ended_at"])
        _settle(deed, visit)
        return _attended(deed, visit)


def take_back_start(actor: Actor, compartment: UUID, at: Occurrence) -> None:
    """I tapped by mistake, as on the wrong patient: I was not there."""
    with access.permitted(actor, Action.VISIT_ATTEND, compartment, entity="Visit") as deed:
        visit = visit_at(deed, at)
        mine = _mine(deed, visit)
        if mine is None:
            return
        if visit.note is not None:
            raise Conflict("visit-written")
        mine.delete()
        if _attendances(visit):
            _settle(deed, visit)
            return
        visit.state = VisitState.PLANNED if visit.series_id else VisitState.CANCELLED
        visit.save(update_fields=["state"])
        deed.journal(LineKind.VISIT, visit.pk)


def start_unplanned(actor: Actor, compartment: UUID, visit: Unplanned) -> Attended:
    """Begin a visit that nobody planned. The same id again is the same visit."""
    with access.permitted(actor, Action.VISIT_ATTEND, compartment, entity="Visit") as deed:
        if deed.done_before(visit.id, b"visit" + visit.kind.encode()):
            return _attended(deed, Visit.objects.get(pk=visit.id, compartment_id=compartment))
        started_at = _moment(deed, visit.started_at, "started_at")
        row = Visit(
            pk=visit.id,
            compartment_id=compartment,
            planned_date=timezone.localdate(started_at, JAPAN),
            organization_id=actor.organization_id,
            visitor_id=actor.practitioner_role_id,
            begins_at=started_at,
            ends_at=started_at + ASSUMED,
            recorded_at=deed.at,
            recorded_by_id=actor.practitioner_role_id,
        )
        seal_words(deed, row, visit.kind)
        _begin(deed, row, started_at)
        return _attended(deed, row)


def _begin(deed: Deed, visit: Visit, started_at: datetime) -> Attendance:
    if visit.state == VisitState.CANCELLED:
        raise Conflict("visit-cancelled")
    visit.state = VisitState.IN_PROGRESS
    visit.save()
    deed.journal(LineKind.VISIT, visit.pk)
    return Attendance.objects.create(
        compartment_id=deed.compartment,
        visit=visit,
        practitioner_role_id=deed.actor.practitioner_role_id,
        started_at=started_at,
    )


def _settle(deed: Deed, visit: Visit) -> None:
    """Over once nobody is there any more; what nobody planned ended when it ended."""
    there = _attendances(visit)
    ends = [one.ended_at for one in there if one.ended_at is not None]
    over = len(ends) == len(there)
    visit.state = VisitState.FINISHED if over else VisitState.IN_PROGRESS
    if visit.series_id is None:
        visit.begins_at = min(one.started_at for one in there)
        visit.ends_at = max(ends) if over else visit.begins_at + ASSUMED
    visit.save(update_fields=["state", "begins_at", "ends_at"])
    deed.journal(LineKind.VISIT, visit.pk)


def _attendances(visit: Visit) -> list[Attendance]:
    return [] if visit._state.adding else list(visit.attendances.order_by("started_at", "pk"))


def _mine(deed: Deed, visit: Visit) -> Attendance | None:
    me = deed.actor.practitioner_role_id
    return next((one for one in _attendances(visit) if one.practitioner_role_id == me), None)


def _attended(deed: Deed, visit: Visit) -> Attended:
    there, me = _attendances(visit), deed.actor.practitioner_role_id
    mine = next(one for one in there if one.practitioner_role_id == me)
    others = [one.practitioner_role_id for one in there if one.practitioner_role_id != me]
    names = people(others) if others else {}
    return Attended(
        visit.pk,
        VisitState(visit.state),
        mine.started_at,
        mine.ended_at,
        tuple(names[one].name for one in others),
    )


def _moment(deed: Deed, given: datetime | None, field: str) -> datetime:
    """The time given by hand, or now; neither to come nor older than a week."""
    if given is None:
        return deed.at
    if given > deed.at + AHEAD:
        raise Invalid({field: _("This time lies in the future. Please check it.")})
    if given < deed.at - BEHIND:
        raise Invalid({field: _("This is more than a week ago. Please write it in the note.")})
    return given
