"""What devices send to a timeline: post, amend, retract, answer."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from messaging.actions.entry import amend_entry, post_entry, retract_entry
from messaging.actions.response import respond
from messaging.forms import entry as forms
from messaging.forms.body import Body
from messaging.queries.timeline import Shown
from messaging.views import entry_json
from messaging.views.json_answer import json_answer
from sharing.actor import Actor
from sharing.session import actor_of


@require_POST
def post(request: HttpRequest, room: UUID) -> HttpResponse:
    actor = actor_of(request)
    return _created(actor, post_entry(actor, room, forms.new_entry(Body(request))))


@require_POST
def amend(request: HttpRequest, room: UUID, entry: UUID) -> HttpResponse:
    actor = actor_of(request)
    return _created(actor, amend_entry(actor, room, *forms.amendment(Body(request), entry)))


@require_POST
def retract(request: HttpRequest, room: UUID, entry: UUID) -> HttpResponse:
    actor = actor_of(request)
    return _created(actor, retract_entry(actor, room, *forms.retraction(Body(request), entry)))


@require_POST
def answer(request: HttpRequest, room: UUID, entry: UUID) -> HttpResponse:
    actor = actor_of(request)
    return _created(actor, respond(actor, room, forms.response(Body(request), entry)))


def _created(actor: Actor, shown: Shown) -> HttpResponse:
    body = {"entry": entry_json.entry(actor, shown.entry, shown.may), "head": shown.head}
    return json_answer(body, status=201)
