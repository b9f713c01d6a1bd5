"""A new closed room, with its first secret and its founder as first member."""

from uuid import UUID

from sharing import access, keys
from sharing.actions.care_team import take_in
from sharing.actions.consent import ConsentGiven, give
from sharing.deed import Conflict, Deed
from sharing.models import Compartment
from sharing.vocabulary import RoomKind


def found(deed: Deed, compartment: UUID, consent: ConsentGiven) -> Deed:
    """Make a patient's room within a deed of the own organisation; what follows takes the Deed.

    The consent must name the founder's organisation. Raises `Conflict` for an id that is taken.
    """
    if Compartment.objects.filter(pk=compartment).exists():
        raise Conflict("other-content")
    Compartment.objects.create(pk=compartment, kind=RoomKind.PATIENT, created_at=deed.at)
    keys.create_secret(compartment)
    room = access.founding(deed, compartment)
    give(room, consent)
    take_in(room, deed.actor.practitioner_role_id)
    return room
