"""What a patient's timeline page needs besides its entries, in one opening of the door."""

from dataclasses import dataclass
from uuid import UUID

from messaging.labels import PURPOSE_LABELS
from messaging.vocabulary import Purpose
from patients.labels import VITAL_CONDITION_LABELS
from patients.queries import observation
from patients.queries.header import PatientHeader, header_in
from patients.vital_form import VitalField, vital_fields
from sharing import access
from sharing.actor import Actor
from sharing.labels import PROFESSION_LABELS, ROLE_LABELS
from sharing.queries.care_team import team_in
from sharing.vocabulary import PROFESSION, Action, Role

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class TeamMate:
    id: UUID
    name: str
    role_label: str
    organization: str


@dataclass(frozen=True)
class TimelinePage:
    room: UUID
    header: PatientHeader
    team: list[TeamMate]
    roles: Choices
    purposes: Choices
    conditions: Choices
    vital_fields: tuple[VitalField, ...]
    previous: dict[str, str]
    may_write: bool


def timeline_page(actor: Actor, room: UUID) -> TimelinePage:
    with access.permitted(actor, Action.PATIENT_READ, room, entity="timeline") as deed:
        header = header_in(deed)
        members = team_in(deed)
        previous = observation.latest_in(deed)
        may = deed.may
    professions = {PROFESSION[Role(member.role)] for member in members}
    return TimelinePage(
        room=room,
        header=header,
        team=[
            TeamMate(
                member.id, member.name, str(ROLE_LABELS[Role(member.role)]), member.organization
            )
            for member in members
        ],
        roles=[(one, str(label)) for one, label in PROFESSION_LABELS.items() if one in professions],
        purposes=_purposes(may),
        conditions=[(one, str(label)) for one, label in VITAL_CONDITION_LABELS.items()],
        vital_fields=vital_fields(),
        previous=previous,
        may_write=Action.COMMUNICATION_CREATE in may,
    )


def _purposes(may: frozenset[Action]) -> Choices:
    orders = Action.COMMUNICATION_ORDER in may
    return [
        (purpose, str(label))
        for purpose, label in PURPOSE_LABELS.items()
        if purpose is not Purpose.ORDER or orders
    ]
