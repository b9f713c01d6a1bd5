"""Taps at the door: begin, leave, take back, begin unplanned, and on to the note."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from patients.actions.visit import hold_visit
from patients.actions.visit_attendance import (
    Attended,
    end_visit,
    start_unplanned,
    start_visit,
    take_back_start,
)
from patients.forms.visit import SUDDEN, TapForm, UnplannedForm
from patients.labels import VISIT_KIND_LABELS, VISIT_STATE_LABELS
from patients.queries.listing import my_patients
from patients.views.problems import refused
from patients.views.visit_rows import NOTES, hour, note_address
from patients.visit_plan import Occurrence
from patients.vocabulary import Location
from sharing.session import actor_of, wants_json
from sharing.uuid7 import uuid7


@require_POST
def start(request: HttpRequest, room: UUID, plan: UUID, day: date) -> HttpResponse:
    at = _tapped(request).cleaned_data["at"]
    done = start_visit(actor_of(request), room, Occurrence(plan, day), at)
    return _answer(request, room, done)


@require_POST
def end(request: HttpRequest, room: UUID, plan: UUID, day: date) -> HttpResponse:
    at = _tapped(request).cleaned_data["at"]
    done = end_visit(actor_of(request), room, Occurrence(plan, day), at)
    return _answer(request, room, done)


@require_POST
def take_back(request: HttpRequest, room: UUID, plan: UUID, day: date) -> HttpResponse:
    take_back_start(actor_of(request), room, Occurrence(plan, day))
    return redirect("visits", room=room)


@require_POST
def unplanned(request: HttpRequest, room: UUID) -> HttpResponse:
    form = UnplannedForm(_given(request))
    if not form.is_valid():
        raise refused(form)
    return _answer(request, room, start_unplanned(actor_of(request), room, form.visit()))


@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Whom an unplanned visit is to: my patients, those who left care not among them."""
    left = (Location.ENDED, Location.DECEASED)
    patients = [one for one in my_patients(actor_of(request)) if one.location_code not in left]
    context = {
        "rows": [(one, uuid7()) for one in patients],
        "kinds": [(kind, VISIT_KIND_LABELS[kind]) for kind in SUDDEN],
    }
    return render(request, "patients/visits/unplanned.html", context)


@require_POST
def write(request: HttpRequest, room: UUID, plan: UUID, day: date) -> HttpResponse:
    """On to the note, also of a visit of which nothing was tapped yet."""
    actor = actor_of(request)
    held = hold_visit(actor, room, Occurrence(plan, day))
    if actor.profession not in NOTES:
        raise Http404
    return redirect(note_address(room, actor.profession, held))


def _tapped(request: HttpRequest) -> TapForm:
    form = TapForm(_given(request))
    if not form.is_valid():
        raise refused(form)
    return form


def _given(request: HttpRequest) -> Mapping[str, Any]:
    """A form's fields, or the same as JSON from a script."""
    if request.content_type != "application/json":
        return request.POST
    try:
        given = orjson.loads(request.body or b"{}")
    except orjson.JSONDecodeError:
        given = None
    if not isinstance(given, dict):
        raise refused(_unreadable())
    return given


def _unreadable() -> forms.Form:
    form = forms.Form({})
    form.add_error(None, _("The request could not be read."))
    return form


def _answer(request: HttpRequest, room: UUID, done: Attended) -> HttpResponse:
    """Where I stand now; whoever came second is told who is there."""
    if not wants_json(request):
        return redirect("visits", room=room)
    told = _("%(names)s began this visit. You joined it.") % {"names": "、".join(done.others)}
    return JsonResponse(
        {
            "visit": str(done.visit),
            "state": done.state,
            "state_label": str(VISIT_STATE_LABELS[done.state]),
            "started_at": done.started_at.isoformat(),
            "started_text": hour(done.started_at),
            "ended_at": done.ended_at.isoformat() if done.ended_at else None,
            "others": list(done.others),
            "message": told if done.others and not done.ended_at else "",
        }
    )
