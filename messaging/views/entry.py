"""What devices send to a timeline: post, amend, retract, answer."""

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from messaging.actions.entry import amend_entry, post_entry, retract_entry
from messaging.actions.response import respond
from messaging.forms import entry as forms
from messaging.forms.body import Body
from messaging.queries import timeline
from messaging.views import entry_json
from sharing.actor import Actor
from sharing.session import actor_of


@require_POST
def post(request: HttpRequest, room: UUID) -> JsonResponse:
    actor, entry = actor_of(request), forms.new_entry(Body(request))
    post_entry(actor, room, entry)
    return _created(actor, room, entry.id)


@require_POST
def amend(request: HttpRequest, room: UUID, entry: UUID) -> JsonResponse:
    actor = actor_of(request)
    amend_entry(actor, room, *forms.amendment(Body(request), entry))
    return _created(actor, room, entry)


@require_POST
def retract(request: HttpRequest, room: UUID, entry: UUID) -> JsonResponse:
    actor = actor_of(request)
    retract_entry(actor, room, *forms.retraction(Body(request), entry))
    return _created(actor, room, entry)


@require_POST
def answer(request: HttpRequest, room: UUID, entry: UUID) -> JsonResponse:
    actor = actor_of(request)
    respond(actor, room, forms.response(Body(request), entry))
    return _created(actor, room, entry)


def _created(actor: Actor, room: UUID, entry: UUID) -> JsonResponse:
    row, head, may = timeline.entry(actor, room, entry)
    return JsonResponse({"entry": entry_json.entry(actor, row, may), "head": head}, status=201)
