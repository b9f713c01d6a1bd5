"""チーム: members, consents, and who asks to join."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from patients.forms.consent import ConsentForm
from patients.forms.team import DecisionForm, MemberForm, OrganizationForm
from patients.queries.team import team_page
from patients.views.problems import mark, refused
from sharing import clock
from sharing.actions.care_team import add_member, remove_member
from sharing.actions.consent import record_consent, withdraw_consent
from sharing.actions.join import decide_join
from sharing.invalid import Invalid
from sharing.queries.directory import organizations
from sharing.session import actor_of
from sharing.uuid7 import uuid7


@require_GET
def team(request: HttpRequest, room: UUID) -> HttpResponse:
    begun = {"id": uuid7(), "consent_date": timezone.localdate(clock.now())}
    return _page(request, room, ConsentForm(organizations=organizations(), initial=begun), 200)


@require_POST
def add(request: HttpRequest, room: UUID) -> HttpResponse:
    form = MemberForm(request.POST)
    if not form.is_valid():
        raise refused(form)
    add_member(actor_of(request), room, form.cleaned_data["practitioner_role"])
    return redirect("team", room=room)


@require_POST
def remove(request: HttpRequest, room: UUID, member: UUID) -> HttpResponse:
    actor = actor_of(request)
    remove_member(actor, room, member)
    # Who left has nothing more to see here.
    return redirect("patients") if member == actor.practitioner_role_id else redirect("team", room)


@require_POST
def decide(request: HttpRequest, room: UUID, join: UUID) -> HttpResponse:
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise refused(form)
    decide_join(actor_of(request), room, join, accepted=form.accepted)
    return redirect("team", room=room)


@require_POST
def consent(request: HttpRequest, room: UUID) -> HttpResponse:
    form = ConsentForm(request.POST, organizations=organizations())
    if not form.is_valid():
        return _page(request, room, form, 422)
    try:
        record_consent(actor_of(request), room, form.consent())
    except Invalid as invalid:
        mark(form, invalid)
        return _page(request, room, form, 422)
    return redirect("team", room=room)


@require_POST
def withdraw(request: HttpRequest, room: UUID) -> HttpResponse:
    actor = actor_of(request)
    form = OrganizationForm(request.POST)
    if not form.is_valid():
        raise refused(form)
    organization = form.cleaned_data["organization"]
    withdraw_consent(actor, room, organization)
    return redirect("patients") if organization == actor.organization_id else redirect("team", room)


def _page(request: HttpRequest, room: UUID, form: ConsentForm, status: int) -> HttpResponse:
    found = team_page(actor_of(request), room)
    context = {"found": found, "header": found.header, "form": form}
    return render(request, "patients/team.html", context, status=status)
