"""The readings and wounds of an entry become observations, and stop counting with the entry."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import cast
from uuid import UUID

from patients.models import Observation
from patients.models.observation import ObservationStatus
from patients.sheet import Sheet
from patients.vitals import VitalsSet, dump
from patients.wounds import CODE, seen_at, told
from sharing.deed import Deed
from sharing.uuid7 import uuid7


def record(
    deed: Deed,
    entry: UUID,
    sets: Iterable[VitalsSet],
    at: datetime,
    form: Sheet | None = None,
) -> None:
    """One row a reading and one a wound; `at` is the entry's time, for sets without their own."""
    rows = [
        row for number, vitals in enumerate(sets) for row in _rows(deed, entry, number, vitals, at)
    ]
    Observation.objects.bulk_create([*rows, *_wounds(deed, entry, form, at)])


def retract(deed: Deed, entry: UUID) -> None:
    """The entry was a mistake: its readings no longer count."""
    _close(deed, entry, ObservationStatus.ENTERED_IN_ERROR)


def replace(
    deed: Deed,
    entry: UUID,
    sets: Iterable[VitalsSet],
    at: datetime,
    form: Sheet | None = None,
) -> None:
    """The entry was amended: what it says now counts, what it said before does not."""
    _close(deed, entry, ObservationStatus.SUPERSEDED)
    record(deed, entry, sets, at, form)


def _rows(
    deed: Deed, entry: UUID, number: int, vitals: VitalsSet, at: datetime
) -> Iterator[Observation]:
    values = cast(Mapping[str, Mapping[str, object]], dump(vitals)["values"])
    for reading in vitals.readings:
        row = _row(deed, entry, reading.code, number, vitals.at or at)
        row.loinc = reading.measure.loinc
        said = {**values[str(reading.code)], "condition": str(vitals.condition)}
        row.value = deed.keys.seal_json(row.place, said)
        yield row


def _wounds(deed: Deed, entry: UUID, form: Sheet | None, at: datetime) -> Iterator[Observation]:
    if form is None:
        return
    for number, wound in enumerate(told(form)):
        row = _row(deed, entry, CODE, number, seen_at(form, at))
        row.value = deed.keys.seal_json(row.place, wound.dump())
        yield row


def _row(deed: Deed, entry: UUID, code: str, number: int, at: datetime) -> Observation:
    return Observation(
        pk=uuid7(),
        compartment_id=deed.compartment,
        entry=entry,
        code=code,
        set_number=number,
        effective_at=at,
        status=ObservationStatus.FINAL,
    )


def _close(deed: Deed, entry: UUID, status: ObservationStatus) -> None:
    Observation.objects.filter(
        compartment_id=deed.compartment, entry=entry, status=ObservationStatus.FINAL
    ).update(status=status)
