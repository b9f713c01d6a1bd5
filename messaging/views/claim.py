"""Taking what was addressed to several, and giving it back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from messaging.actions.claim import claim, release
from messaging.forms.body import Body
from messaging.forms.claim import new_claim
from messaging.views.entry import shown
from sharing.session import actor_of


@require_POST
def take(request: HttpRequest, room: UUID, entry: UUID) -> HttpResponse:
    actor = actor_of(request)
    return shown(actor, claim(actor, room, new_claim(Body(request), entry)))


@require_POST
def give_back(request: HttpRequest, room: UUID, entry: UUID) -> HttpResponse:
    actor = actor_of(request)
    return shown(actor, release(actor, room, new_claim(Body(request), entry)))
