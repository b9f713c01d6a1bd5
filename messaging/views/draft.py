"""What a device lays down of a note that is not sent yet, and takes up again."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from messaging.actions.draft import discard_draft, save_draft
from messaging.forms.body import Body
from messaging.forms.draft import new_draft
from messaging.queries import drafts
from messaging.views.json_answer import json_answer
from sharing.session import actor_of


@require_http_methods(["GET", "POST", "DELETE"])
def draft(request: HttpRequest, room: UUID, draft: UUID) -> HttpResponse:
    actor = actor_of(request)
    if request.method == "POST":
        return json_answer({"version": save_draft(actor, room, new_draft(Body(request), draft))})
    if request.method == "DELETE":
        discard_draft(actor, room, draft)
        return HttpResponse(status=204)
    found = drafts.draft(actor, room, draft)
    return json_answer(
        {
            "id": str(found.row.id),
            "kind": found.row.kind,
            "version": found.row.version,
            "saved_at": found.row.saved_at.isoformat(),
            "content": found.content,
        }
    )
