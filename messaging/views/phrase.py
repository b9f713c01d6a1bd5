"""定型文: the page to look after them, and the list the picker shows."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from messaging.actions.phrase import add_phrase, end_phrase, rewrite_phrase
from messaging.forms.phrase import NewPhraseForm, PhraseForm
from messaging.labels import PHRASE_LABELS
from messaging.phrases import shipped, shipped_blanks
from messaging.queries import phrases as query
from messaging.queries.phrases import Origin, PhraseRow, Phrases
from messaging.views.json_answer import json_answer
from sharing.deed import Conflict
from sharing.session import actor_of
from sharing.uuid7 import uuid7


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """For the picker: what may be inserted, and every blank that must not be left unfilled."""
    found = query.phrases(actor_of(request))
    return json_answer(
        {
            "phrases": [
                {
                    "id": row.id,
                    "from": row.origin,
                    "purpose": row.purpose,
                    "purpose_label": str(PHRASE_LABELS[row.purpose]),
                    "text": row.text,
                }
                for row in found.rows
            ],
            "blanks": sorted(shipped_blanks()),
        }
    )


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    found = query.phrases(actor)
    if request.method == "GET":
        begun = {"id": uuid7(), **_standing_in(request.GET.get("replaces", ""))}
        form = NewPhraseForm(initial=begun, may_share=found.may_share)
        return _page(request, found, form, 200)
    form = NewPhraseForm(request.POST, may_share=found.may_share)
    if not form.is_valid():
        return _page(request, found, form, 422)
    add_phrase(actor, form.phrase())
    return redirect("phrases")


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, phrase: UUID) -> HttpResponse:
    actor = actor_of(request)
    row = query.phrase(actor, phrase)
    if request.method == "GET":
        begun = {"text": row.text, "purpose": row.purpose, "version": row.version}
        return _change_page(request, row, PhraseForm(initial=begun), 200)
    form = PhraseForm(request.POST)
    if not form.is_valid():
        return _change_page(request, row, form, 422)
    shared, version = row.origin is Origin.ORGANIZATION, form.cleaned_data["version"] or 0
    text = form.cleaned_data["text"]
    try:
        rewrite_phrase(actor, phrase, text, form.purpose_chosen(), shared=shared, version=version)
    except Conflict:
        return _change_page(request, query.phrase(actor, phrase), form, 409)
    return redirect("phrases")


@require_POST
def end(request: HttpRequest, phrase: UUID) -> HttpResponse:
    actor = actor_of(request)
    row = query.phrase(actor, phrase)
    end_phrase(actor, phrase, shared=row.origin is Origin.ORGANIZATION)
    return redirect("phrases")


def _standing_in(replaced: str) -> dict[str, str]:
    """A form that begins with the words of one that ships."""
    for one in shipped():
        if one.id == replaced:
            return {"text": one.text, "purpose": one.purpose, "replaces": one.id}
    return {}


def _page(request: HttpRequest, found: Phrases, form: NewPhraseForm, status: int) -> HttpResponse:
    context = {
        "own": _lines(found, Origin.OWN),
        "organization": _lines(found, Origin.ORGANIZATION),
        "shipped": _lines(found, Origin.SHIPPED),
        "may_share": found.may_share,
        "form": form,
    }
    return render(request, "messaging/phrases/page.html", context, status=status)


def _lines(found: Phrases, origin: Origin) -> list[dict[str, object]]:
    return [{"row": row, "purpose_label": PHRASE_LABELS[row.purpose]} for row in found.of(origin)]


def _change_page(
    request: HttpRequest, row: PhraseRow, form: PhraseForm, status: int
) -> HttpResponse:
    context = {"row": row, "form": form, "meanwhile": status == 409}
    return render(request, "messaging/phrases/change.html", context, status=status)
