"""Reporting a suspicion of abuse, and the pages of those who were told."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from messaging.actions.concern import Receipt, answer_concern, report_concern
from messaging.actions.pointer import move_pointer
from messaging.forms.concern import ConcernAnswerForm, ConcernForm, SeenForm
from messaging.labels import CONCERN_KIND_LABELS
from messaging.queries import concern as query
from messaging.queries.concern import ConcernEntry, ConcernRoom
from messaging.views.cards import when
from patients.views.problems import refused
from sharing.labels import ROLE_LABELS
from sharing.queries.directory import PersonRow
from sharing.session import actor_of
from sharing.uuid7 import uuid7
from sharing.vocabulary import Role


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, room: UUID) -> HttpResponse:
    """Answers with who was told: the reporter has nothing to come back to."""
    actor = actor_of(request)
    if request.method == "GET":
        return _form(request, room, ConcernForm(initial={"id": uuid7()}), 200)
    form = ConcernForm(request.POST)
    if not form.is_valid():
        return _form(request, room, form, 422)
    receipt = report_concern(actor, room, form.concern())
    context = {"receipt": receipt, "room": room, "community": _community(receipt)}
    return _unkept(render(request, "messaging/concern/receipt.html", context))


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    rows = [
        {"row": row, "kinds": _kinds(row.newest.kinds), "when": when(row.written_at)}
        for row in query.concerns(actor_of(request))
    ]
    return _unkept(render(request, "messaging/concern/list.html", {"rows": rows}))


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, concern: UUID) -> HttpResponse:
    actor = actor_of(request)
    if request.method == "GET":
        found = query.concern(actor, concern)
        return _page(request, found, ConcernAnswerForm(initial={"id": uuid7()}), 200)
    form = ConcernAnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, query.concern(actor, concern), form, 422)
    answer_concern(actor, concern, form.cleaned_data["id"], form.cleaned_data["text"])
    return redirect("concern", concern=concern)


@require_POST
def seen(request: HttpRequest, concern: UUID) -> HttpResponse:
    """A member confirms that they have read it; until then it stands on their 今日."""
    form = SeenForm(request.POST)
    if not form.is_valid():
        raise refused(form)
    actor = actor_of(request)
    query.concern(actor, concern)
    move_pointer(actor, concern, form.cleaned_data["cursor"])
    return redirect("concerns")


def _form(request: HttpRequest, room: UUID, form: ConcernForm, status: int) -> HttpResponse:
    found = query.report_page(actor_of(request), room)
    context = {"header": found.header, "community": found.community, "form": form}
    return _unkept(render(request, "messaging/concern/report.html", context, status=status))


def _page(
    request: HttpRequest, found: ConcernRoom, form: ConcernAnswerForm, status: int
) -> HttpResponse:
    entries = [_shown(entry) for entry in found.entries]
    context = {"found": found, "entries": entries, "form": form}
    return _unkept(render(request, "messaging/concern/page.html", context, status=status))


def _shown(entry: ConcernEntry) -> dict[str, object]:
    return {
        "entry": entry,
        "when": when(entry.at),
        "role": ROLE_LABELS[entry.author.role],
        "kinds": _kinds(entry.concern.kinds) if entry.concern else [],
    }


def _kinds(kinds: tuple[str, ...]) -> list[object]:
    return [label for kind, label in CONCERN_KIND_LABELS.items() if kind in kinds]


def _community(receipt: Receipt) -> list[PersonRow]:
    return [person for person in receipt.told if person.role is Role.COMMUNITY_SUPPORT]


def _unkept(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    return answer
