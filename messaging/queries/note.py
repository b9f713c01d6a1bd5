"""What the page of a structured note needs, in one opening of the door."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from messaging.labels import ENTRY_KIND_LABELS, PURPOSE_LABELS
from messaging.models import Communication
from messaging.note_fields import Drawing, Field, RowStart
from messaging.note_kinds import PHYSICIANS, is_relayed, withheld, writes
from messaging.note_past import Told, known_rows, past_of
from messaging.note_sites import Site, sites_in
from messaging.queries import entries
from messaging.queries.drafts import DraftRow, drafts_in
from messaging.queries.entries import EntryRow
from messaging.vocabulary import EntryKind, Purpose
from patients import questionnaire
from patients.labels import VITAL_CONDITION_LABELS
from patients.queries import observation
from patients.queries.attendance import Attended, attended_in, kind_in
from patients.queries.baseline import baseline_of, profile_in
from patients.queries.header import PatientHeader, header_in
from patients.queries.items import ItemRow, items_in
from patients.questionnaire import Item, walk
from patients.vital_form import VitalField, vital_fields
from patients.vital_ranges import Baseline
from patients.vocabulary import ItemKind, VisitKind
from sharing import access
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.labels import PROFESSION_LABELS
from sharing.queries.care_team import MemberRow, team_in
from sharing.vocabulary import Action, Profession

Choices = list[tuple[str, str]]
LOOKED_BACK = 5
LONGEST_BACKGROUND = 200
BACKGROUND = (ItemKind.PROBLEM, ItemKind.DEVICE, ItemKind.RISK, ItemKind.ALLERGY)
WITH_TELEPHONE = (ItemKind.PHYSICIAN, ItemKind.DEPUTY_PHYSICIAN)


@dataclass(frozen=True)
class Wanted:
    """What the address of the page asks for."""

    kind: EntryKind
    visit: UUID | None = None
    reply: UUID | None = None
    amend: UUID | None = None


@dataclass(frozen=True)
class Colleague:
    id: UUID
    name: str
    role_label: str
    profession: Profession
    organization_id: UUID
    organization: str
    telephone: str


@dataclass(frozen=True)
class Telephone:
    name: str
    number: str


@dataclass(frozen=True)
class NotePage:
    """`relayed`: an order that a physician gave by telephone, so that it is told whose it is."""

    room: UUID
    header: PatientHeader
    kind: EntryKind
    kind_label: str
    name: str
    version: int
    fields: tuple[Field, ...]
    vital_fields: tuple[VitalField, ...]
    conditions: Choices
    previous: dict[str, str]
    team: list[Colleague]
    roles: Choices
    organizations: Choices
    proxies: list[Colleague]
    telephones: list[Telephone]
    sites: list[tuple[str, str, list[Site]]]
    purposes: Choices
    background: str
    writer: str
    relayed: bool
    drafts: tuple[DraftRow, ...]
    visit: UUID | None
    attended: Attended | None
    visit_kind: VisitKind | None
    reply: EntryRow | None
    amends: EntryRow | None


def note_page(actor: Actor, room: UUID, wanted: Wanted) -> NotePage:
    """The form of a kind, drawn for this patient and writer. Absent for who does not write it."""
    kind = wanted.kind
    with access.permitted(actor, Action.PATIENT_READ, room, entity=f"write/{kind}") as deed:
        _may_write(deed, kind)
        header, members, items = header_in(deed), team_in(deed), items_in(deed)
        team = [_colleague(one) for one in members if not one.me and one.consented]
        form = questionnaire.latest(kind)
        language = get_language() or "ja"
        drawing = _drawing(deed, kind, items, language)
        recent = observation.recent_in(deed)
        return NotePage(
            room=room,
            header=header,
            kind=kind,
            kind_label=str(ENTRY_KIND_LABELS[kind]),
            name=form.name,
            version=form.version,
            fields=drawing.fields(form.items),
            vital_fields=_asked_vitals(form.items, baseline_of(profile_in(deed), recent, deed.at)),
            conditions=[(one, str(label)) for one, label in VITAL_CONDITION_LABELS.items()],
            previous=observation.latest_of(recent),
            team=team,
            roles=_roles(team),
            organizations=_organizations(team),
            proxies=_proxies(team, kind, actor.profession),
            telephones=list(_telephones(team, items)),
            sites=sites_in(language),
            purposes=_purposes(kind),
            background=_background(header, items),
            writer=actor.name,
            relayed=is_relayed(kind, actor.profession),
            drafts=drafts_in(deed, kind),
            visit=wanted.visit,
            attended=attended_in(deed, wanted.visit) if wanted.visit else None,
            visit_kind=kind_in(deed, wanted.visit) if wanted.visit else None,
            reply=_one(deed, wanted.reply),
            amends=_amends(deed, wanted),
        )


def _may_write(deed: Deed, kind: EntryKind) -> None:
    needed = {Action.COMMUNICATION_CREATE}
    if is_relayed(kind, deed.actor.profession):
        needed = {Action.COMMUNICATION_RELAY}
    if kind not in writes(deed.actor.profession) or not needed <= deed.may:
        raise access.absent(deed.action)


def _drawing(deed: Deed, kind: EntryKind, items: Iterable[ItemRow], language: str) -> Drawing:
    sheets = _last_sheets(deed, kind)
    starts = {
        "wounds": known_rows(sheets, "wounds", language),
        "evaluation": tuple(_goals(items)),
    }
    kept_back = withheld(kind, deed.actor.profession)
    return Drawing(language, _blocks(items), kept_back, past_of(sheets, language), starts)


def _last_sheets(deed: Deed, kind: EntryKind) -> list[Told]:
    found = (
        Communication.objects.filter(compartment_id=deed.compartment, kind=kind)
        .order_by("-cursor")
        .values_list(*entries.COLUMNS)[:LOOKED_BACK]
    )
    rows = entries.rows(found, {deed.compartment: deed.keys})
    rows.sort(key=lambda row: row.captured_at, reverse=True)
    return [(row.captured_at, row.words.form) for row in rows if row.words.form]


def _amends(deed: Deed, wanted: Wanted) -> EntryRow | None:
    """One's own note, to be put right where it was written."""
    row = _one(deed, wanted.amend)
    if wanted.amend is None:
        return None
    mine = row is not None and row.author.id == deed.actor.practitioner_role_id
    if row is None or not mine or row.kind is not wanted.kind or row.words.form is None:
        raise access.absent(deed.action)
    return row


