"""My patients: the list, and the search within it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils import timezone

from patients.chips import ChipRow, Said, care_level, chips, codes
from patients.demographics import Folded
from patients.kana import fold
from patients.models import Patient
from patients.queries.header import Opened, birth_text, opened
from patients.queries.identifiers import rooms_with_number
from patients.queries.items import said_in
from patients.queries.location import LocationRow, locations_now
from patients.vocabulary import Chip, Location
from sharing import access, clock
from sharing.access import Search
from sharing.actor import Actor
from sharing.institution_number import plain_number
from sharing.keys import RoomKeys
from sharing.vocabulary import Action


@dataclass(frozen=True)
class PatientLine:
    room: UUID
    name: str
    kana: str
    birth_text: str
    age: int
    sex_label: str
    location_label: str
    location_code: Location
    care_level: str
    chips: tuple[ChipRow, ...]
    codes: frozenset[Chip] = frozenset()  # of the chips
    has_namesake: bool = False  # told only by `lines_told_apart`


def my_patients(actor: Actor, q: str = "") -> tuple[PatientLine, ...]:
    """Every patient whose record the actor may read, by reading; with `q` those who match.

    A name or reading matches in part, in either kana and any width; a number as a whole.
    """
    with access.search(actor, Action.PATIENT_READ) as search:
        keys = search.keys()
        found = _matching(actor, search, keys, q)
        search.disclose(found)
        return _lines(found, keys)


def lines_in(search: Search, compartments: Iterable[UUID]) -> Mapping[UUID, PatientLine]:
    """Lines for rooms that the caller's search has opened; the caller declares them."""
    wanted = search.compartments & set(compartments)
    keys = search.keys()
    found = {
        row.pk: opened(keys[row.pk], row) for row in Patient.objects.filter(pk__in=list(wanted))
    }
    return {line.room: line for line in _lines(found, keys)}


def lines_told_apart(search: Search, compartments: Iterable[UUID]) -> Mapping[UUID, PatientLine]:
    """The same, each with whether one could mistake for it another of the search's patients.

    As many statements; but every patient's name is opened.
    """
    wanted = search.compartments & set(compartments)
    if not wanted:
        return {}
    keys = search.keys()
    rows = list(Patient.objects.filter(pk__in=list(search.compartments)))
    folded = {
        row.pk: Folded.of(keys[row.pk].open_json(row.place, row.demographics)) for row in rows
    }
    names = Counter(one.name for one in folded.values())
    readings = Counter(one.kana for one in folded.values() if one.kana)
    found = {row.pk: opened(keys[row.pk], row) for row in rows if row.pk in wanted}
    return {
        line.room: replace(
            line,
            has_namesake=names[folded[line.room].name] > 1 or readings[folded[line.room].kana] > 1,
        )
        for line in _lines(found, keys)
    }


def _matching(
    actor: Actor, search: Search, keys: Mapping[UUID, RoomKeys], q: str
) -> Mapping[UUID, Opened]:
    patients = {
        row.pk: opened(keys[row.pk], row)
        for row in Patient.objects.filter(pk__in=list(search.compartments))
    }
    if not q.strip():
        return patients
    word = fold(q)
    numbered = rooms_with_number(patients.keys(), plain_number(q), actor.organization_id)
    return {
        room: patient
        for room, patient in patients.items()
        if room in numbered or (word and patient.folded.holds(word))
    }


def _lines(found: Mapping[UUID, Opened], keys: Mapping[UUID, RoomKeys]) -> tuple[PatientLine, ...]:
    said, locations = said_in(found, keys), locations_now(found, keys)
    ordered = sorted(found, key=lambda room: (found[room].folded.kana, room))
    return tuple(_line(room, found[room], said.get(room, []), locations[room]) for room in ordered)


def _line(room: UUID, patient: Opened, said: list[Said], location: LocationRow) -> PatientLine:
    today, told = timezone.localdate(clock.now()), patient.demographics
    return PatientLine(
        room=room,
        name=told.name,
        kana=told.kana,
        birth_text=birth_text(told, today),
        age=told.age(today),
        sex_label=told.sex_label,
        location_label=location.label,
        location_code=location.location,
        care_level=care_level(said, today),
        chips=chips(said),
        codes=codes(said),
    )
