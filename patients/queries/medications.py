"""お薬: what a patient takes now, what changed and why, and what was found left over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.utils import timezone

from patients.calendar import short_date
from patients.labels import MEDICATION_SOURCE_LABELS
from patients.medication import Counted, Medicine, change_text
from patients.models import MedicationCount, MedicationStatement
from patients.queries.header import PatientHeader, header_in
from sharing import access
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.keys import RoomKeys
from sharing.queries.directory import PersonRow, row_of
from sharing.vocabulary import Action

ChangeKind = Literal["begun", "changed", "ended"]
COUNTS = 50  # of leftovers, the newest are shown
PEOPLE = tuple(
    f"{who}__{what}"
    for who in ("recorded_by", "ended_by")
    for what in ("practitioner", "organization")
)


@dataclass(frozen=True)
class MedicineRow:
    """One medicine as it stands, or stood until `ended_date`."""

    id: UUID
    medicine: Medicine
    since: date
    recorded_at: datetime
    recorded_by: PersonRow
    entry: UUID | None
    replaces: UUID | None
    ended_date: date | None = None
    ended_at: datetime | None = None
    ended_by: PersonRow | None = None
    ended_reason: str | None = None  # None: another took its place
    ended_entry: UUID | None = None

    @property
    def source_label(self) -> str:
        return str(MEDICATION_SOURCE_LABELS[self.medicine.source])


@dataclass(frozen=True)
class CurrentRow:
    row: MedicineRow
    begins_later: bool
    is_overdue: bool  # the last day that was planned is over
    leftover: "CountRow | None"


@dataclass(frozen=True)
class ChangeRow:
    """One line of the history: what became of it, from when, who wrote it, why, and where from."""

    kind: ChangeKind
    day: date
    text: str
    reason: str
    by: PersonRow
    at: datetime
    prescriber: str
    source_label: str
    entry: UUID | None

    @property
    def day_text(self) -> str:
        return f"{self.day.year}/{short_date(self.day)}"


@dataclass(frozen=True)
class CountRow:
    counted: Counted
    medicine: UUID | None
    at: datetime
    by: PersonRow
    entry: UUID | None


@dataclass(frozen=True)
class MedicinesPage:
    room: UUID
    header: PatientHeader
    current: tuple[CurrentRow, ...]
    ended: tuple[MedicineRow, ...]
    changes: tuple[ChangeRow, ...]
    counts: tuple[CountRow, ...]
    may_update: bool


def medicines_page(actor: Actor, room: UUID) -> MedicinesPage:
    """A fixed number of statements: the header's, and two."""
    with access.permitted(actor, Action.PATIENT_READ, room, entity="medicines") as deed:
        header, rows, counts = header_in(deed), medicines_in(deed), _counts(deed)
        today = timezone.localdate(deed.at)
        former = {row.id: row.replaces for row in rows}
        return MedicinesPage(
            room=room,
            header=header,
            current=tuple(
                _current(row, _leftover(row.id, former, counts), today)
                for row in rows
                if row.ended_at is None
            ),
            ended=tuple(
                sorted(
                    (row for row in rows if row.ended_reason is not None),
                    key=lambda row: (row.ended_date or today, str(row.id)),
                    reverse=True,
                )
            ),
            changes=changes_of(rows),
            counts=counts,
            may_update=Action.MEDICATION_UPDATE in deed.may,
        )


def medicines_in(deed: Deed) -> tuple[MedicineRow, ...]:
    """Every medicine of the patient, also of the past, by name. One statement."""
    rows = MedicationStatement.objects.filter(compartment_id=deed.compartment)
    found = [_opened(deed.keys, row) for row in rows.select_related(*PEOPLE)]
    return tuple(sorted(found, key=lambda row: (row.medicine.name, row.recorded_at, str(row.id))))


def current_in(deed: Deed) -> tuple[MedicineRow, ...]:
    """What is taken now, by name. One statement."""
    rows = MedicationStatement.objects.filter(compartment_id=deed.compartment, ended_at=None)
    found = [_opened(deed.keys, row) for row in rows.select_related(*PEOPLE)]
    return tuple(sorted(found, key=lambda row: (row.medicine.name, str(row.id))))


