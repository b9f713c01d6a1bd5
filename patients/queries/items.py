"""The items of a record that are in force, opened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from patients.chips import Said
from patients.items import details, title
from patients.labels import ITEM_KIND_LABELS
from patients.models import PatientItem
from patients.vocabulary import ItemKind
from sharing.deed import Deed
from sharing.keys import RoomKeys
from sharing.queries.directory import PersonRow, row_of


@dataclass(frozen=True)
class ItemRow:
    """`body` holds the words as they were entered, for a form that replaces the item."""

    id: UUID
    kind: ItemKind
    body: Mapping[str, str]
    recorded_at: datetime
    recorded_by: PersonRow

    @property
    def kind_label(self) -> str:
        return str(ITEM_KIND_LABELS[self.kind])

    @property
    def title(self) -> str:
        return title(self.kind, self.body)

    @property
    def details(self) -> tuple[str, ...]:
        return details(self.kind, self.body)

    def said(self) -> Said:
        return Said(self.kind, self.body)


def items_in(deed: Deed) -> tuple[ItemRow, ...]:
    """Everything in force, the oldest first. One statement and the keys'."""
    rows = (
        PatientItem.objects.filter(compartment_id=deed.compartment, ended_at=None)
        .select_related("recorded_by__practitioner", "recorded_by__organization")
        .order_by("recorded_at", "pk")
    )
    return tuple(
        ItemRow(
            id=row.pk,
            kind=ItemKind(row.kind),
            body=opened(deed.keys, row),
            recorded_at=row.recorded_at,
            recorded_by=row_of(row.recorded_by),
        )
        for row in rows
    )


def said_in(
    compartments: Iterable[UUID], keys: Mapping[UUID, RoomKeys]
) -> Mapping[UUID, list[Said]]:
    """For lists: what headers need of many rooms, in one statement."""
    found: dict[UUID, list[Said]] = {}
    rows = PatientItem.objects.filter(
        compartment_id__in=list(compartments), ended_at=None, kind__in=SHOWN_AT_A_GLANCE
    ).order_by("recorded_at", "pk")
    for row in rows:
        body = opened(keys[row.compartment_id], row)
        found.setdefault(row.compartment_id, []).append(Said(ItemKind(row.kind), body))
    return found


SHOWN_AT_A_GLANCE = (
    ItemKind.ALLERGY,
    ItemKind.DEVICE,
    ItemKind.RISK,
    ItemKind.CARE_LEVEL,
    ItemKind.ADVANCE_CARE_PLAN,
)


def opened(keys: RoomKeys, row: PatientItem) -> Mapping[str, str]:
    return {key: str(value) for key, value in keys.open_json(row.place, row.body).items()}
