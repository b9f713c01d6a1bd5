"""Who can be played in a demo database."""

from dataclasses import dataclass
from ipaddress import ip_address
from uuid import UUID

from django.conf import settings

from sharing.labels import ROLE_LABELS
from sharing.models import Installation, PractitionerRole
from sharing.vocabulary import Role


@dataclass(frozen=True)
class CastRow:
    account: UUID
    name: str
    role_label: str


@dataclass(frozen=True)
class Troupe:
    organization: str
    people: tuple[CastRow, ...]


def is_demo(address: str, host: str) -> bool:
    """The installation, the database and the visitor must all be a demo's: this machine only."""
    return (
        bool(settings.DEMO)
        and _is_loopback(address)
        and host in ("localhost", "127.0.0.1", "[::1]")
        and Installation.objects.filter(demo=True).exists()
    )


def cast() -> list[Troupe]:
    found = (
        PractitionerRole.objects.active()
        .filter(practitioner__account__suspended_at=None, practitioner__account__isnull=False)
        .select_related("organization", "practitioner__account")
        .order_by("organization__created_at", "organization_id", "started_at", "pk")
    )
    troupes: dict[str, list[CastRow]] = {}
    for works in found:
        row = CastRow(
            works.practitioner.account.pk,
            works.practitioner.name,
            str(ROLE_LABELS[Role(works.role)]),
        )
        troupes.setdefault(works.organization.name, []).append(row)
    return [Troupe(name, tuple(people)) for name, people in troupes.items()]


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
