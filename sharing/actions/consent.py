"""The patient agrees that organisations share the record, or takes that back."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import orjson
from django.db import transaction
from django.utils.translation import gettext as _

from sharing import access, bell
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.invalid import Invalid
from sharing.models import (
    CareTeamMember,
    Consent,
    ConsentedOrganization,
    Organization,
    PractitionerRole,
)
from sharing.queries.consent import note_place
from sharing.uuid7 import uuid7
from sharing.vocabulary import Action, ConsentKind, LineKind


@dataclass(frozen=True)
class ConsentGiven:
    """`note` says who explained what to whom; an oral consent needs it. `id` is the client's."""

    kind: ConsentKind
    given_date: date
    organizations: frozenset[UUID]
    note: str = ""
    obtained_by: UUID | None = None  # None: by who records it
    id: UUID = field(default_factory=uuid7)

    def content(self) -> bytes:
        names = sorted(str(organization) for organization in self.organizations)
        said = [self.kind, self.given_date, names, self.note, self.obtained_by]
        return b"consent" + orjson.dumps(said)


def record_consent(actor: Actor, compartment: UUID, given: ConsentGiven) -> None:
    """Raises `Invalid` for what cannot be a consent. The same again changes nothing."""
    with access.permitted(actor, Action.CONSENT_CREATE, compartment, entity="Consent") as deed:
        if not deed.done_before(given.id, given.content()):
            give(deed, given)


def give(deed: Deed, given: ConsentGiven) -> None:
    """Record a consent in a room that is open already."""
    _check(given)
    Consent.objects.create(
        pk=given.id,
        compartment_id=deed.compartment,
        kind=given.kind,
        given_date=given.given_date,
        obtained_by_id=given.obtained_by or deed.actor.practitioner_role_id,
        recorded_at=deed.at,
        note=deed.keys.seal(note_place(given.id), given.note.encode()),
    )
    ConsentedOrganization.objects.bulk_create(
        ConsentedOrganization(
            consent_id=given.id, compartment_id=deed.compartment, organization_id=organization
        )
        for organization in sorted(given.organizations)
    )
    deed.journal(LineKind.CONSENT, given.id)


def withdraw_consent(actor: Actor, compartment: UUID, organization: UUID) -> None:
    """Close the room to an organisation's people at once; nothing to withdraw is no error."""
    with access.permitted(actor, Action.CONSENT_WITHDRAW, compartment, entity="Consent") as deed:
        named = ConsentedOrganization.objects.filter(
            compartment_id=compartment, organization_id=organization, withdrawn_at=None
        )
        withdrawn = named.update(
            withdrawn_at=deed.at, withdrawn_by_id=deed.actor.practitioner_role_id
        )
        if withdrawn:
            deed.journal(LineKind.CONSENT, organization, also=_members(deed, organization))
            transaction.on_commit(bell.check)


def _members(deed: Deed, organization: UUID) -> frozenset[UUID]:
    present = CareTeamMember.objects.present(deed.at).filter(
        compartment_id=deed.compartment, member__organization_id=organization
    )
    return frozenset(present.values_list("member_id", flat=True))


def _check(given: ConsentGiven) -> None:
    known = set(
        Organization.objects.filter(pk__in=given.organizations).values_list("pk", flat=True)
    )
    problems = {}
    if not given.organizations or known != given.organizations:
        problems["organizations"] = _("Please choose at least one organization of the list.")
    if given.kind is ConsentKind.ORAL and not given.note.strip():
        problems["note"] = _("For an oral consent, please write who explained it to whom.")
    if given.obtained_by and not PractitionerRole.objects.filter(pk=given.obtained_by).exists():
        problems["obtained_by"] = _("Please choose a person of the list.")
    if problems:
        raise Invalid(problems)
