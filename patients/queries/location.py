"""所在: where patients are now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from patients.labels import LOCATION_LABELS
from patients.models import PatientLocation
from patients.vocabulary import Location
from sharing.keys import RoomKeys


@dataclass(frozen=True)
class LocationRow:
    location: Location
    detail: str
    since: datetime

    @property
    def label(self) -> str:
        label = str(LOCATION_LABELS[self.location])
        return f"{label}（{self.detail}）" if self.detail else label


def locations_now(
    compartments: Iterable[UUID], keys: Mapping[UUID, RoomKeys]
) -> Mapping[UUID, LocationRow]:
    rows = PatientLocation.objects.filter(compartment_id__in=list(compartments), until=None)
    return {row.compartment_id: opened(keys[row.compartment_id], row) for row in rows}


def opened(keys: RoomKeys, row: PatientLocation) -> LocationRow:
    said = keys.open_json(row.place, row.body)
    return LocationRow(Location(str(said["code"])), str(said["detail"]), row.since)
