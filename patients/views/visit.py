"""訪問: the plan of a patient's visits, and each visit of it."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from patients.actions.visit import cancel_visit, end_series, move_visit, plan_visits
from patients.actions.visit_attendance import record_times
from patients.forms.visit import (
    SUDDEN,
    CancelForm,
    EndSeriesForm,
    MoveForm,
    PlanForm,
    TimesForm,
)
from patients.labels import VISIT_KIND_LABELS
from patients.queries.visit_page import VisitPage, visit_page
from patients.queries.visit_rows import VisitRow
from patients.views.problems import mark, refused
from patients.views.visit_rows import card_of, series_line
from patients.visit_plan import Occurrence
from patients.visit_time import JAPAN
from sharing import clock
from sharing.invalid import Invalid
from sharing.session import actor_of
from sharing.uuid7 import uuid7


@require_GET
def visits(request: HttpRequest, room: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = visit_page(actor, room)
    context = {
        "found": found,
        "header": found.header,
        "coming": [card_of(row, actor) for row in found.coming],
        "past": [card_of(row, actor) for row in found.past],
        "series": [series_line(row) for row in found.series],
        "unplanned_id": uuid7(),
        "kinds": [(kind, VISIT_KIND_LABELS[kind]) for kind in SUDDEN],
    }
    return render(request, "patients/visits/page.html", context)


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, room: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = visit_page(actor, room)
    if not found.may_plan:
        raise Http404
    if request.method == "GET":
        begun = {"id": uuid7(), "first_date": found.today, "visitor": actor.practitioner_role_id}
        form = PlanForm(visitors=found.visitors, initial=begun)
        return _plan_page(request, found, form, 200)
    form = PlanForm(request.POST, visitors=found.visitors)
    if not form.is_valid():
        return _plan_page(request, found, form, 422)
    try:
        plan_visits(actor, room, form.plan())
    except Invalid as invalid:
        mark(form, invalid)
        return _plan_page(request, found, form, 422)
    return redirect("visits", room=room)


@require_POST
def end(request: HttpRequest, room: UUID, series: UUID) -> HttpResponse:
    form = EndSeriesForm(request.POST)
    if not form.is_valid():
        raise refused(form)
    end_series(actor_of(request), room, series, form.cleaned_data["from_date"])
    return redirect("visits", room=room)


@require_GET
def visit(request: HttpRequest, room: UUID, plan: UUID, day: date) -> HttpResponse:
    found, row = _one(request, room, plan, day)
    return _visit_page(request, found, row, {}, 200)


@require_POST
def move(request: HttpRequest, room: UUID, plan: UUID, day: date) -> HttpResponse:
    found, row = _one(request, room, plan, day)
    form = MoveForm(request.POST, visitors=found.visitors)
    if not form.is_valid():
        return _visit_page(request, found, row, {"move": form}, 422)
    try:
        move_visit(actor_of(request), room, row.at, form.change())
    except Invalid as invalid:
        mark(form, invalid)
        return _visit_page(request, found, row, {"move": form}, 422)
    return redirect("visits", room=room)


@require_POST
def cancel(request: HttpRequest, room: UUID, plan: UUID, day: date) -> HttpResponse:
    form = CancelForm(request.POST)
    if not form.is_valid():
        found, row = _one(request, room, plan, day)
        return _visit_page(request, found, row, {"cancel": form}, 422)
    cancel_visit(actor_of(request), room, Occurrence(plan, day), form.cleaned_data["reason"])
    return redirect("visits", room=room)


@require_POST
def times(request: HttpRequest, room: UUID, plan: UUID, day: date) -> HttpResponse:
    found, row = _one(request, room, plan, day)
    form = TimesForm(request.POST)
    if not form.is_valid():
        return _visit_page(request, found, row, {"times": form}, 422)
    said = form.cleaned_data
    try:
        record_times(actor_of(request), room, row.at, said["started_at"], said["ended_at"])
    except Invalid as invalid:
        mark(form, invalid)
        return _visit_page(request, found, row, {"times": form}, 422)
    return redirect("visits", room=room)


def _one(request: HttpRequest, room: UUID, plan: UUID, day: date) -> tuple[VisitPage, VisitRow]:
    found = visit_page(actor_of(request), room, day)
    row = found.visit(Occurrence(plan, day))
    if row is None:
        raise Http404
    return found, row


def _plan_page(request: HttpRequest, found: VisitPage, form: PlanForm, status: int) -> HttpResponse:
    context = {"header": found.header, "form": form}
    return render(request, "patients/visits/plan.html", context, status=status)


def _visit_page(
    request: HttpRequest,
    found: VisitPage,
    row: VisitRow,
    forms: dict[str, MoveForm | CancelForm | TimesForm],
    status: int,
) -> HttpResponse:
    actor = actor_of(request)
    begins, ends = (timezone.localtime(at, JAPAN) for at in (row.begins_at, row.ends_at))
    planned = {"date": begins.date(), "begins": begins, "ends": ends, "visitor": row.visitor.id}
    mine = row.attendance_of(actor.practitioner_role_id)
    done = {"started_at": mine.started_at, "ended_at": mine.ended_at} if mine else {}
    was = done or {"started_at": min(row.begins_at, clock.now())}
    context = {
        "header": found.header,
        "card": card_of(row, actor),
        "may_plan": found.may_plan,
        "may_attend": found.may_attend,
        "move": forms.get("move") or MoveForm(visitors=found.visitors, initial=planned),
        "cancel": forms.get("cancel") or CancelForm(),
        "times": forms.get("times") or TimesForm(initial=was),
    }
    return render(request, "patients/visits/visit.html", context, status=status)
