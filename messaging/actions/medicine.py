"""The list of medicines is changed by hand, or from an entry that says what was changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from messaging.models import Communication
from patients.actions import medication
from patients.actions.medication import Ending, Leftover, NewMedicine
from sharing import access
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.vocabulary import Action


def record_medicine(actor: Actor, room: UUID, new: NewMedicine) -> None:
    """Enter a medicine, or put it in another's place. The same again changes nothing."""
    with _open(actor, room, f"MedicationStatement/{new.id}", new.entry) as deed:
        medication.record(deed, new)


def end_medicine(actor: Actor, room: UUID, ending: Ending) -> None:
    with _open(actor, room, f"MedicationStatement/{ending.medicine}", ending.entry) as deed:
        medication.end(deed, ending)


def count_leftover(actor: Actor, room: UUID, leftover: Leftover) -> None:
    with _open(actor, room, f"MedicationCount/{leftover.id}", leftover.entry) as deed:
        medication.count(deed, leftover)


@contextmanager
def _open(actor: Actor, room: UUID, entity: str, entry: UUID | None) -> Iterator[Deed]:
    """The entry it was taken from must stand in the same room."""
    with access.permitted(actor, Action.MEDICATION_UPDATE, room, entity=entity) as deed:
        if entry is not None and not _stands(deed, entry):
            raise access.absent(deed.action)
        yield deed


def _stands(deed: Deed, entry: UUID) -> bool:
    return Communication.objects.filter(
        pk=entry, compartment_id=deed.compartment, retraction=None
    ).exists()