def medication_lines_in(deed: Deed) -> tuple[str, ...]:
    """What is taken now, a line each, as "フロセミド錠 40mg 朝食後". One statement."""
    found = current_lines([deed.compartment], {deed.compartment: deed.keys})
    return found.get(deed.compartment, ())


def current_lines(
    rooms: Iterable[UUID], keys: Mapping[UUID, RoomKeys]
) -> Mapping[UUID, tuple[str, ...]]:
    """For cards of many patients: what each takes now, by name. One statement."""
    found: dict[UUID, list[str]] = {}
    rows = MedicationStatement.objects.filter(compartment_id__in=list(rooms), ended_at=None)
    for room, pk, body in rows.values_list("compartment_id", "pk", "body"):
        place = MedicationStatement(pk=pk).place
        found.setdefault(room, []).append(Medicine.load(keys[room].open_json(place, body)).line)
    return {room: tuple(sorted(lines)) for room, lines in found.items()}


def changes_of(rows: Sequence[MedicineRow]) -> tuple[ChangeRow, ...]:
    """What was begun, changed and ended, the newest first."""
    by_id = {row.id: row for row in rows}
    changes = [_began(row, by_id.get(row.replaces) if row.replaces else None) for row in rows]
    changes += [_ended(row) for row in rows if row.ended_reason is not None]
    return tuple(sorted(changes, key=lambda one: (one.day, one.at), reverse=True))


def _began(row: MedicineRow, before: MedicineRow | None) -> ChangeRow:
    return ChangeRow(
        kind="changed" if before else "begun",
        day=row.since,
        text=change_text(before.medicine, row.medicine) if before else row.medicine.line,
        reason=row.medicine.reason,
        by=row.recorded_by,
        at=row.recorded_at,
        prescriber=row.medicine.prescriber,
        source_label=row.source_label,
        entry=row.entry,
    )


def _ended(row: MedicineRow) -> ChangeRow:
    return ChangeRow(
        kind="ended",
        day=row.ended_date or row.since,
        text=row.medicine.line,
        reason=row.ended_reason or "",
        by=row.ended_by or row.recorded_by,
        at=row.ended_at or row.recorded_at,
        prescriber="",
        source_label="",
        entry=row.ended_entry,
    )


def _leftover(
    medicine: UUID, former: Mapping[UUID, UUID | None], counts: Sequence[CountRow]
) -> CountRow | None:
    """The newest count of a medicine, also from before its dose was changed."""
    chain: set[UUID] = set()
    one: UUID | None = medicine
    while one is not None and one not in chain:
        chain.add(one)
        one = former.get(one)
    return next((count for count in counts if count.medicine in chain), None)


def _current(row: MedicineRow, leftover: CountRow | None, today: date) -> CurrentRow:
    until = row.medicine.until
    return CurrentRow(
        row=row,
        begins_later=row.since > today,
        is_overdue=until is not None and until < today,
        leftover=leftover,
    )


def _counts(deed: Deed) -> tuple[CountRow, ...]:
    rows = (
        MedicationCount.objects.filter(compartment_id=deed.compartment, withdrawn_at=None)
        .select_related("recorded_by__practitioner", "recorded_by__organization")
        .order_by("-counted_at", "-pk")[:COUNTS]
    )
    return tuple(
        CountRow(
            counted=Counted.load(deed.keys.open_json(row.place, row.body)),
            medicine=row.medication_id,
            at=row.counted_at,
            by=row_of(row.recorded_by),
            entry=row.entry,
        )
        for row in rows
    )


def _opened(keys: RoomKeys, row: MedicationStatement) -> MedicineRow:
    ending = keys.open_json(row.end_place, row.end_body) if row.end_body else None
    told_in = str(ending["entry"]) if ending else ""
    return MedicineRow(
        id=row.pk,
        medicine=Medicine.load(keys.open_json(row.place, row.body)),
        since=row.effective_date,
        recorded_at=row.recorded_at,
        recorded_by=row_of(row.recorded_by),
        entry=row.entry,
        replaces=row.replaces_id,
        ended_date=row.ended_date,
        ended_at=row.ended_at,
        ended_by=row_of(row.ended_by) if row.ended_by else None,
        ended_reason=str(ending["reason"]) if ending else None,
        ended_entry=UUID(told_in) if told_in else None,
    )
