"""写真・書類 of a patient, by day and by wound; and the wounds with their pictures."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from messaging.labels import ATTACHMENT_KIND_LABELS
from messaging.queries import pictures as query
from messaging.queries.pictures import LAST_PAGE, Pictured, PictureFilter, PicturesPage
from messaging.views import pictured_json
from messaging.views.json_answer import json_answer
from messaging.vocabulary import AttachmentKind
from patients import calendar
from patients.queries.wounds import WoundSeries
from sharing import clock
from sharing.session import actor_of

Json = dict[str, Any]
KINDS = tuple(AttachmentKind)


@dataclass(frozen=True)
class Choice:
    """One tap shows only these, the next one all again."""

    label: str
    query: str
    chosen: bool


@dataclass(frozen=True)
class PicturesOfDay:
    text: str
    files: tuple[Json, ...]


@dataclass(frozen=True)
class WoundCard:
    wound: WoundSeries
    pictures: tuple[Json, ...]


@require_GET
def page(request: HttpRequest, room: UUID) -> HttpResponse:
    wanted = _wanted(request)
    found = query.pictures_page(actor_of(request), room, wanted)
    files = [pictured_json.pictured(one) for one in found.shown.files]
    context = {
        "room": room,
        "header": found.header,
        "days": _days(found.shown.files, files),
        "files": files,
        "kinds": _kinds(wanted),
        "wounds": _wounds(found, wanted),
        "narrowed": bool(wanted.kind or wanted.wound),
        "newer": _query(wanted, wanted.page - 1) if wanted.page > 1 else "",
        "older": _query(wanted, wanted.page + 1) if found.shown.more else "",
    }
    return render(request, "messaging/pictures/page.html", context)


@require_GET
def listing(request: HttpRequest, room: UUID) -> HttpResponse:
    found = query.pictures(actor_of(request), room, _wanted(request))
    files = [pictured_json.pictured(one) for one in found.files]
    return json_answer({"files": files, "page": found.page, "more": found.more})


@require_GET
def wounds(request: HttpRequest, room: UUID) -> HttpResponse:
    found = query.wounds_page(actor_of(request), room)
    by_wound = {
        number: tuple(pictured_json.pictured(one) for one in files)
        for number, files in found.pictures.items()
    }
    context = {
        "page": found,
        "header": found.header,
        "cards": [WoundCard(one, by_wound.get(one.number, ())) for one in found.series],
        "files": [one for files in by_wound.values() for one in files],
    }
    return render(request, "messaging/wounds/page.html", context)


def _wanted(request: HttpRequest) -> PictureFilter:
    asked = request.GET
    kind, wound, page = asked.get("kind", ""), asked.get("wound", ""), asked.get("page", "1")
    if kind and kind not in KINDS:
        raise Http404
    if wound and not _is_number(wound):
        raise Http404
    if not _is_number(page) or not 0 < int(page) <= LAST_PAGE:
        raise Http404
    return PictureFilter(AttachmentKind(kind) if kind else None, wound, int(page))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 3


def _days(found: tuple[Pictured, ...], files: list[Json]) -> list[PicturesOfDay]:
    today = timezone.localdate(clock.now())
    days = []
    for day, group in groupby(zip(found, files, strict=True), key=lambda one: one[0].day):
        text = calendar.short_date(day) if day.year == today.year else calendar.long_date(day)
        days.append(PicturesOfDay(text, tuple(file for _row, file in group)))
    return days


def _kinds(wanted: PictureFilter) -> list[Choice]:
    every = Choice(_("All kinds"), _query(PictureFilter(wound=wanted.wound)), not wanted.kind)
    return [every] + [
        Choice(str(label), _query(PictureFilter(kind, wanted.wound)), kind is wanted.kind)
        for kind, label in ATTACHMENT_KIND_LABELS.items()
    ]


def _wounds(found: PicturesPage, wanted: PictureFilter) -> list[Choice]:
    chips = []
    for wound in found.wounds:
        chosen = wound.number == wanted.wound
        label = _("Wound %(number)s") % {"number": wound.number}
        filtered = PictureFilter(wanted.kind, "" if chosen else wound.number)
        chips.append(Choice(f"{label} {wound.place}".strip(), _query(filtered), chosen))
    return chips


def _query(wanted: PictureFilter, page: int = 1) -> str:
    said: Mapping[str, str] = {
        "kind": str(wanted.kind or ""),
        "wound": wanted.wound,
        "page": str(page) if page > 1 else "",
    }
    return f"?{urlencode({name: value for name, value in said.items() if value})}"
