"""Whose record this is: what stands at the top of every page about one patient."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from patients.calendar import wareki_year
from patients.chips import ChipRow, Said, care_level, chips
from patients.demographics import Demographics, Folded
from patients.labels import LOCATION_LABELS
from patients.models import Patient
from patients.queries.items import said_in
from patients.queries.location import LocationRow, locations_now
from patients.vocabulary import Location
from sharing import access, keys
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.vocabulary import Action


@dataclass(frozen=True)
class PatientHeader:
    """`same_name` names my other patients whom one could mistake for this one."""

    room: UUID
    name: str
    kana: str
    birth_text: str
    age: int
    sex_label: str
    care_level: str
    location_code: Location
    location_label: str
    locations: tuple[tuple[Location, str], ...]
    chips: tuple[ChipRow, ...]
    same_name: tuple[str, ...]
    may_set_location: bool
    may_amend: bool


@dataclass(frozen=True)
class Opened:
    """A patient's row, opened: shared by the queries that show several things of it."""

    demographics: Demographics
    folded: Folded
    version: int


def header(actor: Actor, compartment: UUID) -> PatientHeader:
    with access.permitted(actor, Action.PATIENT_READ, compartment) as deed:
        return header_in(deed)


def header_in(deed: Deed, now: LocationRow | None = None) -> PatientHeader:
    """For pages that hold the door open already; `now` is where the patient is, if they know it.

    Six statements at most: the patient, items, location, the actor's rooms, keys, namesakes.
    """
    patient = opened_in(deed)
    said = said_in([deed.compartment], {deed.compartment: deed.keys}).get(deed.compartment, [])
    return header_of(deed, patient, said, now)


def opened_in(deed: Deed) -> Opened:
    row = Patient.objects.get(pk=deed.compartment)
    return opened(deed.keys, row)


def opened(room: keys.RoomKeys, row: Patient) -> Opened:
    told = room.open_json(row.place, row.demographics)
    return Opened(Demographics.from_json(told), Folded.of(told), row.version)


def header_of(
    deed: Deed, patient: Opened, said: Iterable[Said], now: LocationRow | None = None
) -> PatientHeader:
    said, today, room = list(said), timezone.localdate(deed.at), deed.compartment
    location = now or locations_now([room], {room: deed.keys})[room]
    told = patient.demographics
    return PatientHeader(
        room=deed.compartment,
        name=told.name,
        kana=told.kana,
        birth_text=birth_text(told, today),
        age=told.age(today),
        sex_label=told.sex_label,
        care_level=care_level(said, today),
        location_code=location.location,
        location_label=location.label,
        locations=tuple((code, str(label)) for code, label in LOCATION_LABELS.items()),
        chips=chips(said),
        same_name=_namesakes(deed, patient.folded),
        may_set_location=Action.LOCATION_UPDATE in deed.may,
        may_amend=Action.PATIENT_UPDATE in deed.may,
    )


def birth_text(told: Demographics, today: date) -> str:
    """As 1942年（昭和17年）3月8日（84歳）."""
    born = told.birth_date
    return _("%(year)s (%(era)s) %(month)s/%(day)s, age %(age)s") % {
        "year": born.year,
        "era": wareki_year(born),
        "month": born.month,
        "day": born.day,
        "age": told.age(today),
    }


def _namesakes(deed: Deed, folded: Folded) -> tuple[str, ...]:
    """Only among the actor's own patients; naming them is part of this page's trace."""
    rooms = access.elsewhere(deed, Action.PATIENT_READ)
    opening = keys.of_rooms(rooms)
    found = []
    for row in Patient.objects.filter(pk__in=list(rooms)).order_by("pk"):
        told = opening[row.pk].open_json(row.place, row.demographics)
        if Folded.of(told).same(folded):
            deed.shown.add(row.pk)
            other = Demographics.from_json(told)
            found.append(f"{other.name}（{other.kana}）{wareki_year(other.birth_date)}")
    return tuple(found)
