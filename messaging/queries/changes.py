"""What others changed about a patient since I last looked: every line behind my read pointer."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from messaging.models import ReadPointer
from messaging.queries import entries
from messaging.queries.entries import EntryRow
from messaging.queries.timeline import OF_ENTRIES
from messaging.vocabulary import Purpose
from patients.queries.header import PatientHeader, header_in
from patients.queries.history import Change, changes_in
from patients.queries.medications import medicines_in
from sharing import access, journal
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.journal import Told
from sharing.queries.care_team import team_in
from sharing.queries.directory import PersonRow, people
from sharing.vocabulary import Action, LineKind

MOST = 200
OF_RECORD = frozenset({LineKind.PATIENT, LineKind.LOCATION})


@dataclass(frozen=True)
class ChangeRow:
    """One line, and what it is about: an entry, a change of the record, a name, or nothing more.

    `name` is a medicine or a colleague; `stands` tells whether the colleague is on the team now,
    or the medicine is known.
    """

    told: Told
    by: PersonRow | None
    entry: EntryRow | None = None
    changes: tuple[Change, ...] = ()
    name: str = ""
    stands: bool = False


@dataclass(frozen=True)
class Changes:
    """Newest first; `more` when older ones were left off. Counts are of new entries."""

    header: PatientHeader
    rows: tuple[ChangeRow, ...]
    by_purpose: Mapping[Purpose, int]
    more: bool


def changes(actor: Actor, room: UUID) -> Changes:
    """A fixed number of statements, however much has changed."""
    with access.permitted(actor, Action.COMMUNICATION_READ, room) as deed:
        if Action.PATIENT_READ not in deed.may:
            raise access.absent(deed.action)
        read_to = _read_to(deed)
        deed.entity = f"changes>{read_to}"
        found = journal.by_others(room, read_to, actor.practitioner_role_id, MOST + 1)
        rows = _rows(deed, found[:MOST])
        return Changes(header_in(deed), rows, _by_purpose(rows), len(found) > MOST)


def _read_to(deed: Deed) -> int:
    mine = ReadPointer.objects.filter(
        compartment_id=deed.compartment, reader_id=deed.actor.practitioner_role_id
    )
    return mine.values_list("cursor", flat=True).first() or 0


def _rows(deed: Deed, told: Sequence[Told]) -> tuple[ChangeRow, ...]:
    lines = [one.line for one in told]
    wanted = {line.subject for line in lines if line.kind in OF_ENTRIES}
    shown = {row.id: row for row in entries.by_ids(wanted, deed.compartment, deed.keys)}
    record = changes_in(deed)
    medicines = {
        row.id: f"{row.medicine.name} {row.medicine.dose}".strip() for row in medicines_in(deed)
    }
    present = {member.person.id for member in team_in(deed)}
    who = people({one.by for one in told} | {line.subject for line in lines})
    rows = []
    for one in told:
        line, by = one.line, who.get(one.by)
        if line.kind in OF_ENTRIES:
            rows.append(ChangeRow(one, by, shown.get(line.subject)))
        elif line.kind in OF_RECORD:
            same = tuple(change for change in record if change.at == one.at)
            rows.append(ChangeRow(one, by, changes=same))
        elif line.kind is LineKind.MEDICATION:
            name = medicines.get(line.subject, "")
            rows.append(ChangeRow(one, by, name=name, stands=bool(name)))
        elif line.kind is LineKind.MEMBER and line.subject in who:
            name = who[line.subject].name
            rows.append(ChangeRow(one, by, name=name, stands=line.subject in present))
        else:
            rows.append(ChangeRow(one, by))
    return tuple(rows)


def _by_purpose(rows: Iterable[ChangeRow]) -> Mapping[Purpose, int]:
    return Counter(
        row.entry.purpose
        for row in rows
        if row.entry and row.told.line.kind is LineKind.ENTRY and row.entry.retracted is None
    )
