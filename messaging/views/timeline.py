"""A patient's timeline: the page, and the JSON that fills it."""

from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from messaging.actions.pointer import move_pointer
from messaging.forms.body import Body
from messaging.forms.entry import pointer as pointer_form
from messaging.note_kinds import PHYSICIANS
from messaging.queries import timeline
from messaging.queries.page import timeline_page
from messaging.queries.timeline import Filter
from messaging.views import entry_json
from messaging.views.day import point_cards
from messaging.views.json_answer import json_answer
from messaging.views.pin import at_hand_panel
from messaging.vocabulary import Purpose
from sharing.session import actor_of
from sharing.vocabulary import Profession

E = TypeVar("E", bound=StrEnum)


@require_GET
def page(request: HttpRequest, room: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = timeline_page(actor, room)
    context = {
        **vars(found),
        "chart_first": actor.profession in PHYSICIANS,
        "handover": point_cards(found.handover),
        "at_hand": at_hand_panel(found.at_hand),
    }
    return render(request, "messaging/timeline/page.html", context)


@require_GET
def after(request: HttpRequest, room: UUID, cursor: int) -> HttpResponse:
    actor = actor_of(request)
    return json_answer(entry_json.pulled(actor, timeline.after(actor, room, cursor)))


@require_GET
def before(request: HttpRequest, room: UUID, cursor: int) -> HttpResponse:
    actor = actor_of(request)
    found = timeline.before(actor, room, cursor, _filter(request))
    return json_answer(entry_json.page(actor, found))


@require_GET
def on_date(request: HttpRequest, room: UUID, day: date) -> HttpResponse:
    actor = actor_of(request)
    found = timeline.on_date(actor, room, day, _filter(request))
    return json_answer(entry_json.page(actor, found))


@require_GET
def history(request: HttpRequest, room: UUID, entry: UUID) -> HttpResponse:
    return json_answer(entry_json.versions(timeline.versions(actor_of(request), room, entry)))


@require_POST
def pointer(request: HttpRequest, room: UUID) -> HttpResponse:
    move_pointer(actor_of(request), room, pointer_form(Body(request)))
    return HttpResponse(status=204)


def _filter(request: HttpRequest) -> Filter:
    return Filter(
        purpose=_member(Purpose, request.GET.get("purpose")),
        profession=_member(Profession, request.GET.get("role")),
        mine=request.GET.get("mine") == "1",
        attachments=request.GET.get("attachments") == "1",
    )


def _member(vocabulary: type[E], value: str | None) -> E | None:
    if not value:
        return None
    try:
        return vocabulary(value)
    except ValueError as error:
        raise Http404 from error
