"""今日: the first screen after signing in."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from messaging.content import Words
from messaging.labels import PURPOSE_LABELS, RESPONSE_LABELS
from messaging.queries import today as query
from messaging.queries.today import Ask, Change
from messaging.vocabulary import ANSWERS
from patients import calendar
from sharing import clock
from sharing.actor import Actor
from sharing.labels import ROLE_LABELS
from sharing.session import actor_of

LINE = 80


@dataclass(frozen=True)
class EntryCard:
    room: str
    patient_name: str
    entry: str
    purpose: str
    purpose_label: str
    author: str
    when: str
    line: str
    reply_by: str
    overdue: bool
    url: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PatientChange:
    room: str
    patient_name: str
    kana: str
    count: int
    by_purpose: tuple[tuple[str, int], ...]
    newest_line: str
    newest_when: str
    url: str
    location_label: str


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    found = query.today(actor)
    fragment = request.headers.get("X-Fragment") == "cards"
    template = "messaging/today/_cards.html" if fragment else "messaging/today/page.html"
    context = {
        "urgent": [_card(actor, ask) for ask in found.urgent],
        "asked": [_card(actor, ask) for ask in found.asked],
        "changed": [_change(change) for change in found.changed],
        "date_text": calendar.short_date(timezone.localdate(clock.now())),
    }
    return render(request, template, context)


def _card(actor: Actor, ask: Ask) -> EntryCard:
    entry = ask.entry
    author = entry.author
    given = {one.code for one in entry.responses if one.by.id == actor.practitioner_role_id}
    return EntryCard(
        room=str(entry.compartment),
        patient_name=ask.patient.name,
        entry=str(entry.id),
        purpose=entry.purpose,
        purpose_label=str(PURPOSE_LABELS[entry.purpose]),
        author=f"{author.name}（{ROLE_LABELS[author.role]}）",
        when=when(entry.captured_at),
        line=line(entry.words),
        reply_by=when(ask.reply_by) if ask.reply_by else "",
        overdue=ask.reply_by is not None and ask.reply_by < clock.now(),
        url=f"{reverse('timeline', args=[entry.compartment])}#entry-{entry.id}",
        answers=tuple(
            (str(code), str(RESPONSE_LABELS[code]))
            for code in ANSWERS[actor.profession]
            if code not in given
        ),
    )


def _change(change: Change) -> PatientChange:
    room = change.newest.compartment
    return PatientChange(
        room=str(room),
        patient_name=change.patient.name,
        kana=change.patient.kana,
        count=sum(count for _purpose, count in change.by_purpose),
        by_purpose=tuple(
            (str(PURPOSE_LABELS[purpose]), count) for purpose, count in change.by_purpose
        ),
        newest_line=f"{change.newest.author.name}: {line(change.newest.words)}",
        newest_when=when(change.newest.received_at),
        url=reverse("timeline", args=[room]),
        location_label=change.patient.location_label,
    )


def line(words: Words) -> str:
    """The beginning of what was written, on one line."""
    parts = [words.text, *(words.soap or {}).values()]
    text = " ".join(" ".join(parts).split())
    if not text and words.vitals:
        return _("Vitals")
    return text if len(text) <= LINE else f"{text[:LINE]}…"


def when(at: datetime) -> str:
    """Today 7:42, yesterday 17:45, else the day: for lists, where the year is plain."""
    local, today = timezone.localtime(at), timezone.localdate(clock.now())
    days = (today - local.date()).days
    hour = f"{local.hour}:{local.minute:02}"
    if days == 0:
        return hour
    if days == 1:
        return _("yesterday %(hour)s") % {"hour": hour}
    if days == -1:
        return _("tomorrow %(hour)s") % {"hour": hour}
    return f"{calendar.short_date(local.date())} {hour}"
