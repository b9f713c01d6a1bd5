"""さがす: the words are sent in a body and kept in the sealed session, never in an address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from messaging.forms.search import SearchForm
from messaging.labels import ENTRY_KIND_LABELS, PURPOSE_LABELS
from messaging.queries import search as query
from messaging.queries.search import Found, FoundEntry, SearchFilter
from messaging.vocabulary import EntryKind, Purpose
from patients import calendar
from patients.queries.listing import my_patients
from sharing import clock
from sharing.labels import PROFESSION_LABELS, ROLE_LABELS
from sharing.session import actor_of, store_of
from sharing.vocabulary import Profession

KEPT = "search"  # the name in the session
EVERYWHERE = "all"
MOST_PEOPLE, MOST_PATIENTS = 12, 5


@dataclass(frozen=True)
class FoundRow:
    url: str
    purpose: str
    purpose_label: str
    kind_label: str
    author: str
    role_label: str
    organization: str
    when: str
    runs: tuple[tuple[str, bool], ...]
    attachments: int
    patient_name: str
    patient_kana: str


@dataclass(frozen=True)
class FilterChip:
    """One tap filters, the next one takes the filter away."""

    name: str
    value: str
    label: str
    count: int
    chosen: bool


@require_http_methods(["GET", "HEAD", "POST"])
def everywhere(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _keep(request, EVERYWHERE, reverse("search")) or _page(request, {}, 422)
    actor, before = actor_of(request), _before(request)
    form = _kept(request, EVERYWHERE)
    context: dict[str, Any] = {"form": form}
    if form.is_valid() and not form.wanted().is_empty:
        wanted = form.wanted()
        context |= _shown(query.everywhere(actor, wanted, before), wanted)
        if wanted.words and before is None:
            patients = my_patients(actor, wanted.words)
            context |= {"patients": patients[:MOST_PATIENTS], "patient_count": len(patients)}
    return _page(request, context)


@require_http_methods(["GET", "HEAD", "POST"])
def in_room(request: HttpRequest, room: UUID) -> HttpResponse:
    actor, before = actor_of(request), _before(request)
    place = reverse("room-search", args=[room])
    if request.method == "POST":
        opened = query.in_room(actor, room, SearchFilter())
        context = {"header": opened.header, "room": room}
        return _keep(request, str(room), place) or _page(request, context, 422)
    form = _kept(request, str(room))
    wanted = form.wanted() if form.is_valid() else SearchFilter()
    opened = query.in_room(actor, room, wanted, before)
    context = {"form": form, "header": opened.header, "room": room}
    return _page(request, context | (_shown(opened.found, wanted) if opened.found else {}))


def _keep(request: HttpRequest, scope: str, place: str) -> HttpResponse | None:
    """Back and reload show the result again, and no address says what was looked for."""
    form = SearchForm(request.POST)
    if not form.is_valid():
        return None
    store_of(request).keep(KEPT, {"scope": scope, **form.as_sent()})
    return redirect(place)


def _kept(request: HttpRequest, scope: str) -> SearchForm:
    kept: Mapping[str, str] = store_of(request).get(KEPT) or {}
    return SearchForm(kept if kept.get("scope") == scope else {})


def _before(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET["before"]) if "before" in request.GET else None
    except ValueError as error:
        raise Http404 from error


def _page(request: HttpRequest, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    refused = {"form": SearchForm(request.POST)} if status != 200 else {}
    template = "room" if "room" in context else "page"
    return render(
        request, f"messaging/search/{template}.html", {**context, **refused}, status=status
    )


def _shown(found: Found, wanted: SearchFilter) -> dict[str, Any]:
    return {
        "searched": True,
        "count": found.count,
        "rows": [_row(one) for one in found.entries],
        "next": found.next,
        "groups": _groups(found, wanted),
        "narrowed": replace(wanted, words="", purpose=None) != SearchFilter(),
    }


def _row(found: FoundEntry) -> FoundRow:
    entry, patient = found.entry, found.patient
    place = reverse("timeline", args=[entry.compartment])
    note = entry.kind is EntryKind.NOTE
    return FoundRow(
        url=f"{place}#entry-{entry.id}",
        purpose=entry.purpose,
        purpose_label=str(PURPOSE_LABELS[entry.purpose]),
        kind_label="" if note else str(ENTRY_KIND_LABELS[entry.kind]),
        author=entry.author.name,
        role_label=str(ROLE_LABELS[entry.author.role]),
        organization=entry.author.organization,
        when=_when(entry.captured_at),
        runs=found.excerpt.runs(),
        attachments=len(entry.attachments),
        patient_name=patient.name if patient else "",
        patient_kana=patient.kana if patient else "",
    )


def _when(at: datetime) -> str:
    local = timezone.localtime(at)
    this_year = local.year == timezone.localdate(clock.now()).year
    day = calendar.short_date(local.date()) if this_year else calendar.long_date(local.date())
    return f"{day} {local.hour}:{local.minute:02}"


def _groups(found: Found, wanted: SearchFilter) -> list[list[FilterChip]]:
    people = [
        FilterChip("person", str(by.id), by.name, count, str(by.id) == wanted.person)
        for by, count in found.people
    ]
    if wanted.person and not any(chip.chosen for chip in people):
        people.append(FilterChip("person", wanted.person, _("Chosen person"), 0, True))
    groups = [
        _chips("purpose", PURPOSE_LABELS, found.purposes, Purpose, wanted.purpose),
        _chips("kind", ENTRY_KIND_LABELS, found.kinds, EntryKind, wanted.kind),
        _chips("profession", PROFESSION_LABELS, found.professions, Profession, wanted.profession),
        [chip for number, chip in enumerate(people) if number < MOST_PEOPLE or chip.chosen],
    ]
    return [chips for chips in groups if len(chips) > 1 or any(chip.chosen for chip in chips)]


def _chips(
    name: str,
    labels: Mapping[Any, Promise | str],
    counts: Mapping[Any, int],
    order: Iterable[Any],
    chosen: object,
) -> list[FilterChip]:
    """Any: members of the one vocabulary that `order` goes through."""
    return [
        FilterChip(name, str(one), str(labels[one]), counts.get(one, 0), one == chosen)
        for one in order
        if counts.get(one) or one == chosen
    ]
