"""Who is on a patient's team, who asks to be, and who may be added."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sharing import access
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.models import CareTeamMember, ConsentedOrganization, JoinRequest
from sharing.queries.directory import PersonRow, colleagues, row_of
from sharing.vocabulary import Action


@dataclass(frozen=True)
class MemberRow:
    """A member now: someone whose organisation is not in a consent may open nothing."""

    person: PersonRow
    since: datetime
    consented: bool
    me: bool

    @property
    def id(self) -> UUID:
        return self.person.id

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def role(self) -> str:
        return self.person.role

    @property
    def role_label(self) -> str:
        return self.person.role_label

    @property
    def organization(self) -> str:
        return self.person.organization

    @property
    def telephone(self) -> str:
        return self.person.telephone


@dataclass(frozen=True)
class JoinRow:
    id: UUID
    person: PersonRow
    asked_at: datetime
    consented: bool


def team(actor: Actor, compartment: UUID) -> tuple[MemberRow, ...]:
    with access.permitted(actor, Action.CARE_TEAM_READ, compartment) as deed:
        return team_in(deed)


def team_in(deed: Deed) -> tuple[MemberRow, ...]:
    """The members now, in the order in which they came, less who no longer works for the
    organisation. Two statements."""
    members = (
        CareTeamMember.objects.present(deed.at)
        .filter(compartment_id=deed.compartment, member__ended_at=None)
        .select_related("member__practitioner", "member__organization")
        .order_by("since", "pk")
    )
    consented = consented_in(deed)
    return tuple(
        MemberRow(
            person=row_of(row.member),
            since=row.since,
            consented=row.member.organization_id in consented,
            me=row.member_id == deed.actor.practitioner_role_id,
        )
        for row in members
    )


def consented_in(deed: Deed) -> frozenset[UUID]:
    """The organisations that a consent in force names."""
    named = ConsentedOrganization.objects.filter(compartment_id=deed.compartment, withdrawn_at=None)
    return frozenset(named.values_list("organization_id", flat=True))


def joins_in(deed: Deed) -> tuple[JoinRow, ...]:
    """Who asked to be let in and has no answer yet. Two statements."""
    asked = (
        JoinRequest.objects.filter(compartment_id=deed.compartment, decided_at=None)
        .select_related("asked_by__practitioner", "asked_by__organization")
        .order_by("asked_at", "pk")
    )
    consented = consented_in(deed)
    return tuple(
        JoinRow(
            row.pk, row_of(row.asked_by), row.asked_at, row.asked_by.organization_id in consented
        )
        for row in asked
    )


def candidates_in(deed: Deed) -> tuple[PersonRow, ...]:
    """Who may be added now: at work for a consented organisation, and not on the team."""
    present = CareTeamMember.objects.present(deed.at).filter(compartment_id=deed.compartment)
    there = set(present.values_list("member_id", flat=True))
    return tuple(row for row in colleagues(consented_in(deed)) if row.id not in there)
