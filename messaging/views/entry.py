"""What devices send to a timeline: post, amend, retract, answer."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from messaging.actions.correction import amend_entry, retract_entry
from messaging.actions.entry import post_entry
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
    return shown(actor, post_entry(actor, room, forms.new_entry(Body(request))))


@require_POST
def amend(request: HttpRequest, room: UUID, entry: UUID) -> HttpResponse:
    actor = actor_of(request)
    return shown(actor, amend_entry(actor, room, *forms.amendment(Body(request), entry)))


@require_POST
def retract(request: HttpRequest, room: UUID, entry: UUID) -> HttpResponse:
    actor = actor_of(request)
    return shown(actor, retract_entry(actor, room, *forms.retraction(Body(request), entry)))


@require_POST
def answer(request: HttpRequest, room: UUID, entry: UUID) -> HttpResponse:
    actor = actor_of(request)
    return shown(actor, respond(actor, room, forms.response(Body(request), entry)))


def shown(actor: Actor, found: Shown) -> HttpResponse:
    """An entry as it stands after a deed on it."""
    body = {"entry": entry_json.entry(actor, found.entry, found.may), "head": found.head}
    return json_answer(body, status=201)
