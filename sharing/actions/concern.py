"""The room of a concern: who is told of it, and nobody else ever learns that it exists."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db.models import Q

from sharing import access, keys
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.models import CareTeamMember, Compartment, PractitionerRole
from sharing.vocabulary import Action, LineKind, Role, RoomKind


def concern_room(compartment: UUID, organization: UUID) -> UUID:
    """The one room for concerns of an organisation about a patient.

    Its id follows from both by the installation's secret: two reports at once cannot make two
    rooms, and nobody who knows the patient's room can tell whether there is one.
    """
    tag = keys.known_number("concern", f"{compartment}|{organization}")
    return UUID(bytes=tag[:16], version=4)


@contextmanager
def confide(actor: Actor, compartment: UUID, entity: str) -> Iterator[tuple[Deed, frozenset[UUID]]]:
    """A deed in the concern's room by somebody who may report, and the roles that are told.

    The room is made with the first report; whoever has to be told since then is taken in with a
    later one. The reporter stands in it only when they are one of those.
    """
    room = concern_room(compartment, actor.organization_id)
    with access.confided(actor, Action.CONCERN_REPORT, compartment, room, entity=entity) as deed:
        if not Compartment.objects.filter(pk=room).exists():
            Compartment.objects.create(
                pk=room, kind=RoomKind.CONCERN, parent_id=compartment, created_at=deed.at
            )
            keys.create_secret(room)
        present = CareTeamMember.objects.filter(compartment_id=room, until=None)
        members = frozenset(present.values_list("member_id", flat=True))
        told = _to_be_told(actor, compartment)
        for role in sorted(told - members):
            _take_in(deed, role)
        yield deed, told | _at_work(members)


def _to_be_told(actor: Actor, compartment: UUID) -> frozenset[UUID]:
    """Administrators of the reporter's organisation, and 地域包括支援センター on the team."""
    standing = access.who_may(Action.PATIENT_READ, compartment)
    ours = Q(organization_id=actor.organization_id, administrator=True)
    community = Q(role=Role.COMMUNITY_SUPPORT, pk__in=standing)
    working = PractitionerRole.objects.active().filter(practitioner__account__suspended_at=None)
    return frozenset(working.filter(ours | community).values_list("pk", flat=True))


def _at_work(roles: frozenset[UUID]) -> frozenset[UUID]:
    working = PractitionerRole.objects.active().filter(practitioner__account__suspended_at=None)
    return frozenset(working.filter(pk__in=roles).values_list("pk", flat=True))


def _take_in(deed: Deed, role: UUID) -> None:
    CareTeamMember.objects.create(
        compartment_id=deed.compartment,
        member_id=role,
        since=deed.at,
        added_by_id=deed.actor.practitioner_role_id,
    )
    deed.journal(LineKind.MEMBER, role)
