"""バイタル: charts and a table of some days, with orders and medicine changes on the same axis."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from messaging.content import Content, Words, content_place
from messaging.labels import PURPOSE_LABELS
from messaging.models import Amendment, Communication
from messaging.vocabulary import Purpose
from patients.calendar import short_date
from patients.chart_labels import CHART_WORDS
from patients.charts.line_chart import line_chart
from patients.charts.parts import Chart, Mark, MarkKind
from patients.charts.scale import Days
from patients.charts.vitals import vital_charts
from patients.labels import VITAL_CONDITION_LABELS
from patients.measures import MEASURES, Code
from patients.queries.header import PatientHeader, header_in
from patients.queries.medications import ChangeRow, changes_of, medicines_in
from patients.queries.vitals_series import MeasuredSet, VitalsSeries, vitals_series
from patients.visit_time import JAPAN
from patients.vital_labels import VITAL_WORDS
from patients.vital_text import BLOOD_PRESSURE, Row, rows
from patients.vitals import VitalsSet
from sharing import access
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.vocabulary import Action

SPANS = (14, 30, 90)
LISTED = 200  # sets in the table
FIRST_WORDS = 40  # characters of an order
PRESSURES = (Code.SYSTOLIC, Code.DIASTOLIC)
CONTENT = "content"  # what an order's form asks for


@dataclass(frozen=True)
class EventRow:
    at: datetime
    kind: MarkKind
    kind_label: str
    text: str
    entry: UUID | None


@dataclass(frozen=True)
class MarkedDay:
    """A day with its number in the charts, and what happened on it."""

    mark: Mark
    day_text: str
    events: tuple[EventRow, ...]


@dataclass(frozen=True)
class ShownChart:
    chart: Chart
    svg: str


@dataclass(frozen=True)
class Cell:
    """`number` stands out, with its unit; options below. All "" where nothing was measured."""

    number: str = ""
    unit: str = ""
    options: str = ""
    flag: str = ""


@dataclass(frozen=True)
class SetRow:
    entry: UUID
    at: datetime
    condition: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class VitalsPage:
    """`table` has the newest first, at most `LISTED`; `unlisted` more are in the charts only."""

    room: UUID
    header: PatientHeader
    days: Days
    spans: tuple[int, ...]
    charts: tuple[ShownChart, ...]
    marked: tuple[MarkedDay, ...]
    columns: tuple[str, ...]
    table: tuple[SetRow, ...]
    unlisted: int


def vitals_page(actor: Actor, room: UUID, count: int) -> VitalsPage:
    """The last `count` days. One opening of the door and a fixed number of statements."""
    with access.permitted(actor, Action.COMMUNICATION_READ, room, entity="vitals") as deed:
        days = Days.until(timezone.localdate(deed.at), count)
        header, series = header_in(deed), vitals_series(deed, days)
        events = [*_orders(deed, days), *_changes(changes_of(medicines_in(deed)), days)]
    marked = _marked(events)
    listed = series.sets[-LISTED:]
    codes = _columns(series.sets)
    return VitalsPage(
        room=room,
        header=header,
        days=days,
        spans=SPANS,
        charts=_charts(series, [one.mark for one in marked]),
        marked=marked,
        columns=tuple(str(VITAL_WORDS[code]) for code in codes),
        table=tuple(_set_row(one, codes) for one in reversed(listed)),
        unlisted=len(series.sets) - len(listed),
    )


def _charts(series: VitalsSeries, marks: Sequence[Mark]) -> tuple[ShownChart, ...]:
    charts = vital_charts(series.taken(), series.baseline, series.days, CHART_WORDS)
    return tuple(ShownChart(chart, line_chart(chart, series.days, marks)) for chart in charts)


def _orders(deed: Deed, days: Days) -> Iterable[EventRow]:
    """What physicians ordered, as it stands now. One statement."""
    newest = Amendment.objects.filter(communication=OuterRef("pk")).order_by("-version")[:1]
    found = (
        Communication.objects.filter(
            compartment_id=deed.compartment,
            purpose=Purpose.ORDER,
            retraction=None,
            captured_at__gte=days.begins_at,
            captured_at__lt=days.ends_at,
        )
        .annotate(
            amended=Subquery(newest.values("content")), version=Subquery(newest.values("version"))
        )
        .values_list("pk", "captured_at", "content", "amended", "version")
    )
    for entry, at, content, amended, version in found:
        place = content_place(entry, version or 1)
        stored = deed.keys.open_json(place, amended or content)
        words = Words.load(stored["words"]) if amended else Content.load(stored).words  # type: ignore[arg-type] # stored by us
        label = str(PURPOSE_LABELS[Purpose.ORDER])
        yield EventRow(at, "order", label, _first_words(words), entry)


def _first_words(words: Words) -> str:
    said = (words.form.text(CONTENT) if words.form else "") or words.text
    line = " ".join(said.split())
    return line if len(line) <= FIRST_WORDS else line[: FIRST_WORDS - 1] + "…"


def _changes(changes: Iterable[ChangeRow], days: Days) -> Iterable[EventRow]:
    labels = {
        "begun": _("Medicine begun"),
        "changed": _("Medicine changed"),
        "ended": _("Medicine ended"),
    }
    for change in changes:
        if days.first <= change.day <= days.last:
            at = datetime.combine(change.day, datetime.min.time(), JAPAN)
            yield EventRow(at, "medicine", labels[change.kind], change.text, change.entry)


def _marked(events: Iterable[EventRow]) -> tuple[MarkedDay, ...]:
    """Numbered from the first day on; several events of a day share a number."""
    by_day: dict[date, list[EventRow]] = {}
    for event in sorted(events, key=lambda one: one.at):
        by_day.setdefault(event.at.astimezone(JAPAN).date(), []).append(event)
    return tuple(
        MarkedDay(
            Mark(day, number, frozenset(event.kind for event in found)),
            short_date(day),
            tuple(found),
        )
        for number, (day, found) in enumerate(by_day.items(), start=1)
    )


def _columns(sets: Iterable[MeasuredSet]) -> tuple[str, ...]:
    """Only what was measured or tried, in the order of the table; both pressures in one."""
    told = {reading.code for one in sets for reading in one.readings}
    codes = [BLOOD_PRESSURE if code is Code.SYSTOLIC else code for code in _merged(told)]
    return tuple(str(code) for code in codes)


def _merged(told: set[Code]) -> list[Code]:
    """Every measure that has a column; the lower pressure stands with the upper one."""
    if Code.DIASTOLIC in told:
        told = told - {Code.DIASTOLIC} | {Code.SYSTOLIC}
    return [Code(code) for code in MEASURES if code in told]


def _set_row(one: MeasuredSet, codes: Sequence[str]) -> SetRow:
    taken = VitalsSet(one.readings, one.at, one.condition, "")
    told: dict[str, list[Row]] = {}
    for row in rows(taken, VITAL_WORDS, one.baseline):
        told.setdefault(BLOOD_PRESSURE if row.code in PRESSURES else row.code, []).append(row)
    cells = tuple(_cell(told.get(code, ())) for code in codes)
    return SetRow(one.entry, one.at, str(VITAL_CONDITION_LABELS[one.condition]), cells)


def _cell(found: Sequence[Row]) -> Cell:
    """Two rows are two pressures of which one at least has no value."""
    if not found:
        return Cell()
    flag = next((row.flag for row in found if row.flag), "")
    if found[0].code in PRESSURES:
        return Cell("、".join(f"{row.label} {row.text}" for row in found), flag=flag)
    opens = (str(VITAL_WORDS["details"]) % {"text": "", "details": ""})[:-1]
    text, opening, options = found[0].text.partition(opens)
    number, _space, unit = text.partition(" ")
    return Cell(number, unit, f"{opening}{options}".strip(), flag)
