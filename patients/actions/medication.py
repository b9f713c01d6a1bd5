"""Medicines are entered, changed and ended, and what is left of them is counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import orjson

from patients.medication import Counted, Medicine, folded
from patients.models import MedicationCount, MedicationStatement
from patients.sheet import Sheet
from sharing import access
from sharing.deed import Conflict, Deed
from sharing.uuid7 import uuid7
from sharing.vocabulary import LineKind

ROWS = "leftovers"  # of the pharmacist's form


@dataclass(frozen=True)
class NewMedicine:
    """What is taken from a day on; it may take the place of another. `id` is the client's."""

    id: UUID
    medicine: Medicine
    effective_date: date
    replaces: UUID | None = None
    entry: UUID | None = None  # the entry of the timeline that it was taken from

    def content(self) -> bytes:
        said = [self.medicine.dump(), self.effective_date, self.replaces, self.entry]
        return b"medicine" + orjson.dumps(said)


@dataclass(frozen=True)
class Ending:
    id: UUID
    medicine: UUID
    last_date: date
    reason: str
    entry: UUID | None = None

    def content(self) -> bytes:
        return b"ending" + orjson.dumps([self.medicine, self.last_date, self.reason, self.entry])


@dataclass(frozen=True)
class Leftover:
    id: UUID
    counted: Counted
    counted_at: datetime
    medicine: UUID | None = None
    entry: UUID | None = None

    def content(self) -> bytes:
        # Not the time: the server gives it, and the same form sent again is the same count.
        said = [self.counted.dump(), self.medicine, self.entry]
        return b"leftover" + orjson.dumps(said)


def record(deed: Deed, new: NewMedicine) -> None:
    """Enter a medicine, in the place of another if it says so. The same again changes nothing.

    Raises `Conflict("changed-meanwhile")` when the other was changed or ended already.
    """
    if deed.done_before(new.id, new.content()):
        return
    if new.replaces is not None:
        _close(deed, new.replaces, new.effective_date, None)
    row = MedicationStatement(
        pk=new.id,
        compartment_id=deed.compartment,
        entry=new.entry,
        effective_date=new.effective_date,
        replaces_id=new.replaces,
        recorded_at=deed.at,
        recorded_by_id=deed.actor.practitioner_role_id,
    )
    row.body = deed.keys.seal_json(row.place, new.medicine.dump())
    row.save(force_insert=True)
    deed.journal(LineKind.MEDICATION, new.id)


def end(deed: Deed, ending: Ending) -> None:
    """It is not taken any more after a day. The same again changes nothing."""
    if deed.done_before(ending.id, ending.content()):
        return
    entry = str(ending.entry) if ending.entry else ""
    _close(deed, ending.medicine, ending.last_date, {"reason": ending.reason, "entry": entry})
    deed.journal(LineKind.MEDICATION, ending.medicine)


def count(deed: Deed, leftover: Leftover) -> None:
    """What was found left over of a medicine, also of one that is not on the list."""
    if deed.done_before(leftover.id, leftover.content()):
        return
    if leftover.medicine is not None and not _here(deed, leftover.medicine):
        raise access.absent(deed.action)
    _counted(deed, leftover).save(force_insert=True)
    deed.journal(LineKind.MEDICATION, leftover.id)


def record_counts(deed: Deed, entry: UUID, form: Sheet | None, at: datetime) -> None:
    """What a pharmacist's visit found left over stands beside the list as well."""
    told = list(_told(form)) if form else []
    if not told:
        return
    listed = _listed(deed)
    MedicationCount.objects.bulk_create(
        _counted(deed, Leftover(uuid7(), one, at, listed.get(folded(one.name)), entry))
        for one in told
    )


def withdraw_counts(deed: Deed, entry: UUID) -> None:
    """The note says something else now, or nothing."""
    MedicationCount.objects.filter(
        compartment_id=deed.compartment, entry=entry, withdrawn_at=None
    ).update(withdrawn_at=deed.at)


def _close(deed: Deed, medicine: UUID, day: date, said: dict[str, str] | None) -> None:
    """End a row that nobody ended before; without a reason another takes its place."""
    place = MedicationStatement(pk=medicine).end_place
    here = MedicationStatement.objects.filter(pk=medicine, compartment_id=deed.compartment)
    done = here.filter(ended_at=None).update(
        ended_date=day,
        ended_at=deed.at,
        ended_by=deed.actor.practitioner_role_id,
        end_body=deed.keys.seal_json(place, said) if said is not None else None,
    )
    if not done:
        raise Conflict("changed-meanwhile") if here.exists() else access.absent(deed.action)


def _here(deed: Deed, medicine: UUID) -> bool:
    return MedicationStatement.objects.filter(pk=medicine, compartment_id=deed.compartment).exists()


def _counted(deed: Deed, leftover: Leftover) -> MedicationCount:
    row = MedicationCount(
        pk=leftover.id,
        compartment_id=deed.compartment,
        medication_id=leftover.medicine,
        entry=leftover.entry,
        counted_at=leftover.counted_at,
        recorded_by_id=deed.actor.practitioner_role_id,
    )
    row.body = deed.keys.seal_json(row.place, leftover.counted.dump())
    return row


def _told(form: Sheet) -> Iterator[Counted]:
    answer, item = form.answers.get(ROWS), form.form.by_id.get(ROWS)
    for row in answer.rows if answer and item else ():
        said = {key: row[key].text for key in ("drug", "count", "reason") if key in row}
        unit = item.row["count"].unit if item else None
        quantity = said.get("count", "")
        yield Counted(
            said["drug"], quantity, unit.ja if unit and quantity else "", said.get("reason", "")
        )


def _listed(deed: Deed) -> dict[str, UUID]:
    """The medicines of the list by what a note may call them; names that two have are left out."""
    named: dict[str, set[UUID]] = {}
    rows = MedicationStatement.objects.filter(compartment_id=deed.compartment, ended_at=None)
    for row in rows:
        medicine = Medicine.load(deed.keys.open_json(row.place, row.body))
        for name in (medicine.name, f"{medicine.name}{medicine.dose}"):
            named.setdefault(folded(name), set()).add(row.pk)
    return {name: next(iter(found)) for name, found in named.items() if len(found) == 1}
