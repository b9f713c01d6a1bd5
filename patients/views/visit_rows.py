"""Visits as templates and scripts show them."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from patients.calendar import WEEKDAYS, long_date, short_date
from patients.forms.visit import EVERY
from patients.queries.visit_page import SeriesRow
from patients.queries.visit_rows import AttendanceRow, VisitRow
from patients.visit_rule import Rule
from patients.visit_time import JAPAN
from patients.vocabulary import VisitState
from sharing import clock
from sharing.actor import Actor
from sharing.vocabulary import Profession

# The note that each profession writes of a visit.
NOTES = {
    Profession.NURSE: "visit-note",
    Profession.THERAPIST: "visit-note",
    Profession.DENTIST: "physician-visit",
    Profession.PHYSICIAN: "physician-visit",
    Profession.PHARMACIST: "pharmacist-visit",
    Profession.HELPER: "helper-note",
    Profession.CARE_MANAGER: "care-manager-record",
}


@dataclass(frozen=True)
class VisitCard:
    """One visit with its buttons; `mine` says what I may tap: start, end, or nothing more."""

    key: str
    date_text: str
    hours: str
    moved_from: str
    kind_label: str
    state: VisitState
    state_label: str
    visitor: str
    there: tuple[str, ...]
    others: tuple[str, ...]
    remark: str
    reason: str
    tap: str
    started_text: str
    today: bool
    late: bool
    unwritten: bool
    ours: bool
    url: str
    writes: bool  # whether a note of it is mine to write
    note_url: str
    written_url: str

    @property
    def cancelled(self) -> bool:
        return self.state is VisitState.CANCELLED


@dataclass(frozen=True)
class SeriesLine:
    id: str
    text: str
    period: str
    visitor: str
    organization: str
    kind_label: str
    remark: str
    ours: bool


def card_of(row: VisitRow, actor: Actor) -> VisitCard:
    now, me = clock.now(), actor.practitioner_role_id
    mine, at = row.attendance_of(me), (row.room, row.at.plan, row.at.day.isoformat())
    ours = row.organization == actor.organization_id
    writes = ours and row.state is not VisitState.CANCELLED and actor.profession in NOTES
    others = (one.person.name for one in row.attendances if one.person.id != me)
    return VisitCard(
        key=f"{row.at.plan}/{row.at.day.isoformat()}",
        date_text=short_date(timezone.localdate(row.begins_at, JAPAN)),
        hours=hours(row.begins_at, row.ends_at),
        moved_from=_from(row),
        kind_label=row.kind_label,
        state=row.state,
        state_label=row.state_label,
        visitor=row.visitor.name,
        there=tuple(_stay(one) for one in row.attendances),
        others=tuple(others),
        remark=row.remark,
        reason=row.reason,
        tap=_tap(row, actor) if ours else "",
        started_text=hour(mine.started_at) if mine else "",
        today=row.lies_between(day := timezone.localdate(now, JAPAN), day),
        late=row.late(now) and not row.unwritten(now),
        unwritten=row.unwritten(now),
        ours=ours,
        url=reverse("visit", args=at),
        writes=writes,
        note_url=note_address(row.room, actor.profession, row.id) if writes and row.id else "",
        written_url=f"{reverse('timeline', args=[row.room])}#entry-{row.note}" if row.note else "",
    )


def note_address(room: UUID, profession: Profession, visit: UUID) -> str:
    """Where this profession writes the note of a visit."""
    return f"{reverse('write', args=[room, NOTES[profession]])}?{urlencode({'visit': visit})}"


def series_line(row: SeriesRow) -> SeriesLine:
    return SeriesLine(
        id=str(row.id),
        text=rule_text(row.rule),
        period=_period(row.rule),
        visitor=row.visitor.name,
        organization=row.visitor.organization,
        kind_label=row.kind_label,
        remark=row.remark,
        ours=row.ours,
    )


def rule_text(rule: Rule) -> str:
    """As 毎週 月・木 10:00～11:00."""
    begins_at, ends_at = rule.span(rule.first_date)
    days = "・".join(WEEKDAYS[day] for day in sorted(rule.weekdays))
    return f"{EVERY.get(rule.interval, rule.interval)} {days} {hours(begins_at, ends_at)}"


def hours(begins_at: datetime, ends_at: datetime) -> str:
    """As 10:00～11:00, or 23:30～翌0:30."""
    begin, end = (timezone.localdate(at, JAPAN) for at in (begins_at, ends_at))
    if begin == end:
        return f"{hour(begins_at)}～{hour(ends_at)}"
    return _("%(begin)s to %(end)s of the next day") % {
        "begin": hour(begins_at), "end": hour(ends_at),
    }  # fmt: skip


def hour(at: datetime) -> str:
    local = timezone.localtime(at, JAPAN)
    return f"{local.hour}:{local.minute:02}"


def _tap(row: VisitRow, actor: Actor) -> str:
    """What a tap does next: "start", "join" a colleague, "end", or nothing any more."""
    mine = row.attendance_of(actor.practitioner_role_id)
    if row.state is VisitState.CANCELLED or (mine and mine.ended_at):
        return ""
    if mine:
        return "end"
    if row.state is VisitState.FINISHED:
        return ""
    return "join" if row.attendances else "start"


def _stay(one: AttendanceRow) -> str:
    begun = f"{hour(one.started_at)}～"
    stay = hours(one.started_at, one.ended_at) if one.ended_at else begun
    return f"{one.person.name} {stay}"


def _from(row: VisitRow) -> str:
    if row.planned_for is None:
        return ""
    day = timezone.localdate(row.planned_for, JAPAN)
    return f"{short_date(day)} {hour(row.planned_for)}"


def _period(rule: Rule) -> str:
    last = long_date(rule.last_date) if rule.last_date else ""
    return f"{long_date(rule.first_date)} ～ {last}"
