"""What a form about a medicine needs: the list, the medicine, and the entry it is taken from."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from messaging.content import SOAP, Words
from messaging.queries import entries
from messaging.queries.entries import EntryRow
from patients.answer_text import sections
from patients.queries.header import PatientHeader, header_in
from patients.queries.medications import MedicineRow, current_in
from sharing import access
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.vocabulary import Action


@dataclass(frozen=True)
class Told:
    """The entry a change is taken from, as it stands beside the form."""

    id: UUID
    author: str
    at: datetime
    lines: tuple[str, ...]


@dataclass(frozen=True)
class MedicinePage:
    room: UUID
    header: PatientHeader
    current: tuple[MedicineRow, ...]
    told: Told | None

    def medicine(self, wanted: UUID) -> MedicineRow | None:
        return next((row for row in self.current if row.id == wanted), None)

    @property
    def listed(self) -> list[tuple[UUID, str]]:
        named = ((row.id, row.medicine.name, row.medicine.dose) for row in self.current)
        return [(pk, f"{name} {dose}".strip()) for pk, name, dose in named]


def medicine_page(actor: Actor, room: UUID, entry: UUID | None) -> MedicinePage:
    """For who may change the list; an entry that is not in the room is denied like the room."""
    with access.permitted(actor, Action.COMMUNICATION_READ, room, entity="medicines") as deed:
        if Action.MEDICATION_UPDATE not in deed.may:
            raise access.absent(Action.MEDICATION_UPDATE)
        told = _told(deed, entry) if entry else None
        return MedicinePage(room, header_in(deed), current_in(deed), told)


def _told(deed: Deed, entry: UUID) -> Told:
    found = entries.by_ids([entry], deed.compartment, deed.keys)
    if not found or found[0].retracted:
        raise access.absent(deed.action)
    row = found[0]
    return Told(row.id, row.author.name, row.captured_at, tuple(_lines(row)))


def _lines(row: EntryRow) -> list[str]:
    words: Words = row.words
    lines = words.text.splitlines()
    lines += [words.soap[part] for part in SOAP if words.soap and words.soap.get(part)]
    if words.form:
        lines += [
            f"{line.label}：{line.text}" for one in sections(words.form) for line in one.lines
        ]
    return [line for line in lines if line.strip()]
