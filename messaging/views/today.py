"""今日: the first screen after signing in."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from messaging.labels import PURPOSE_LABELS
from messaging.queries import today as query
from messaging.queries.concern import concerns_waiting
from messaging.queries.shift import OrderOf
from messaging.queries.today import Ask, Change, Today
from messaging.views import day
from messaging.views.cards import EntryCard, OrderCard, entry_card, line, order_card, when
from patients import calendar
from sharing import clock
from sharing.actor import Actor
from sharing.session import actor_of


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


@dataclass(frozen=True)
class Section:
    """A heading with cards of one kind, when there are any."""

    key: str
    icon: str
    title: str
    entries: tuple[EntryCard, ...] = ()
    orders: tuple[OrderCard, ...] = ()
    pass_on: bool = False

    @property
    def count(self) -> int:
        return len(self.entries) + len(self.orders)


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    found = query.today(actor)
    fragment = request.headers.get("X-Fragment") == "cards"
    template = "messaging/today/_cards.html" if fragment else "messaging/today/page.html"
    context = {
        "sections": [section for section in _sections(actor, found) if section.count],
        "changed": [_change(change) for change in found.changed],
        "visits": day.cards(actor, found.day),
        "concerns": concerns_waiting(actor),
        "date_text": calendar.short_date(timezone.localdate(clock.now())),
    }
    return render(request, template, context)


def _sections(actor: Actor, found: Today) -> list[Section]:
    def asks(some: list[Ask]) -> tuple[EntryCard, ...]:
        return tuple(_card(ask, found) for ask in some)

    def orders(some: list[OrderOf]) -> tuple[OrderCard, ...]:
        return tuple(
            order_card(actor, one, found.medicines.get(one.entry.compartment, "")) for one in some
        )

    mine, results = orders(found.orders), orders(found.results)
    return [
        Section("urgent", "warning", _("Urgent"), asks(found.urgent)),
        Section("asked", "reply", _("Asked of you"), asks(found.asked)),
        Section("orders", "order", _("Orders"), (), mine, found.holds_orders),
        Section("approvals", "edit", _("Waiting for your approval"), asks(found.approvals)),
        Section(
            "unwritten", "phone", _("Orders by telephone, not in writing yet"), (),
            orders(found.unwritten),
        ),
        Section("results", "check", _("Results of your orders"), (), results),
        Section("late", "inbox", _("Taken by nobody in time"), asks(found.late)),
    ]  # fmt: skip


def _card(ask: Ask, found: Today) -> EntryCard:
    entry = ask.entry
    remark = _("Entered by a colleague in your name") if ask in found.approvals else ""
    medicines = found.medicines.get(entry.compartment, "")
    return entry_card(ask.patient, entry, ask.reply_by, remark=remark, medicines=medicines)


def _change(change: Change) -> PatientChange:
    newest = change.newest
    room = newest.compartment
    return PatientChange(
        room=str(room),
        patient_name=change.patient.name,
        kana=change.patient.kana,
        count=sum(count for _purpose, count in change.by_purpose),
        by_purpose=tuple(
            (str(PURPOSE_LABELS[purpose]), count) for purpose, count in change.by_purpose
        ),
        newest_line=f"{newest.author.name}: {line(newest.words, newest.kind)}",
        newest_when=when(newest.received_at),
        url=reverse("timeline", args=[room]),
        location_label=change.patient.location_label,
    )
