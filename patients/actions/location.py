"""所在 is changed with one tap by anyone on the team."""

from uuid import UUID

from patients.models import PatientLocation
from patients.vocabulary import Location
from sharing import access
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.uuid7 import uuid7
from sharing.vocabulary import Action, LineKind


def set_location(actor: Actor, compartment: UUID, location: Location, detail: str = "") -> None:
    """Say where the patient is from now on. Where they are already changes nothing."""
    with access.permitted(actor, Action.LOCATION_UPDATE, compartment, entity="Location") as deed:
        now = PatientLocation.objects.filter(compartment_id=compartment, until=None).first()
        said = {"code": location, "detail": detail}
        if now is not None and deed.keys.open_json(now.place, now.body) == said:
            return
        deed.journal(LineKind.LOCATION, enter_location(deed, location, detail))


def enter_location(deed: Deed, location: Location, detail: str) -> UUID:
    """Enter a stay in a room that is open already; it ends the one before."""
    PatientLocation.objects.filter(compartment_id=deed.compartment, until=None).update(
        until=deed.at
    )
    row = PatientLocation(
        pk=uuid7(),
        compartment_id=deed.compartment,
        since=deed.at,
        recorded_by_id=deed.actor.practitioner_role_id,
    )
    row.body = deed.keys.seal_json(row.place, {"code": location, "detail": detail})
    row.save(force_insert=True)
    return row.pk
