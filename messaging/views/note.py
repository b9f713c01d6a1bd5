"""The page on which a structured note is written."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET

from messaging.queries.entries import EntryRow
from messaging.queries.note import Wanted, note_page
from messaging.views import attachment_json
from messaging.vocabulary import EntryKind
from sharing.session import actor_of


@require_GET
def page(request: HttpRequest, room: UUID, kind: EntryKind) -> HttpResponse:
    wanted = Wanted(kind, _uuid(request, "visit"), _uuid(request, "reply"), _uuid(request, "amend"))
    found = note_page(actor_of(request), room, wanted)
    wanted_draft = _uuid(request, "draft")
    more = {
        "draft": wanted_draft,
        "concern_url": _address("concern-report", room),
        "amends_json": _words(found.amends),
        "telephones_json": [vars(one) for one in found.telephones],
    }
    return render(request, "messaging/note/page.html", vars(found) | more)


def _words(row: EntryRow | None) -> dict[str, object] | None:
    """What an entry says, for the script that fills the form with it."""
    if row is None:
        return None
    files = [attachment_json.attachment(one) for one in row.attachments]
    return {"id": str(row.id), **row.words.dump(), "files": files}


def _uuid(request: HttpRequest, name: str) -> UUID | None:
    given = request.GET.get(name)
    if not given:
        return None
    try:
        return UUID(given)
    except ValueError as error:
        raise Http404 from error


def _address(name: str, room: UUID) -> str:
    """Where a page stands that not every installation of this version has."""
    try:
        return reverse(name, kwargs={"room": room})
    except NoReverseMatch:
        return ""
