"""My visits and points to hand over, as templates show them; and the tick on a point."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from messaging.actions.handover import tick
from messaging.forms.body import Body
from messaging.queries import handover
from messaging.queries.day import Day, DayVisit
from messaging.queries.handover import HandoverRow, OpenPoints
from patients.calendar import short_date
from patients.queries.visit import VisitOfDay
from patients.views.visit_rows import VisitCard, card_of, hour
from patients.visit_time import JAPAN
from patients.vocabulary import VisitState
from sharing.actor import Actor
from sharing.session import actor_of

WAITING = frozenset({VisitState.PLANNED, VisitState.IN_PROGRESS})


@dataclass(frozen=True)
class PointCard:
    id: str
    room: str
    text: str
    who: str
    when: str
    url: str


@dataclass(frozen=True)
class DayCard:
    visit: VisitCard
    room: str
    patient_name: str
    kana: str
    url: str
    location_label: str
    paused: bool
    late: bool
    next_text: str
    door: tuple[str, ...]
    points: tuple[PointCard, ...]


@dataclass(frozen=True)
class DayCards:
    cards: tuple[DayCard, ...]
    count: int  # of visits that take place
    unwritten: tuple[DayCard, ...]
    visiting: bool
    has_board: bool


@require_GET
def points(request: HttpRequest, room: UUID) -> HttpResponse:
    """The open points of a patient alone, for a page that stays open."""
    found = handover.points(actor_of(request), room)
    context = {"handover": point_cards(found)}
    return render(request, "messaging/timeline/_handover.html", context)


@require_POST
def tick_point(request: HttpRequest, room: UUID, point: UUID) -> HttpResponse:
    plain = request.content_type != "application/json"
    if not plain:
        Body(request)
    tick(actor_of(request), room, point)
    return redirect("timeline", room=room) if plain else HttpResponse(status=204)


@dataclass(frozen=True)
class PointCards:
    room: str
    points: tuple[PointCard, ...]
    may_tick: bool


def point_cards(found: OpenPoints) -> PointCards:
    return PointCards(str(found.room), tuple(map(_point, found.points)), found.may_tick)


def cards(actor: Actor, day: Day) -> DayCards:
    return DayCards(
        cards=tuple(_card(actor, day, one) for one in _told_once(day.visits)),
        count=sum(_takes_place(one.of) for one in day.visits),
        unwritten=tuple(_card(actor, day, DayVisit(one, ())) for one in day.unwritten),
        visiting=day.visiting,
        has_board=day.has_board,
    )


def _takes_place(of: VisitOfDay) -> bool:
    called_off = of.visit.state is VisitState.CANCELLED
    return not called_off and not (of.paused and of.visit.state is VisitState.PLANNED)


def _told_once(visits: Iterable[DayVisit]) -> Iterator[DayVisit]:
    """Who is visited three times a day is told of the door and the points at the next visit."""
    told: set[UUID] = set()
    for one in visits:
        room = one.of.visit.room
        here = one.of.visit.state in WAITING and not one.of.paused and room not in told
        yield one if here else DayVisit(replace(one.of, door=()), ())
        if here:
            told.add(room)


def _card(actor: Actor, day: Day, one: DayVisit) -> DayCard:
    of, patient = one.of, one.of.patient
    visit = card_of(of.visit, actor)
    if of.paused and of.visit.state is VisitState.PLANNED:
        visit = replace(visit, tap="", writes=False, note_url="")
    return DayCard(
        visit=visit,
        room=str(patient.room),
        patient_name=patient.name,
        kana=patient.kana,
        url=reverse("timeline", args=[patient.room]),
        location_label=patient.location_label,
        paused=of.paused,
        late=of.late(day.now) and not of.unwritten(day.now),
        next_text=_next(of),
        door=of.door,
        points=tuple(map(_point, one.handovers)),
    )


def _next(of: VisitOfDay) -> str:
    if of.next_at is None:
        return ""
    local = timezone.localtime(of.next_at, JAPAN)
    return f"{short_date(local.date())} {hour(of.next_at)}"


def _point(row: HandoverRow) -> PointCard:
    day = short_date(timezone.localdate(row.at, JAPAN))
    return PointCard(
        id=str(row.id),
        room=str(row.room),
        text=row.text,
        who=_("%(name)s (%(role)s)") % {"name": row.author, "role": row.role_label},
        when=f"{day} {hour(row.at)}",
        url=f"{reverse('timeline', args=[row.room])}#entry-{row.entry}",
    )
