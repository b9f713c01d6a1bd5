"""バイタル: the charts and the table of a patient."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from messaging.queries.vitals_page import SPANS, vitals_page
from sharing.session import actor_of


@require_GET
def page(request: HttpRequest, room: UUID) -> HttpResponse:
    asked = request.GET.get("days", str(SPANS[0]))
    if asked not in map(str, SPANS):
        raise Http404
    found = vitals_page(actor_of(request), room, int(asked))
    return render(request, "messaging/vitals/page.html", {"page": found, "header": found.header})
