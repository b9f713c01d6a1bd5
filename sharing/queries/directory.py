"""Who works where: organisations and their people. Nothing here is about a patient."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from sharing.labels import ORGANIZATION_KIND_LABELS, PROFESSION_LABELS, ROLE_LABELS
from sharing.models import Organization, PractitionerRole
from sharing.vocabulary import PROFESSION, OrganizationKind, Profession, Role


@dataclass(frozen=True)
class PersonRow:
    """A practitioner at work for one organisation; `id` is the practitioner role's."""

    id: UUID
    name: str
    kana: str
    role: Role
    organization_id: UUID
    organization: str
    telephone: str

    @property
    def role_label(self) -> str:
        return str(ROLE_LABELS[self.role])

    @property
    def profession(self) -> Profession:
        return PROFESSION[self.role]

    @property
    def profession_label(self) -> str:
        return str(PROFESSION_LABELS[self.profession])


@dataclass(frozen=True)
class OrganizationRow:
    id: UUID
    name: str
    kind: OrganizationKind
    telephone: str

    @property
    def kind_label(self) -> str:
        return str(ORGANIZATION_KIND_LABELS[self.kind])


def people(practitioner_roles: Iterable[UUID]) -> Mapping[UUID, PersonRow]:
    """Names to sign with, also of those who have left. One statement."""
    roles = PractitionerRole.objects.filter(pk__in=set(practitioner_roles))
    return {row.id: row for row in _rows(roles)}


def colleagues(organizations: Iterable[UUID]) -> tuple[PersonRow, ...]:
    """Everyone now at work for these organisations, by organisation and reading."""
    working = PractitionerRole.objects.active().filter(
        organization_id__in=set(organizations), practitioner__account__suspended_at=None
    )
    ordered = working.order_by("organization__name", "practitioner__kana", "pk")
    return tuple(_rows(ordered))


def organizations() -> tuple[OrganizationRow, ...]:
    """Every organisation of the region, by kind and name."""
    rows = Organization.objects.order_by("kind", "name", "pk")
    return tuple(
        OrganizationRow(row.pk, row.name, OrganizationKind(row.kind), row.telephone) for row in rows
    )


def _rows(roles: QuerySet[PractitionerRole]) -> Iterator[PersonRow]:
    return map(row_of, roles.select_related("practitioner", "organization"))


def row_of(works: PractitionerRole) -> PersonRow:
    """A row of a role that was read with its practitioner and organisation."""
    return PersonRow(
        id=works.pk,
        name=works.practitioner.name,
        kana=works.practitioner.kana,
        role=Role(works.role),
        organization_id=works.organization_id,
        organization=works.organization.name,
        telephone=works.practitioner.telephone,
    )
