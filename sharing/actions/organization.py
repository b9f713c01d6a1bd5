"""Organisations come into being with a room of their own, and change what is said of them."""

from dataclasses import asdict
from uuid import UUID

from sharing import access, clock, keys
from sharing.actor import Actor
from sharing.models import Compartment, Organization
from sharing.queries.organization import Particulars
from sharing.vocabulary import Action, OrganizationKind, RoomKind


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


def update_organization(actor: Actor, given: Particulars) -> None:
    """The trace names the fields that changed, and none of their contents."""
    here, said = actor.organization_id, asdict(given)
    with access.permitted(
        actor, Action.ORGANIZATION_UPDATE, here, entity=f"Organization/{here}"
    ) as deed:
        found = Organization.objects.filter(pk=here)
        known = found.values(*said).get()
        changed = sorted(field for field in said if said[field] != known[field])
        deed.entity = f"Organization/{here} {' '.join(changed)}".strip()
        found.update(**{field: said[field] for field in changed})
