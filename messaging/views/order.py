"""Steps of an order, from devices; and the page that passes everything on at a shift's end."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from messaging.actions.order_step import carry_on
from messaging.actions.shift import pass_on_all
from messaging.forms.body import Body
from messaging.forms.order import new_step, passing_on
from messaging.queries.shift import held_by
from messaging.views.cards import order_card
from messaging.views.entry import shown
from sharing.session import actor_of
from sharing.uuid7 import uuid7


@require_POST
def step(request: HttpRequest, room: UUID, order: UUID) -> HttpResponse:
    actor = actor_of(request)
    return shown(actor, carry_on(actor, room, new_step(Body(request), order)))


@require_http_methods(["GET", "HEAD", "POST"])
def pass_on(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if request.method == "POST":
        wanted = passing_on(request.POST)
        pass_on_all(actor, wanted.operation, wanted.to)
        return redirect("today")
    found = held_by(actor)
    context = {
        "held": [order_card(actor, one) for one in found.orders],
        "colleagues": found.colleagues,
        "operation": str(uuid7()),
    }
    return render(request, "messaging/today/pass_on.html", context)
