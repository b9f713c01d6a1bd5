"""A patient's numbers are entered, and must not lead to two records of one person."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import pgettext

from patients.models import PatientIdentifier
from patients.queries.identifiers import tag_of
from patients.vocabulary import PERSONAL_NUMBERS, IdentifierSystem
from sharing import access
from sharing.actor import Actor
from sharing.deed import Conflict, Deed
from sharing.institution_number import plain_number
from sharing.invalid import Invalid
from sharing.uuid7 import uuid7
from sharing.vocabulary import Outcome


@dataclass(frozen=True)
class Number:
    system: IdentifierSystem
    value: str  # as `patients.insurance.plain_number` writes it


class KnownNumber(Conflict):
    """Another record holds this number. Which one is not said."""

    def __init__(self) -> None:
        super().__init__("already-known")


@contextmanager
def known_numbers_witnessed(actor: Actor) -> Iterator[None]:
    """Numbers must not be tried out unseen: an attempt that is rolled back leaves a trace too."""
    try:
        yield
    except KnownNumber:
        with access.witnessed(
            str(actor), "patient:already-known", outcome=Outcome.DENIED, source=actor.session
        ):
            pass
        raise


def enter_number(deed: Deed, number: Number, identifier: UUID | None = None) -> UUID:
    """Add a number to an open room; a new one of the same system ends the one before.

    Raises `KnownNumber` when the number is of the kind that only one person has.
    """
    organization = _counting(deed, number.system)
    value = plain_number(number.value)
    if not value:
        raise Invalid({"value": pgettext("identifier", "Please enter a number.")})
    tag = tag_of(number.system, value, organization)
    if _elsewhere(deed, number.system, tag):
        raise KnownNumber
    _end_former(deed, number.system, organization)
    row = PatientIdentifier(
        pk=identifier or uuid7(),
        compartment_id=deed.compartment,
        system=number.system,
        tag=tag,
        organization_id=organization,
        recorded_at=deed.at,
        recorded_by_id=deed.actor.practitioner_role_id,
    )
    row.value = deed.keys.seal(row.place, value.encode())
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise KnownNumber from None
    return row.pk


def end_number(deed: Deed, identifier: UUID) -> bool:
    return bool(
        PatientIdentifier.objects.filter(
            pk=identifier, compartment_id=deed.compartment, ended_at=None
        ).update(ended_at=deed.at, ended_by_id=deed.actor.practitioner_role_id)
    )


def _counting(deed: Deed, system: IdentifierSystem) -> UUID | None:
    own = system is IdentifierSystem.MEDICAL_RECORD
    return deed.actor.organization_id if own else None


def _elsewhere(deed: Deed, system: IdentifierSystem, tag: bytes) -> bool:
    if system not in PERSONAL_NUMBERS:
        return False
    known = PatientIdentifier.objects.filter(tag=tag, ended_at=None)
    return known.exclude(compartment_id=deed.compartment).exists()


def _end_former(deed: Deed, system: IdentifierSystem, organization: UUID | None) -> None:
    PatientIdentifier.objects.filter(
        compartment_id=deed.compartment,
        system=system,
        organization_id=organization,
        ended_at=None,
    ).update(ended_at=deed.at, ended_by_id=deed.actor.practitioner_role_id)
