"""Allergies, problems, devices, key persons and their like are recorded and ended."""

from uuid import UUID

from django.utils.translation import gettext as _

from patients.actions.identifier import Number, end_number, enter_number
from patients.items import ONLY_ONE, Item
from patients.models import PatientIdentifier, PatientItem
from patients.vocabulary import IdentifierSystem, ItemKind
from sharing import access
from sharing.actor import Actor
from sharing.deed import Conflict, Deed
from sharing.vocabulary import Action, LineKind


def record_item(actor: Actor, compartment: UUID, item: Item) -> None:
    """Add something to a record. The same again changes nothing."""
    with access.permitted(actor, Action.PATIENT_UPDATE, compartment, entity=str(item.kind)) as deed:
        if deed.done_before(item.id, item.content()):
            return
        enter_item(deed, item)
        deed.journal(LineKind.PATIENT, item.id)


def enter_item(deed: Deed, item: Item) -> None:
    """Add an item to a room that is open already."""
    if item.kind is ItemKind.IDENTIFIER:
        number = Number(IdentifierSystem(item.body["system"]), item.body["value"])
        enter_number(deed, number, item.id)
        return
    row = PatientItem(
        pk=item.id,
        compartment_id=deed.compartment,
        kind=item.kind,
        replaces_id=_replaced(deed, item),
        recorded_at=deed.at,
        recorded_by_id=deed.actor.practitioner_role_id,
    )
    row.body = deed.keys.seal_json(row.place, dict(item.body))
    row.save(force_insert=True)


def end_item(actor: Actor, compartment: UUID, item: UUID, reason: str) -> None:
    """It no longer holds. Raises `Conflict("changed-meanwhile")` when it was ended already,
    and what a closed room raises when the room holds no such item."""
    with access.permitted(actor, Action.PATIENT_UPDATE, compartment, entity="item") as deed:
        if not _end(deed, item, reason) and not end_number(deed, item):
            raise (
                Conflict("changed-meanwhile") if _there(deed, item) else access.absent(deed.action)
            )
        deed.journal(LineKind.PATIENT, item)


def _there(deed: Deed, item: UUID) -> bool:
    held = {"pk": item, "compartment_id": deed.compartment}
    return any(model.objects.filter(**held).exists() for model in (PatientItem, PatientIdentifier))


def _replaced(deed: Deed, item: Item) -> UUID | None:
    former = PatientItem.objects.filter(
        compartment_id=deed.compartment, kind=item.kind, ended_at=None
    )
    if item.replaces is None and item.kind not in ONLY_ONE:
        return None
    if item.replaces is not None:
        former = former.filter(pk=item.replaces)
    found = former.values_list("pk", flat=True).first()
    if found is None:
        if item.replaces is not None:
            raise Conflict("changed-meanwhile")
        return None
    _end(deed, found, _("Replaced by a newer record"))
    return found


def _end(deed: Deed, item: UUID, reason: str) -> bool:
    row = PatientItem(pk=item)
    return bool(
        PatientItem.objects.filter(pk=item, compartment_id=deed.compartment, ended_at=None).update(
            ended_at=deed.at,
            ended_by_id=deed.actor.practitioner_role_id,
            end_reason=deed.keys.seal(row.reason_place, reason.encode()),
        )
    )
