"""The forms of the list of medicines, with the entry beside them that a change is taken from."""

from collections.abc import Mapping
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from messaging.actions.medicine import count_leftover, end_medicine, record_medicine
from messaging.queries.medicine_page import MedicinePage, medicine_page
from patients.forms.medication import LeftoverForm, MedicineEndForm, MedicineForm
from patients.queries.medications import MedicineRow
from sharing import clock
from sharing.deed import Conflict
from sharing.session import actor_of
from sharing.uuid7 import uuid7


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, room: UUID) -> HttpResponse:
    page, title = _page(request, room), _("Add a medicine")
    if request.method == "GET":
        begun = {"effective_date": timezone.localdate(clock.now())}
        return _form(request, page, title, MedicineForm(initial=_initial(page, begun)))
    form = MedicineForm(request.POST)
    if not form.is_valid():
        return _form(request, page, title, form, 422)
    record_medicine(actor_of(request), room, form.medicine(None))
    return redirect("medicines", room)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, room: UUID, medicine: UUID) -> HttpResponse:
    """The form with what the list says; what is sent then takes its place."""
    page, title = _page(request, room), _("Change a medicine")
    if request.method == "GET":
        old = _wanted(page, medicine)
        return _form(request, page, title, MedicineForm(initial=_as_it_is(page, old)), old=old)
    form = MedicineForm(request.POST)
    if not form.is_valid():
        return _form(request, page, title, form, 422, page.medicine(medicine))
    try:
        record_medicine(actor_of(request), room, form.medicine(medicine))
    except Conflict as conflict:
        return _too_late(request, page, title, form, conflict)
    return redirect("medicines", room)


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, room: UUID, medicine: UUID) -> HttpResponse:
    page, title = _page(request, room), _("End a medicine")
    if request.method == "GET":
        old = _wanted(page, medicine)
        begun = {"last_date": timezone.localdate(clock.now())}
        return _form(request, page, title, MedicineEndForm(initial=_initial(page, begun)), old=old)
    form = MedicineEndForm(request.POST)
    if not form.is_valid():
        return _form(request, page, title, form, 422, page.medicine(medicine))
    try:
        end_medicine(actor_of(request), room, form.ending(medicine))
    except Conflict as conflict:
        return _too_late(request, page, title, form, conflict)
    return redirect("medicines", room)


@require_http_methods(["GET", "POST"])
def count(request: HttpRequest, room: UUID) -> HttpResponse:
    page, title = _page(request, room), _("Count what is left")
    if request.method == "GET":
        begun = {"medicine": request.GET.get("medicine", ""), "unit": _("tablets")}
        form = LeftoverForm(initial=_initial(page, begun), listed=page.listed)
        return _form(request, page, title, form)
    form = LeftoverForm(request.POST, listed=page.listed)
    if not form.is_valid():
        return _form(request, page, title, form, 422)
    count_leftover(actor_of(request), room, form.leftover(clock.now()))
    return redirect("medicines", room)


def _page(request: HttpRequest, room: UUID) -> MedicinePage:
    said = request.POST if request.method == "POST" else request.GET
    return medicine_page(actor_of(request), room, _id(said.get("entry", "")))


def _id(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _wanted(page: MedicinePage, medicine: UUID) -> MedicineRow:
    row = page.medicine(medicine)
    if row is None:
        raise Http404
    return row


def _initial(page: MedicinePage, begun: Mapping[str, object]) -> dict[str, object]:
    return {**begun, "id": uuid7(), "entry": page.told.id if page.told else None}


def _as_it_is(page: MedicinePage, old: MedicineRow) -> dict[str, object]:
    """What the list says; why and from when it changes is asked anew."""
    said = {**old.medicine.dump(), "reason": "", "until": ""}
    return _initial(page, {**said, "effective_date": timezone.localdate(clock.now())})


def _too_late(
    request: HttpRequest, page: MedicinePage, title: str, form: forms.Form, conflict: Conflict
) -> HttpResponse:
    """Somebody else was faster: what was typed stays, and the list is a tap away."""
    if conflict.code != "changed-meanwhile":
        raise conflict
    return _form(request, page, title, form, 409)


def _form(
    request: HttpRequest,
    page: MedicinePage,
    title: str,
    form: forms.Form,
    status: int = 200,
    old: MedicineRow | None = None,
) -> HttpResponse:
    context = {"page": page, "header": page.header, "title": title, "form": form, "old": old}
    context["late"] = status == 409
    return render(request, "messaging/medicines/form.html", context, status=status)
