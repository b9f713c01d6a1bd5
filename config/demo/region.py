"""The region comes into being: organisations, people with accounts, patients in their rooms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from config.demo.cast import ORGANIZATION_BY_KEY, ORGANIZATIONS, PEOPLE, CastPerson
from config.demo.patients import PATIENT_BY_KEY, CastKeyPerson, CastPatient
from patients.actions.identifier import Number
from patients.actions.patient import Registration, register_patient
from patients.demographics import Demographics
from patients.items import Item
from patients.vocabulary import CHIP_KIND, CareLevel, Chip, ItemKind
from sharing import access, clock
from sharing.actions.account import employ, open_account
from sharing.actions.care_team import add_member
from sharing.actions.consent import ConsentGiven
from sharing.actions.organization import found_organization
from sharing.actions.qualification import qualify
from sharing.actor import Actor
from sharing.uuid7 import uuid7
from sharing.vocabulary import PROFESSION, Action, ConsentKind

REGISTRARS = ("tanaka", "suzuki", "sato", "ono", "ogawa", "inoue", "ito")
CERTIFIED_AGO = timedelta(days=200)
CERTIFIED_FOR = timedelta(days=730)


@dataclass(frozen=True)
class Person:
    key: str
    account: UUID
    actor: Actor


@dataclass(frozen=True)
class Region:
    """What is there, by the keys of the cast."""

    organizations: Mapping[str, UUID]
    people: Mapping[str, Person]

    def actor(self, key: str) -> Actor:
        return self.people[key].actor


def settle(people: Iterable[str]) -> Region:
    """Found the organisations of these people, and open their accounts, in the cast's order."""
    wanted = set(people)
    coming = [person for person in PEOPLE if person.key in wanted]
    needed = {person.organization for person in coming}
    with access.witnessed("Server/operator", Action.ACCOUNT_INVITE, entity="demo"):
        organizations = {
            organization.key: found_organization(
                organization.name,
                organization.kind,
                number=organization.number,
                address=organization.address,
                telephone=organization.telephone,
            )
            for organization in ORGANIZATIONS
            if organization.key in needed
        }
        arrived = {one.key: _arrive(one, organizations[one.organization]) for one in coming}
    return Region(organizations, arrived)


def _arrive(person: CastPerson, organization: UUID) -> Person:
    works = employ(
        person.name,
        organization,
        person.role,
        administrator=person.administrator,
        kana=person.kana,
    )
    qualify(works.practitioner_id, person.qualifications)
    account = open_account(uuid7(), person.key, works.practitioner_id, organization)
    actor = Actor(
        practitioner_role_id=works.pk,
        organization_id=organization,
        role=person.role,
        profession=PROFESSION[person.role],
        name=person.name,
        organization=ORGANIZATION_BY_KEY[person.organization].name,
        administrator=person.administrator,
    )
    return Person(person.key, account.pk, actor)


def admit(region: Region, key: str) -> UUID:
    """Register a patient, and bring in those of the team who are there. Returns the room."""
    patient = PATIENT_BY_KEY[key]
    team = [name for name in patient.team if name in region.people]
    registrar = next(name for name in REGISTRARS if name in team)
    consented = {region.actor(name).organization_id for name in team}
    today = clock.now().date()
    room = register_patient(
        region.actor(registrar),
        Registration(
            demographics=demographics(patient),
            consent=ConsentGiven(ConsentKind.PAPER, today, frozenset(consented)),
            numbers=tuple(Number(system, value) for system, value in patient.identifiers),
            items=items(patient, today),
        ),
    )
    for name in team:
        if name != registrar:
            member = region.actor(name).practitioner_role_id
            add_member(region.actor(registrar), room, member)
    return room


def demographics(patient: CastPatient) -> Demographics:
    return Demographics(
        family=patient.family_name,
        given=patient.given_name,
        kana_family=patient.family_kana,
        kana_given=patient.given_kana,
        birth_date=patient.birth_date,
        sex=patient.sex,
        address=patient.address,
        telephone=patient.telephone,
    )


def items(patient: CastPatient, today: date) -> tuple[Item, ...]:
    """Everything that stands in the record from the beginning."""
    levels = [level for level in (patient.care_level, patient.later_care_level) if level]
    return (
        *(Item(ItemKind.PROBLEM, {"text": text, "detail": ""}) for text in patient.problems),
        *(_chip(chip, text) for chip, text in patient.chips),
        *(_care_level(level, today) for level in levels),
        *(_key_person(person) for person in patient.key_persons),
        *_physicians(patient),
        *_backup(patient),
    )


def _chip(chip: Chip, text: str) -> Item:
    kind = CHIP_KIND[chip]
    if kind is ItemKind.ALLERGY:
        return Item(kind, {"text": text, "detail": ""})
    if kind is ItemKind.ADVANCE_CARE_PLAN:
        return Item(kind, {"detail": text})
    return Item(kind, {"code": chip, "text": text, "detail": ""})


def _care_level(level: CareLevel, today: date) -> Item:
    first = (today - CERTIFIED_AGO).replace(day=1)
    certified = level not in (CareLevel.CHANGING, CareLevel.NONE)
    return Item(
        ItemKind.CARE_LEVEL,
        {
            "level": level,
            "valid_from": first.isoformat() if certified else "",
            "valid_until": (first + CERTIFIED_FOR).isoformat() if certified else "",
        },
    )


def _key_person(person: CastKeyPerson) -> Item:
    return Item(
        ItemKind.KEY_PERSON,
        {
            "text": person.name,
            "relation": person.relation,
            "telephone": person.telephone,
            "told": person.may_be_told,
            "detail": person.note,
        },
    )


def _physicians(patient: CastPatient) -> Iterable[Item]:
    main, *others = patient.physicians
    yield _physician(ItemKind.PHYSICIAN, *main)
    for other, matter in others:
        yield _physician(ItemKind.DEPUTY_PHYSICIAN, other, matter)
    if patient.deputy:
        yield _physician(ItemKind.DEPUTY_PHYSICIAN, patient.deputy, "")


def _physician(kind: ItemKind, key: str, matter: str) -> Item:
    person = next(person for person in PEOPLE if person.key == key)
    place = ORGANIZATION_BY_KEY[person.organization]
    text = f"{person.name}（{matter}）" if matter else person.name
    return Item(kind, {"text": text, "place": place.name, "telephone": place.telephone})


def _backup(patient: CastPatient) -> Iterable[Item]:
    if patient.backup:
        place = ORGANIZATION_BY_KEY[patient.backup]
        body = {"text": place.name, "detail": place.note, "telephone": place.telephone}
        yield Item(ItemKind.BACKUP, body)
