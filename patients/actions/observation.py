"""The readings of an entry become observations, and stop counting when the entry is taken back."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import cast
from uuid import UUID

from patients.models import Observation
from patients.models.observation import ObservationStatus
from patients.vitals import VitalsSet, dump
from sharing.deed import Deed
from sharing.uuid7 import uuid7


def record(deed: Deed, entry: UUID, sets: Iterable[VitalsSet], at: datetime) -> None:
    """One row a reading; `at` is the time of the entry, for sets without one of their own."""
    rows = [
        row for number, vitals in enumerate(sets) for row in _rows(deed, entry, number, vitals, at)
    ]
    Observation.objects.bulk_create(rows)


def retract(deed: Deed, entry: UUID) -> None:
    """The entry was a mistake: its readings no longer count."""
    _close(deed, entry, ObservationStatus.ENTERED_IN_ERROR)


def replace(deed: Deed, entry: UUID, sets: Iterable[VitalsSet], at: datetime) -> None:
    """The entry was amended: what it says now counts, what it said before does not."""
    _close(deed, entry, ObservationStatus.SUPERSEDED)
    record(deed, entry, sets, at)


def _rows(
    deed: Deed, entry: UUID, number: int, vitals: VitalsSet, at: datetime
) -> Iterable[Observation]:
    values = cast(Mapping[str, object], dump(vitals)["values"])
    for reading in vitals.readings:
        row = Observation(
            pk=uuid7(),
            compartment_id=deed.compartment,
            entry=entry,
            code=reading.code,
            loinc=reading.measure.loinc,
            set_number=number,
            effective_at=vitals.at or at,
            status=ObservationStatus.FINAL,
        )
        row.value = deed.keys.seal_json(row.place, values[str(reading.code)])
        yield row


def _close(deed: Deed, entry: UUID, status: ObservationStatus) -> None:
    Observation.objects.filter(
        compartment_id=deed.compartment, entry=entry, status=ObservationStatus.FINAL
    ).update(status=status)
