"""概要 of a patient, who they are, what changed, and where they are."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from patients.actions.location import set_location
from patients.actions.patient import amend_patient
from patients.forms.location import LocationForm
from patients.forms.patient import AmendForm
from patients.queries import header as header_query
from patients.queries import history as history_query
from patients.queries import overview as overview_query
from patients.queries.overview import Overview
from patients.views.problems import refused
from sharing.deed import Conflict
from sharing.session import actor_of

TABS = ("timeline", "overview", "medicines", "vitals", "visits", "team", "history")


@require_GET
def overview(request: HttpRequest, room: UUID) -> HttpResponse:
    found = overview_query.overview(actor_of(request), room)
    return render(request, "patients/overview.html", {"found": found, "header": found.header})


@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, room: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = overview_query.overview(actor, room)
    if not found.header.may_amend:
        raise Http404
    if request.method == "GET":
        return _amend_page(request, found, _filled(found), 200)
    form = AmendForm(request.POST)
    if not form.is_valid():
        return _amend_page(request, found, form, 422)
    try:
        amend_patient(actor, room, form.demographics(), form.cleaned_data["version"])
    except Conflict:
        found = overview_query.overview(actor, room)
        return _amend_page(request, found, form, 409)
    return redirect("overview", room=room)


@require_GET
def history(request: HttpRequest, room: UUID) -> HttpResponse:
    found = history_query.history(actor_of(request), room)
    return render(request, "patients/history.html", {"found": found, "header": found.header})


@require_GET
def header(request: HttpRequest, room: UUID) -> HttpResponse:
    """The header alone, for a page that stays open while something in it changes."""
    tab = request.GET.get("tab", "")
    context = {
        "header": header_query.header(actor_of(request), room),
        "tab": tab if tab in TABS else "",
    }
    return render(request, "patients/_header.html", context)


@require_POST
def location(request: HttpRequest, room: UUID) -> HttpResponse:
    form = LocationForm(request.POST)
    if not form.is_valid():
        raise refused(form)
    set_location(actor_of(request), room, *form.chosen())
    return redirect("timeline", room=room)


def _filled(found: Overview) -> AmendForm:
    told = found.demographics
    names = [name for name in AmendForm.base_fields if name != "version"]
    return AmendForm(
        initial={"version": found.version, **{name: getattr(told, name) for name in names}}
    )


def _amend_page(
    request: HttpRequest, found: Overview, form: AmendForm, status: int
) -> HttpResponse:
    context = {
        "header": found.header,
        "form": form,
        "current": found.demographics if status == 409 else None,
        "version": found.version,
    }
    return render(request, "patients/amend.html", context, status=status)
