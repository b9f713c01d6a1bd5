"""所在: where patients are now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from patients.labels import LOCATION_LABELS
from patients.models import PatientLocation
from patients.vocabulary import Location
from sharing.keys import RoomKeys


@dataclass(frozen=True)
class LocationRow:
    location: Location
    detail: str
    since: datetime
    until: datetime | None = None

    @property
    def label(self) -> str:
        label = str(LOCATION_LABELS[self.location])
        return f"{label}（{self.detail}）" if self.detail else label

    def lies_in(self, begins_at: datetime, ends_at: datetime) -> bool:
        """Whether any part of it falls into these hours."""
        return self.since < ends_at and (self.until is None or self.until > begins_at)


def locations_now(
    compartments: Iterable[UUID], keys: Mapping[UUID, RoomKeys]
) -> Mapping[UUID, LocationRow]:
    rows = PatientLocation.objects.filter(compartment_id__in=list(compartments), until=None)
    return {row.compartment_id: opened(keys[row.compartment_id], row) for row in rows}


def stays_since(room: UUID, keys: RoomKeys, since: datetime) -> tuple[LocationRow, ...]:
    """Where the patient was from then on; the last is where the patient is now."""
    rows = PatientLocation.objects.filter(Q(until=None) | Q(until__gt=since), compartment_id=room)
    found = [opened(keys, row) for row in rows]
    return tuple(sorted(found, key=lambda row: (row.until is None, row.since)))


def opened(keys: RoomKeys, row: PatientLocation) -> LocationRow:
    said = keys.open_json(row.place, row.body)
    return LocationRow(Location(str(said["code"])), str(said["detail"]), row.since, row.until)
