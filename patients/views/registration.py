"""Registering a patient, and asking a team that is there already to be let in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from patients.actions.identifier import KnownNumber
from patients.actions.join import ask_to_join
from patients.actions.patient import register_patient
from patients.forms.patient import RegisterForm
from patients.forms.search import AskForm
from patients.views.problems import mark
from patients.vocabulary import IdentifierSystem
from sharing import clock
from sharing.invalid import Invalid
from sharing.queries.directory import organizations
from sharing.queries.rights import may_register
from sharing.session import actor_of
from sharing.uuid7 import uuid7


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not may_register(actor):
        raise Http404
    others = [one for one in organizations() if one.id != actor.organization_id]
    if request.method == "GET":
        begun = {"id": uuid7(), "consent_date": timezone.localdate(clock.now())}
        form = RegisterForm(organizations=others, own=actor.organization_id, initial=begun)
        return _page(request, form, 200)
    form = RegisterForm(request.POST, organizations=others, own=actor.organization_id)
    if not form.is_valid():
        return _page(request, form, 422)
    try:
        room = register_patient(actor, form.registration())
    except KnownNumber:
        return _page(request, form, 409)
    except Invalid as invalid:
        mark(form, invalid)
        return _page(request, form, 422)
    return redirect("overview", room=room)


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """The same answer whether there is such a record or not."""
    form = AskForm(request.POST)
    if not form.is_valid():
        return render(request, "patients/asked.html", {"form": form}, status=422)
    ask_to_join(actor_of(request), *form.number())
    return render(request, "patients/asked.html", {"form": None})


def _page(request: HttpRequest, form: RegisterForm, status: int) -> HttpResponse:
    context = {
        "form": form,
        "organization": actor_of(request).organization,
        "known": form.cleaned_data["care_insurance"] if status == 409 else "",
        "system": IdentifierSystem.CARE_INSURANCE,
    }
    return render(request, "patients/register.html", context, status=status)
