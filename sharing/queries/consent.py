"""What the patient agreed to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sharing import access
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.keys import Place
from sharing.labels import CONSENT_KIND_LABELS
from sharing.models import Consent, ConsentedOrganization
from sharing.queries.directory import PersonRow, row_of
from sharing.vocabulary import Action, ConsentKind


@dataclass(frozen=True)
class ConsentedRow:
    organization_id: UUID
    name: str
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class ConsentRow:
    id: UUID
    kind: ConsentKind
    given_date: date
    obtained_by: PersonRow
    recorded_at: datetime
    note: str
    organizations: tuple[ConsentedRow, ...]

    @property
    def kind_label(self) -> str:
        return str(CONSENT_KIND_LABELS[self.kind])


def note_place(consent: UUID) -> Place:
    return Place("consent.note", consent)


def consents(actor: Actor, compartment: UUID) -> tuple[ConsentRow, ...]:
    with access.permitted(actor, Action.CARE_TEAM_READ, compartment) as deed:
        return consents_in(deed)


def consents_in(deed: Deed) -> tuple[ConsentRow, ...]:
    """Every consent, the newest first, with what was withdrawn. Two statements and the keys'."""
    named = _organizations(deed.compartment)
    given = (
        Consent.objects.filter(compartment_id=deed.compartment)
        .select_related("obtained_by__practitioner", "obtained_by__organization")
        .order_by("-recorded_at", "-pk")
    )
    return tuple(
        ConsentRow(
            id=row.pk,
            kind=ConsentKind(row.kind),
            given_date=row.given_date,
            obtained_by=row_of(row.obtained_by),
            recorded_at=row.recorded_at,
            note=deed.keys.open(note_place(row.pk), row.note).decode(),
            organizations=tuple(named.get(row.pk, ())),
        )
        for row in given
    )


def _organizations(compartment: UUID) -> Mapping[UUID, list[ConsentedRow]]:
    named: dict[UUID, list[ConsentedRow]] = {}
    rows = (
        ConsentedOrganization.objects.filter(compartment_id=compartment)
        .select_related("organization")
        .order_by("organization__name", "pk")
    )
    for row in rows:
        told = ConsentedRow(row.organization_id, row.organization.name, row.withdrawn_at)
        named.setdefault(row.consent_id, []).append(told)
    return named
