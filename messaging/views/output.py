"""An entry on paper, in the clipboard and as a table."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from messaging.forms.output import records_range
from messaging.outputs import pdf, sheet, table, text
from messaging.outputs.printer_check import PACKAGES
from messaging.outputs.record import Record, signed
from messaging.outputs.refusal import Refusal, Unprintable
from messaging.queries import record as query
from messaging.views.json_answer import json_answer
from patients.calendar import long_date
from sharing import clock
from sharing.actor import Actor
from sharing.invalid import Invalid
from sharing.labels import ROLE_LABELS
from sharing.session import actor_of

STYLE = (Path(__file__).parents[1] / "static/messaging/record-paper.css").read_text("utf-8")


@require_GET
def page(request: HttpRequest, room: UUID, entry: UUID) -> HttpResponse:
    """The same on a page of its own, for a browser that prints."""
    actor = actor_of(request)
    found = query.record(actor, room, entry, "page")
    today = timezone.localdate(clock.now())
    days = {"first_day": today.replace(day=1), "today": today}
    context = {**_context(actor, found), **days, "room": room, "entry": entry}
    with override("ja"):
        return _unkept(render(request, "messaging/outputs/page.html", context))


@require_GET
def record_pdf(request: HttpRequest, room: UUID, entry: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = query.record(actor, room, entry, "pdf")
    with override("ja"):
        context = {**_context(actor, found), "style": STYLE}
        html = render_to_string("messaging/outputs/pdf.html", context)
    try:
        printed = pdf.pdf_of(html)
    except Unprintable as unprintable:
        return _unprintable(request, room, entry, unprintable.reason)
    return _file(printed, "application/pdf", f"record-{found.date}.pdf")


@require_GET
def record_csv(request: HttpRequest, room: UUID, entry: UUID) -> HttpResponse:
    found = query.record(actor_of(request), room, entry, "csv")
    return _csv([found], f"record-{found.date}.csv")


@require_GET
def records_csv(request: HttpRequest, room: UUID) -> HttpResponse:
    """Everything written from one day to another."""
    first, last = records_range(request.GET)
    try:
        found = query.records(actor_of(request), room, first, last)
    except query.TooManyEntries:
        sentence = _("This is more than one file holds. Please choose a shorter time.")
        raise Invalid({"from": sentence}) from None
    return _csv(found, f"records-{first:%Y%m%d}-{last:%Y%m%d}.csv")


@require_GET
def copy_care_manager(request: HttpRequest, room: UUID, entry: UUID) -> HttpResponse:
    found = query.record(actor_of(request), room, entry, "copy-care-manager")
    with override("ja"):
        return json_answer({"text": text.for_care_manager(found)})


@require_GET
def copy_chart(request: HttpRequest, room: UUID, entry: UUID) -> HttpResponse:
    found = query.record(actor_of(request), room, entry, "copy-chart")
    with override("ja"):
        return json_answer({"text": text.for_chart(found)})


def _context(actor: Actor, found: Record) -> Mapping[str, object]:
    now = timezone.localtime(clock.now())
    with override("ja"):
        return {
            "record": found,
            "blocks": sheet.blocks(found),
            "proxy_for": signed(found.proxy_for) if found.proxy_for else "",
            "printed_by": f"{actor.name}（{ROLE_LABELS[actor.role]}）{actor.organization}",
            "printed_at": f"{long_date(now.date())} {now:%H:%M}",
        }


def _csv(found: list[Record], name: str) -> HttpResponse:
    return _file(table.csv_of(found), "text/csv; charset=utf-8", name)


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    """To be stored under a name that says the day and nobody's name."""
    answer = HttpResponse(content, content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return _unkept(answer)


def _unkept(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _unprintable(request: HttpRequest, room: UUID, entry: UUID, reason: Refusal) -> HttpResponse:
    title, packages = _said(reason)
    context = {"room": room, "entry": entry, "title": title, "packages": packages}
    context["text"] = _("Please tell who looks after this server.") if packages else ""
    return _unkept(render(request, "messaging/outputs/unprintable.html", context, status=503))


def _said(reason: Refusal) -> tuple[str, str]:
    """What is in the way, and what would have to be installed."""
    match reason:
        case Refusal.NO_LIBRARY:
            return _("The library that makes PDFs is not installed on this server."), PACKAGES
        case Refusal.NO_TYPE:
            return _("No Japanese font is installed on this server."), PACKAGES
        case Refusal.BUSY:
            return _("Many PDFs are being made just now. Please try again shortly."), ""
    return _("This record could not be turned into a PDF."), ""
