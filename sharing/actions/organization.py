"""Organisations come into being with a room of their own."""

from uuid import UUID

from sharing import clock, keys
from sharing.models import Compartment, Organization
from sharing.vocabulary import OrganizationKind, RoomKind


def found_organization(
    name: str,
    kind: OrganizationKind,
    *,
    number: str = "",
    address: str = "",
    telephone: str = "",
) -> UUID:
    """Makes the organisation, its room and the room's secret, in the caller's transaction."""
    now = clock.now()
    room = Compartment.objects.create(kind=RoomKind.ORGANIZATION, created_at=now)
    keys.create_secret(room.pk)
    Organization.objects.create(
        compartment=room,
        name=name,
        kind=kind,
        number=number,
        address=address,
        telephone=telephone,
        created_at=now,
    )
    return room.pk
