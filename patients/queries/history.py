"""Who changed what in a record, when, and what it said before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from django.utils.translation import gettext as _

from patients.demographics import Demographics, differences
from patients.field_labels import FIELD_LABELS
from patients.items import details, title
from patients.labels import ITEM_KIND_LABELS
from patients.models import Patient, PatientIdentifier, PatientItem, PatientLocation, PatientVersion
from patients.queries.header import PatientHeader, header_in
from patients.queries.items import opened as opened_item
from patients.queries.location import opened as opened_location
from patients.vocabulary import IdentifierSystem, ItemKind
from sharing import access
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.queries.directory import PersonRow, people
from sharing.vocabulary import Action


@dataclass(frozen=True)
class Change:
    """`before` is "" for what is new, `after` is "" for what ended."""

    at: datetime
    by: UUID
    what: str
    before: str
    after: str
    reason: str = ""


@dataclass(frozen=True)
class ChangeRow:
    change: Change
    by: PersonRow


@dataclass(frozen=True)
class History:
    header: PatientHeader
    changes: tuple[ChangeRow, ...]


def history(actor: Actor, compartment: UUID) -> History:
    """The newest first. A fixed number of statements, however much has changed."""
    with access.permitted(actor, Action.PATIENT_READ, compartment, entity="history") as deed:
        changes = changes_in(deed)
        by = people(change.by for change in changes)
        rows = tuple(ChangeRow(change, by[change.by]) for change in changes)
        return History(header_in(deed), rows)


def changes_in(deed: Deed) -> list[Change]:
    """The newest first, for a room that is open already."""
    changes = [*_demographics(deed), *_items(deed), *_numbers(deed), *_locations(deed)]
    return sorted(changes, key=lambda change: change.at, reverse=True)


def _demographics(deed: Deed) -> Iterator[Change]:
    older = PatientVersion.objects.filter(compartment_id=deed.compartment).order_by("version")
    rows: list[Patient | PatientVersion] = [*older, Patient.objects.get(pk=deed.compartment)]
    told = [
        (row, Demographics.from_json(deed.keys.open_json(row.place, row.demographics)))
        for row in rows
    ]
    first, named = told[0]
    yield Change(first.recorded_at, first.recorded_by_id, _("Registered"), "", named.name)
    for (_row, before), (row, after) in pairwise(told):
        for field, old, new in differences(before, after):
            yield Change(row.recorded_at, row.recorded_by_id, str(FIELD_LABELS[field]), old, new)


def _items(deed: Deed) -> Iterator[Change]:
    for row in PatientItem.objects.filter(compartment_id=deed.compartment):
        kind = ItemKind(row.kind)
        label, said = str(ITEM_KIND_LABELS[kind]), _said(kind, opened_item(deed.keys, row))
        yield Change(row.recorded_at, row.recorded_by_id, label, "", said)
        if row.ended_at and row.ended_by_id:
            reason = deed.keys.open(row.reason_place, row.end_reason or b"").decode()
            yield Change(row.ended_at, row.ended_by_id, label, said, "", reason)


def _said(kind: ItemKind, body: Mapping[str, str]) -> str:
    return "\n".join([title(kind, body), *details(kind, body)])


def _numbers(deed: Deed) -> Iterator[Change]:
    for row in PatientIdentifier.objects.filter(compartment_id=deed.compartment):
        body: Mapping[str, str] = {
            "system": IdentifierSystem(row.system),
            "value": deed.keys.open(row.place, row.value).decode(),
        }
        label = str(ITEM_KIND_LABELS[ItemKind.IDENTIFIER])
        said = title(ItemKind.IDENTIFIER, body)
        yield Change(row.recorded_at, row.recorded_by_id, label, "", said)
        if row.ended_at and row.ended_by_id:
            yield Change(row.ended_at, row.ended_by_id, label, said, "")


def _locations(deed: Deed) -> Iterator[Change]:
    before = ""
    for row in PatientLocation.objects.filter(compartment_id=deed.compartment).order_by("since"):
        now = opened_location(deed.keys, row).label
        yield Change(row.since, row.recorded_by_id, _("Whereabouts"), before, now)
        before = now
