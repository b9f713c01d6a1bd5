"""Finding a patient by a number, without any number in clear."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from patients.insurance import is_insured_person_number
from patients.labels import IDENTIFIER_SYSTEM_LABELS
from patients.models import PatientIdentifier
from patients.vocabulary import IdentifierSystem
from sharing import keys
from sharing.deed import Deed
from sharing.institution_number import plain_number


@dataclass(frozen=True)
class NumberRow:
    id: UUID
    system: IdentifierSystem
    value: str
    organization: str  # whose number it is, "" when it counts everywhere
    recorded_at: datetime

    @property
    def label(self) -> str:
        return str(IDENTIFIER_SYSTEM_LABELS[self.system])

    @property
    def doubtful(self) -> bool:
        """Does not look like such a number: worth a second look, never refused."""
        return self.system is IdentifierSystem.CARE_INSURANCE and not is_insured_person_number(
            self.value
        )


def tag_of(system: IdentifierSystem, value: str, organization: UUID | None = None) -> bytes:
    """The keyed tag of a number, which for record numbers holds whose it is."""
    return keys.known_number(f"{system}/{organization}" if organization else system, value)


def room_of_number(system: IdentifierSystem, value: str) -> UUID | None:
    """Whose room a personal number leads to. For the action that knocks there, nobody else."""
    known = PatientIdentifier.objects.filter(tag=tag_of(system, value), ended_at=None)
    return known.values_list("compartment_id", flat=True).first()


def rooms_with_number(
    compartments: Collection[UUID], value: str, organization: UUID
) -> frozenset[UUID]:
    """Of rooms that are open already: those with this number, of any system."""
    tags = [
        tag_of(system, value, organization if system is IdentifierSystem.MEDICAL_RECORD else None)
        for system in IdentifierSystem
    ]
    found = PatientIdentifier.objects.filter(
        tag__in=tags, compartment_id__in=list(compartments), ended_at=None
    )
    return frozenset(found.values_list("compartment_id", flat=True))


def rooms_with_numbers(
    compartments: Collection[UUID], values: Collection[str], organization: UUID
) -> Mapping[str, frozenset[UUID]]:
    """For many values at once, as a file holds them: by each value its rooms. One statement."""
    tags: dict[bytes, str] = {}
    for value in values:
        if plain := plain_number(value):
            for system in IdentifierSystem:
                whose = organization if system is IdentifierSystem.MEDICAL_RECORD else None
                tags[tag_of(system, plain, whose)] = value
    found: dict[str, frozenset[UUID]] = {}
    rows = PatientIdentifier.objects.filter(
        tag__in=list(tags), compartment_id__in=list(compartments), ended_at=None
    )
    for room, tag in rows.values_list("compartment_id", "tag"):
        value = tags[bytes(tag)]
        found[value] = found.get(value, frozenset()) | {room}
    return found


def numbers_in(deed: Deed) -> tuple[NumberRow, ...]:
    """A patient's numbers in force. One statement and the keys'."""
    rows = (
        PatientIdentifier.objects.filter(compartment_id=deed.compartment, ended_at=None)
        .select_related("organization")
        .order_by("system", "recorded_at", "pk")
    )
    return tuple(
        NumberRow(
            id=row.pk,
            system=IdentifierSystem(row.system),
            value=deed.keys.open(row.place, row.value).decode(),
            organization=row.organization.name if row.organization else "",
            recorded_at=row.recorded_at,
        )
        for row in rows
    )
