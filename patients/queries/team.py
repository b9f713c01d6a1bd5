"""チーム: the page of who is on the team, what the patient agreed to, and who asks to join."""

from dataclasses import dataclass
from uuid import UUID

from patients.queries.header import PatientHeader, header_in
from sharing import access
from sharing.actor import Actor
from sharing.queries.care_team import JoinRow, MemberRow, candidates_in, joins_in, team_in
from sharing.queries.consent import ConsentRow, consents_in
from sharing.queries.directory import OrganizationRow, PersonRow, organizations
from sharing.vocabulary import Action


@dataclass(frozen=True)
class TeamPage:
    header: PatientHeader
    members: tuple[MemberRow, ...]
    joins: tuple[JoinRow, ...]
    consents: tuple[ConsentRow, ...]
    candidates: tuple[PersonRow, ...]  # empty for who may not add anybody
    organizations: tuple[OrganizationRow, ...]
    may_amend: bool
    may_consent: bool


def team_page(actor: Actor, compartment: UUID) -> TeamPage:
    """Everything in one opening of the door."""
    with access.permitted(actor, Action.CARE_TEAM_READ, compartment, entity="CareTeam") as deed:
        may_amend = Action.CARE_TEAM_AMEND in deed.may
        return TeamPage(
            header=header_in(deed),
            members=team_in(deed),
            joins=joins_in(deed),
            consents=consents_in(deed),
            candidates=candidates_in(deed) if may_amend else (),
            organizations=organizations(),
            may_amend=may_amend,
            may_consent=Action.CONSENT_CREATE in deed.may,
        )
