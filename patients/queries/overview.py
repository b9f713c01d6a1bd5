"""概要: everything the record says of a patient on one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from patients.demographics import Demographics
from patients.labels import ITEM_KIND_LABELS
from patients.queries.header import PatientHeader, header_of, opened_in
from patients.queries.identifiers import NumberRow, numbers_in
from patients.queries.items import ItemRow, items_in
from patients.vocabulary import ItemKind
from sharing import access
from sharing.actor import Actor
from sharing.vocabulary import Action

ORDER = (
    ItemKind.ALLERGY,
    ItemKind.PROBLEM,
    ItemKind.DEVICE,
    ItemKind.RISK,
    ItemKind.ADVANCE_CARE_PLAN,
    ItemKind.DOOR,
    ItemKind.BASELINE,
    ItemKind.OBSERVATION_SET,
    ItemKind.GOAL,
    ItemKind.CARE_LEVEL,
    ItemKind.KEY_PERSON,
    ItemKind.PHYSICIAN,
    ItemKind.DEPUTY_PHYSICIAN,
    ItemKind.BACKUP,
)


@dataclass(frozen=True)
class Section:
    kind: ItemKind
    items: tuple[ItemRow, ...]

    @property
    def label(self) -> str:
        return str(ITEM_KIND_LABELS[self.kind])


@dataclass(frozen=True)
class Overview:
    header: PatientHeader
    demographics: Demographics
    version: int
    sections: tuple[Section, ...]
    numbers: tuple[NumberRow, ...]


def overview(actor: Actor, compartment: UUID) -> Overview:
    with access.permitted(actor, Action.PATIENT_READ, compartment, entity="Patient") as deed:
        patient, items = opened_in(deed), items_in(deed)
        return Overview(
            header=header_of(deed, patient, [item.said() for item in items]),
            demographics=patient.demographics,
            version=patient.version,
            sections=_sections(items),
            numbers=numbers_in(deed),
        )


def _sections(items: Sequence[ItemRow]) -> tuple[Section, ...]:
    return tuple(
        Section(kind, tuple(item for item in items if item.kind is kind)) for kind in ORDER
    )
