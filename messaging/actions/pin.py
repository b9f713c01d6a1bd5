"""手元に: an entry is kept at hand for the whole team, and put back when it is no longer needed."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet

from messaging.models import Communication, Pin
from messaging.queries.timeline import Shown, shown_in
from sharing import access
from sharing.actor import Actor
from sharing.deed import Conflict, Deed
from sharing.vocabulary import Action, LineKind

MOST = 20  # more would be no help at a glance


@dataclass(frozen=True)
class PinChange:
    """`id` is made by the device and makes sending again harmless."""

    id: UUID
    entry: UUID


def pin(actor: Actor, compartment: UUID, change: PinChange) -> Shown:
    """Keep an entry at hand. What is pinned stays pinned, by whoever did it first.

    Raises `Conflict`: "already-retracted", or "too-many-pins" when the patient has `MOST`.
    """
    with _opened(actor, compartment, change) as deed:
        if not deed.done_before(change.id, b"pin" + change.entry.bytes):
            _check_that_it_stands(deed, change.entry)
            _keep(deed, change.entry)
        return shown_in(deed, change.entry)


def unpin(actor: Actor, compartment: UUID, change: PinChange) -> Shown:
    """Put it back; anybody who may pin may do so."""
    with _opened(actor, compartment, change) as deed:
        if not deed.done_before(change.id, b"unpin" + change.entry.bytes):
            kept = _pins(deed).filter(communication_id=change.entry)
            by = deed.actor.practitioner_role_id
            if kept.update(ended_at=deed.at, ended_by=by):
                _tell(deed, change.entry)
        return shown_in(deed, change.entry)


def _opened(actor: Actor, room: UUID, change: PinChange) -> AbstractContextManager[Deed]:
    entity = f"Communication/{change.entry}"
    return access.permitted(actor, Action.COMMUNICATION_PIN, room, entity=entity)


def _check_that_it_stands(deed: Deed, entry: UUID) -> None:
    found = Communication.objects.filter(pk=entry, compartment_id=deed.compartment)
    retracted = found.values_list("retraction", flat=True).first()
    if retracted is not None:
        raise Conflict("already-retracted")
    if not found.exists():
        raise access.absent(deed.action)


def _keep(deed: Deed, entry: UUID) -> None:
    """The room's lock is held: nobody else counts or pins meanwhile."""
    if _pins(deed).filter(communication_id=entry).exists():
        return
    if _pins(deed).filter(communication__retraction=None).count() >= MOST:
        raise Conflict("too-many-pins")
    Pin.objects.create(
        compartment_id=deed.compartment,
        communication_id=entry,
        at=deed.at,
        by_id=deed.actor.practitioner_role_id,
    )
    _tell(deed, entry)


def _pins(deed: Deed) -> QuerySet[Pin]:
    return Pin.objects.filter(compartment_id=deed.compartment, ended_at=None)


def _tell(deed: Deed, entry: UUID) -> None:
    Communication.objects.filter(pk=entry).update(touched=F("touched") + 1)
    deed.journal(LineKind.PIN, entry)
