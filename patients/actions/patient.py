"""A patient comes into the network, and is described anew when something changes."""

from dataclasses import dataclass, field
from uuid import UUID

import orjson

from patients.actions.identifier import Number, enter_number, known_numbers_witnessed
from patients.actions.item import enter_item
from patients.actions.location import enter_location
from patients.demographics import Demographics
from patients.items import Item
from patients.models import Patient, PatientVersion
from patients.models.patient import demographics_place
from patients.vocabulary import Location
from sharing import access
from sharing.actions.consent import ConsentGiven
from sharing.actions.room import found
from sharing.actor import Actor
from sharing.deed import Conflict, Deed
from sharing.uuid7 import uuid7
from sharing.vocabulary import Action, LineKind


@dataclass(frozen=True)
class Registration:
    """Everything to begin with. `id` is the client's and becomes the room's."""

    demographics: Demographics
    consent: ConsentGiven
    numbers: tuple[Number, ...] = ()
    items: tuple[Item, ...] = ()
    location: Location = Location.HOME
    id: UUID = field(default_factory=uuid7)

    def content(self) -> bytes:
        said = [
            self.demographics.to_json(),
            [[number.system, number.value] for number in self.numbers],
            self.location,
        ]
        parts = [item.content() for item in self.items]
        return b"".join([orjson.dumps(said), self.consent.content(), *parts])


def register_patient(actor: Actor, form: Registration) -> UUID:
    """Open a room for a patient whose consent names at least the own organisation.

    Sending the same again returns the same room. Raises `Conflict("already-known")` when one of
    the numbers belongs to a record already: the team there can be asked to let the actor in.
    """
    with (
        known_numbers_witnessed(actor),
        access.permitted(actor, Action.PATIENT_CREATE, actor.organization_id) as deed,
    ):
        if not deed.done_before(form.id, form.content()):
            _register(deed, form)
    return form.id


def _register(deed: Deed, form: Registration) -> None:
    room = found(deed, form.id, form.consent)
    by = deed.actor.practitioner_role_id
    Patient.objects.create(
        compartment_id=form.id,
        demographics=_sealed(room, form.demographics, 1),
        recorded_at=deed.at,
        recorded_by_id=by,
    )
    for number in form.numbers:
        enter_number(room, number)
    for item in form.items:
        enter_item(room, item)
    enter_location(room, form.location, "")
    room.journal(LineKind.PATIENT, form.id)


def amend_patient(
    actor: Actor, compartment: UUID, demographics: Demographics, expected_version: int
) -> None:
    """Describe a patient anew; the version before is kept.

    Raises `Conflict("changed-meanwhile")` when somebody else was faster.
    """
    with access.permitted(actor, Action.PATIENT_UPDATE, compartment, entity="Patient") as deed:
        patient = Patient.objects.get(pk=compartment)
        if patient.version != expected_version:
            raise Conflict("changed-meanwhile")
        before = Demographics.from_json(deed.keys.open_json(patient.place, patient.demographics))
        if before == demographics:
            return
        PatientVersion.of(patient).save(force_insert=True)
        version = patient.version + 1
        changed = Patient.objects.filter(pk=compartment, version=expected_version).update(
            demographics=_sealed(deed, demographics, version),
            version=version,
            recorded_at=deed.at,
            recorded_by_id=actor.practitioner_role_id,
        )
        if not changed:
            raise Conflict("changed-meanwhile")
        deed.journal(LineKind.PATIENT, compartment)


def _sealed(deed: Deed, demographics: Demographics, version: int) -> bytes:
    place = demographics_place(deed.compartment, version)
    return deed.keys.seal_json(place, demographics.to_json())
