"""What has changed about a patient since I last looked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from messaging.labels import PURPOSE_LABELS
from messaging.queries.changes import ChangeRow, changes
from messaging.views.cards import line, when
from sharing.session import actor_of
from sharing.vocabulary import LineKind

# What happened, in words, and the page that shows more of it ("" is the timeline).
WHAT: Mapping[LineKind, tuple[Promise | str, str, str]] = {
    LineKind.ENTRY: (pgettext_lazy("change", "New entry"), "", "edit"),
    LineKind.AMENDMENT: (gettext_lazy("An entry was amended"), "", "edit"),
    LineKind.RETRACTION: (gettext_lazy("An entry was taken back"), "", "retract"),
    LineKind.RESPONSE: (gettext_lazy("Answer to an entry"), "", "reply"),
    LineKind.ATTACHMENT: (gettext_lazy("A file arrived"), "", "picture"),
    LineKind.ORDER: (gettext_lazy("An order went on"), "", "check"),
    LineKind.CLAIM: (gettext_lazy("Somebody took it on, or gave it back"), "", "check"),
    LineKind.PIN: (gettext_lazy("Kept at hand, or put back"), "", "pin"),
    LineKind.HANDOVER: (gettext_lazy("A point that was handed over is done"), "", "check"),
    LineKind.VISIT: (gettext_lazy("A visit was planned, changed or made"), "visits", "calendar"),
    LineKind.MEDICATION: (gettext_lazy("Medicines changed"), "medicines", "medicine"),
    LineKind.PATIENT: (gettext_lazy("The record was changed"), "overview", "patients"),
    LineKind.LOCATION: (gettext_lazy("The whereabouts changed"), "patient-history", "location"),
    LineKind.MEMBER: (gettext_lazy("The team changed"), "team", "team"),
    LineKind.CONSENT: (gettext_lazy("A consent was given or withdrawn"), "team", "team"),
    LineKind.JOIN: (gettext_lazy("Somebody asked to join the team"), "team", "team"),
}


@dataclass(frozen=True)
class ChangeLine:
    icon: str
    what: str
    text: str
    by: str
    role_label: str
    at: datetime
    when: str
    url: str


@require_GET
def page(request: HttpRequest, room: UUID) -> HttpResponse:
    found = changes(actor_of(request), room)
    context = {
        "room": room,
        "header": found.header,
        "lines": [_line(room, row) for row in found.rows],
        "more": found.more,
        "by_purpose": [(PURPOSE_LABELS[one], count) for one, count in found.by_purpose.items()],
    }
    return render(request, "messaging/changes/page.html", context)


def _line(room: UUID, row: ChangeRow) -> ChangeLine:
    kind = row.told.line.kind
    what, place, icon = WHAT[kind]
    url = reverse(place or "timeline", args=[room])
    if row.entry is not None:
        url = f"{url}#entry-{row.entry.id}"
    return ChangeLine(
        icon=icon,
        what=_what(row, str(what)),
        text=_text(row),
        by=row.by.name if row.by else "",
        role_label=row.by.role_label if row.by else "",
        at=row.told.at,
        when=when(row.told.at),
        url=url,
    )


def _what(row: ChangeRow, usual: str) -> str:
    kind = row.told.line.kind
    if kind is LineKind.ENTRY and row.entry:
        return str(PURPOSE_LABELS[row.entry.purpose])
    if kind is LineKind.MEMBER and row.name:
        return _("Came to the team") if row.stands else _("Left the team")
    if kind is LineKind.MEDICATION and not row.stands:
        return _("What was left over was counted")
    return usual


def _text(row: ChangeRow) -> str:
    if row.entry is not None:
        return "" if row.entry.retracted else line(row.entry.words, row.entry.kind)
    if row.changes:
        return "、".join(_said(one.what, one.before, one.after) for one in row.changes)
    return row.name


def _said(what: str, before: str, after: str) -> str:
    lines = [" ".join(text.split()) for text in (before, after)]
    return (
        f"{what}：{' → '.join(one or _('Ended') for one in lines)}"
        if lines[0]
        else (f"{what}：{lines[1]}")
    )
