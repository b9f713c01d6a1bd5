"""The day board of an organisation: a page to look at in the morning, and to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from messaging.queries.board import Board, Call, Risk, Round, board
from messaging.views.cards import line, when
from patients.calendar import long_date, parse_date
from patients.labels import CHIP_LABELS
from patients.queries.visit import VisitOfDay
from patients.views.visit_rows import VisitCard, card_of, hour
from patients.visit_rule import DAY
from patients.visit_time import JAPAN
from patients.vocabulary import VisitState
from sharing import clock
from sharing.actor import Actor
from sharing.session import actor_of

LONG_GAP = timedelta(minutes=15)
FAR = timedelta(days=400)


@dataclass(frozen=True)
class Slot:
    """One line of a round: a visit, or with `gap` the time before the next one that is shown."""

    visit: VisitCard | None = None
    patient_name: str = ""
    url: str = ""
    location_label: str = ""
    paused: bool = False
    late: bool = False
    gap: str = ""


@dataclass(frozen=True)
class RoundCard:
    name: str
    role_label: str
    count: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class CallCard:
    patient_name: str
    when: str
    author: str
    line: str
    url: str


@dataclass(frozen=True)
class RiskCard:
    patient_name: str
    kana: str
    url: str
    chips: tuple[str, ...]
    urgent: bool


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate(clock.now(), JAPAN)
    day = _day(request.GET.get("date", ""), today)
    found = board(actor, day)
    context = {
        "date": day,
        "date_text": long_date(day),
        "is_today": day == today,
        "earlier": (day - DAY).isoformat(),
        "later": (day + DAY).isoformat(),
        "printed_at": when(found.now),
        "rounds": [_round(actor, found, one) for one in found.rounds],
        "calls": [_call(one) for one in found.calls],
        "at_risk": [_risk(one) for one in found.at_risk],
        "unwritten": [_slot(actor, found, one) for one in found.unwritten],
    }
    return render(request, "messaging/board/page.html", context)


def _day(said: str, today: date) -> date:
    if not said:
        return today
    day = parse_date(said)
    if day is None or abs(day - today) > FAR:
        raise Http404
    return day


def _round(actor: Actor, found: Board, one: Round) -> RoundCard:
    takes_place = [v for v in one.visits if v.visit.state is not VisitState.CANCELLED]
    return RoundCard(
        name=one.visitor.name,
        role_label=one.visitor.role_label,
        count=sum(not visit.paused for visit in takes_place),
        slots=_slots(actor, found, one.visits),
    )


def _slots(actor: Actor, found: Board, visits: Sequence[VisitOfDay]) -> tuple[Slot, ...]:
    """Visits in the order of time, and between them when none may be seen."""
    slots: list[Slot] = []
    freed: list[Slot] = []
    busy_until: datetime | None = None
    for one in visits:
        slot = _slot(actor, found, one)
        if _frees(one):
            freed.append(slot)
            continue
        if busy_until and one.visit.begins_at - busy_until >= LONG_GAP:
            slots.append(Slot(gap=_gap(busy_until, one.visit.begins_at)))
        slots += [*freed, slot]
        freed = []
        busy_until = max(busy_until or one.visit.ends_at, one.visit.ends_at)
    return (*slots, *freed)


def _frees(one: VisitOfDay) -> bool:
    """Called off, or the patient is elsewhere: nobody is visited."""
    waits = one.visit.state is VisitState.PLANNED and one.paused
    return waits or one.visit.state is VisitState.CANCELLED


def _gap(begin: datetime, end: datetime) -> str:
    """Never "free": a visit to a patient the viewer may not see can lie there."""
    minutes = int((end - begin).total_seconds()) // 60
    hours = _("%(begin)s to %(end)s") % {"begin": hour(begin), "end": hour(end)}
    return _("no visit that you may see: %(hours)s (%(minutes)s min)") % {
        "hours": hours,
        "minutes": minutes,
    }


def _slot(actor: Actor, found: Board, one: VisitOfDay) -> Slot:
    return Slot(
        visit=card_of(one.visit, actor),
        patient_name=one.patient.name,
        url=reverse("visits", args=[one.patient.room]),
        location_label=one.patient.location_label,
        paused=one.paused,
        late=one.late(found.now) and not one.unwritten(found.now),
    )


def _call(one: Call) -> CallCard:
    return CallCard(
        patient_name=one.patient.name,
        when=when(one.entry.captured_at),
        author=one.entry.author.name,
        line=line(one.entry.words),
        url=f"{reverse('timeline', args=[one.patient.room])}#entry-{one.entry.id}",
    )


def _risk(one: Risk) -> RiskCard:
    entry = f"#entry-{one.urgent}" if one.urgent is not None else ""
    return RiskCard(
        patient_name=one.patient.name,
        kana=one.patient.kana,
        url=f"{reverse('timeline', args=[one.patient.room])}{entry}",
        chips=tuple(str(CHIP_LABELS[chip]) for chip in one.chips),
        urgent=one.urgent is not None,
    )