def _one(deed: Deed, entry: UUID | None) -> EntryRow | None:
    found = entries.by_ids([entry], deed.compartment, deed.keys) if entry else []
    return found[0] if found else None


def _blocks(items: Iterable[ItemRow]) -> frozenset[str]:
    """The patient's 観察項目セット."""
    return frozenset(
        block
        for item in items
        if item.kind is ItemKind.OBSERVATION_SET
        for block in item.body.get("blocks", "").split(",")
        if block
    )


def _goals(items: Iterable[ItemRow]) -> Iterator[RowStart]:
    for item in items:
        if item.kind is ItemKind.GOAL:
            answers = {"goal": {"value": item.title}}
            yield RowStart(item.title, json.dumps(answers, ensure_ascii=False))


def _asked_vitals(items: tuple[Item, ...], baseline: Baseline) -> tuple[VitalField, ...]:
    """Every measure, or those few that the form names, within this patient's own limits."""
    for item in walk(items):
        if item.type == "vitals":
            codes = [option.code for option in item.options]
            fields = vital_fields(baseline)
            return tuple(one for one in fields if not codes or one.code in codes)
    return ()


def _colleague(member: MemberRow) -> Colleague:
    person = member.person
    return Colleague(
        person.id,
        person.name,
        person.role_label,
        person.profession,
        person.organization_id,
        person.organization,
        person.telephone,
    )


def _roles(team: list[Colleague]) -> Choices:
    there = {one.profession for one in team}
    return [(one, str(label)) for one, label in PROFESSION_LABELS.items() if one in there]


def _organizations(team: list[Colleague]) -> Choices:
    return list(dict.fromkeys((str(one.organization_id), one.organization) for one in team))


def _proxies(team: list[Colleague], kind: EntryKind, profession: Profession) -> list[Colleague]:
    """In whose name this may be entered: one of one's own kind, or who gave the order."""
    if is_relayed(kind, profession):
        return [one for one in team if one.profession in PHYSICIANS]
    if kind is EntryKind.ORDER:
        return []
    return [one for one in team if kind in writes(one.profession)]


def _telephones(team: list[Colleague], items: Iterable[ItemRow]) -> Iterator[Telephone]:
    for item in items:
        if item.kind in WITH_TELEPHONE and item.body.get("telephone"):
            yield Telephone(f"{item.kind_label} {item.title}", item.body["telephone"])
    for one in team:
        if one.profession is Profession.PHYSICIAN and one.telephone:
            yield Telephone(f"{one.name}（{one.organization}）", one.telephone)


def _purposes(kind: EntryKind) -> Choices:
    others = [one for one in Purpose if one is not Purpose.ORDER]
    wanted = [Purpose.ORDER] if kind is EntryKind.ORDER else others
    return [(one, str(PURPOSE_LABELS[one])) for one in wanted]


def _background(header: PatientHeader, items: Iterable[ItemRow]) -> str:
    """B of SBAR as a suggestion: who it is, and what the profile says of them."""
    who = _("%(sex)s, age %(age)s") % {"sex": header.sex_label, "age": header.age}
    said = [who, header.care_level]
    for kind in BACKGROUND:
        said += [
            f"{item.kind_label} {item.title}" if kind is ItemKind.ALLERGY else item.title
            for item in items
            if item.kind is kind
        ]
    return "、".join(one for one in said if one)[:LONGEST_BACKGROUND]
