"""Entries as they leave the timeline: each opening of the door is one output, and is traced."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from messaging.content import Target, Words
from messaging.labels import ENTRY_KIND_LABELS, PURPOSE_LABELS, TARGET_KIND_LABELS
from messaging.models import Communication
from messaging.outputs.record import Record, Whose
from messaging.queries import entries
from messaging.queries.entries import EntryRow
from messaging.vocabulary import TargetKind
from patients.answer_rules import moment
from patients.answer_text import Line, Section, sections
from patients.calendar import long_date
from patients.chips import care_level
from patients.labels import VITAL_CONDITION_LABELS
from patients.queries.header import birth_text, opened_in
from patients.queries.identifiers import numbers_in
from patients.queries.items import said_in
from patients.sheet import AnswerState
from patients.visit_time import JAPAN
from patients.vital_labels import VITAL_WORDS
from patients.vital_text import rows as vital_rows
from patients.vitals import State, VitalsSet
from sharing import access
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.labels import PROFESSION_LABELS
from sharing.vocabulary import Action, Profession

MOST_ENTRIES = 2000
SOAP_LABELS = (("s", "S"), ("o", "O"), ("a", "A"), ("p", "P"))
STATES = {
    State.VALUE: AnswerState.VALUE,
    State.UNABLE: AnswerState.NOT_MEASURED,
    State.NOT_DONE: AnswerState.NOT_DONE,
}


class TooManyEntries(Exception):
    """More than one file should hold; a shorter time is asked for."""


def record(actor: Actor, compartment: UUID, entry: UUID, output: str) -> Record:
    """One entry as it stands now, for the output of that name; nothing of one taken back."""
    entity = f"Communication/{entry} {output}"
    with _exporting(actor, compartment, entity) as deed, override("ja"):
        found = [
            row for row in entries.by_ids([entry], compartment, deed.keys) if not row.retracted
        ]
        if not found:
            raise access.absent(Action.COMMUNICATION_EXPORT)
        return _records(deed, found)[0]


def records(actor: Actor, compartment: UUID, first: date, last: date) -> list[Record]:
    """What was written of those days, oldest first. An ask stands with what it belongs to.

    Raises `TooManyEntries` above `MOST_ENTRIES`.
    """
    entity = f"records {first}..{last}"
    with _exporting(actor, compartment, entity) as deed, override("ja"):
        begin = datetime.combine(first, time.min, JAPAN)
        end = datetime.combine(last + timedelta(days=1), time.min, JAPAN)
        written = Communication.objects.filter(
            compartment_id=compartment, captured_at__gte=begin, captured_at__lt=end,
            part_of=None, retraction=None,
        ).order_by("captured_at", "cursor").values_list(*entries.COLUMNS)  # fmt: skip
        rows = entries.rows(written[: MOST_ENTRIES + 1], {compartment: deed.keys})
        if len(rows) > MOST_ENTRIES:
            raise TooManyEntries
        return _records(deed, rows)


def _exporting(actor: Actor, compartment: UUID, entity: str) -> AbstractContextManager[Deed]:
    return access.permitted(actor, Action.COMMUNICATION_EXPORT, compartment, entity=entity)


def _records(deed: Deed, rows: Sequence[EntryRow]) -> list[Record]:
    whose, asks = _whose(deed), _asks(deed, rows)
    return [_record(whose, row, asks[row.id]) for row in rows]


def _whose(deed: Deed) -> Whose:
    patient, today = opened_in(deed).demographics, timezone.localdate(deed.at)
    said = said_in([deed.compartment], {deed.compartment: deed.keys}).get(deed.compartment, [])
    return Whose(
        patient.name,
        patient.kana,
        birth_text(patient, today),
        patient.sex_label,
        care_level(said, today),
        tuple((number.label, number.value) for number in numbers_in(deed)),
    )


def _asks(deed: Deed, rows: Iterable[EntryRow]) -> Mapping[UUID, list[EntryRow]]:
    """What each told others, by the entry it was part of. Two statements at the least."""
    parts = (
        Communication.objects.filter(
            compartment_id=deed.compartment, part_of__in=[row.id for row in rows], retraction=None
        )
        .order_by("cursor")
        .values_list(*entries.COLUMNS)
    )
    found: dict[UUID, list[EntryRow]] = defaultdict(list)
    for part in entries.rows(parts, {deed.compartment: deed.keys}):
        if part.part_of is not None:
            found[part.part_of].append(part)
    return found


def _record(whose: Whose, row: EntryRow, asks: Sequence[EntryRow]) -> Record:
    form = row.words.form
    started = moment(form, "started_at") if form else None
    return Record(
        entry=row.id,
        kind=row.kind,
        title=form.form.title.say("ja") if form else str(ENTRY_KIND_LABELS[row.kind]),
        whose=whose,
        author=row.author,
        proxy_for=row.proxy_for,
        starts_at=started or row.captured_at,
        ends_at=moment(form, "ended_at") if form and started else None,
        received_at=row.received_at,
        amended=row.amended.count if row.amended else 0,
        sheet=form,
        sections=tuple(_sections(row.words, asks)),
    )


def _sections(words: Words, asks: Sequence[EntryRow]) -> list[Section]:
    if words.form:
        found = list(sections(words.form, words.vitals))
    else:
        found = [_vitals(number, one) for number, one in enumerate(words.vitals)]
    soap = words.soap or {}
    said = [Line(f"soap.{key}", label, soap[key]) for key, label in SOAP_LABELS if soap.get(key)]
    if said:
        found.append(Section("SOAP", tuple(said)))
    if words.text:
        found.append(Section(_("Text"), (Line("text", _("Text"), words.text),)))
    if asks:
        lines = tuple(_ask(number, ask) for number, ask in enumerate(asks))
        found.append(Section(_("Told to others"), lines))
    return found


def _vitals(number: int, one: VitalsSet) -> Section:
    """A set that stands without a form."""
    lines = [
        Line(f"vitals.{number}.{row.code}", row.label, row.text, STATES[row.state])
        for row in vital_rows(one, VITAL_WORDS)
    ]
    if one.comment:
        lines.append(Line(f"vitals.{number}.comment", _("Remark"), one.comment))
    at = f"{one.at.astimezone(JAPAN):%H:%M} " if one.at else ""
    title = f"{_('Vital signs')}（{at}{VITAL_CONDITION_LABELS[one.condition]}）"
    return Section(title, tuple(lines))


def _ask(number: int, ask: EntryRow) -> Line:
    to = "、".join(_addressee(target) for target in ask.to) or str(
        TARGET_KIND_LABELS[TargetKind.TEAM]
    )
    return Line(f"asks.{number}", f"{PURPOSE_LABELS[ask.purpose]} → {to}", ask.words.text)


def _addressee(target: Target) -> str:
    name = target.name
    if target.kind is TargetKind.ROLE:
        name = str(PROFESSION_LABELS[Profession(target.id)])
    elif target.kind is TargetKind.TEAM:
        name = str(TARGET_KIND_LABELS[TargetKind.TEAM])
    if target.reply_by is None:
        return name
    by = target.reply_by.astimezone(JAPAN)
    return f"{name}（{long_date(by.date())} {by:%H:%M} まで）"
