"""Adding to a record, putting something in the place of what it says, and ending it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from patients.actions.identifier import KnownNumber
from patients.actions.item import end_item, record_item
from patients.forms.item import FORMS, EndForm, ItemForm
from patients.labels import ITEM_KIND_LABELS
from patients.queries.overview import Overview, overview
from patients.views.problems import mark, refused
from patients.vocabulary import ItemKind
from sharing.invalid import Invalid
from sharing.session import actor_of
from sharing.uuid7 import uuid7


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, room: UUID, kind: str) -> HttpResponse:
    actor = actor_of(request)
    if kind not in set(ItemKind):
        raise Http404
    found = overview(actor, room)
    if not found.header.may_amend:
        raise Http404
    form_of_kind = FORMS[ItemKind(kind)]
    if request.method == "GET":
        return _page(request, found, form_of_kind(initial={"id": uuid7()}), 200)
    form = form_of_kind(request.POST)
    if not form.is_valid():
        return _page(request, found, form, 422)
    try:
        record_item(actor, room, form.item())
    except Invalid as invalid:
        mark(form, invalid)
        return _page(request, found, form, 422)
    except KnownNumber:
        return _page(request, found, form, 409)
    return redirect("overview", room=room)


@require_GET
def change(request: HttpRequest, room: UUID, item: UUID) -> HttpResponse:
    """The form of an item with what it says; what is sent then takes its place."""
    found = overview(actor_of(request), room)
    old = next((one for part in found.sections for one in part.items if one.id == item), None)
    if old is None or not found.header.may_amend:
        raise Http404
    begun = {**old.body, "id": uuid7(), "replaces": old.id}
    return _page(request, found, FORMS[old.kind](initial=begun), 200)


@require_POST
def end(request: HttpRequest, room: UUID, item: UUID) -> HttpResponse:
    form = EndForm(request.POST)
    if not form.is_valid():
        raise refused(form)
    end_item(actor_of(request), room, item, form.cleaned_data["reason"])
    return redirect("overview", room=room)


def _page(request: HttpRequest, found: Overview, form: ItemForm, status: int) -> HttpResponse:
    context = {
        "header": found.header,
        "form": form,
        "kind": form.kind,
        "label": ITEM_KIND_LABELS[form.kind],
        "known": status == 409,
    }
    return render(request, "patients/item.html", context, status=status)
