"""What a patient's timeline page needs besides its entries, in one opening of the door."""

from dataclasses import dataclass
from uuid import UUID

from messaging.labels import ENTRY_KIND_LABELS, PURPOSE_LABELS
from messaging.note_kinds import writes
from messaging.queries.drafts import DraftRow, drafts_in
from messaging.queries.handover import OpenPoints, points_in
from messaging.queries.pins import AtHand, at_hand_in
from messaging.vocabulary import Purpose
from patients.labels import VITAL_CONDITION_LABELS
from patients.queries import observation
from patients.queries.baseline import baseline_of, profile_in
from patients.queries.header import PatientHeader, header_in
from patients.queries.medications import medication_lines_in
from patients.queries.observation import Glance
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
    profession: str


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
    glances: tuple[Glance, ...]
    medicines: tuple[str, ...]
    may_write: bool
    writes: Choices
    drafts: tuple[DraftRow, ...]
    at_hand: AtHand
    handover: OpenPoints


def timeline_page(actor: Actor, room: UUID) -> TimelinePage:
    with access.permitted(actor, Action.PATIENT_READ, room, entity="timeline") as deed:
        header = header_in(deed)
        members = team_in(deed)
        recent = observation.recent_in(deed)
        baseline = baseline_of(profile_in(deed), recent, deed.at)
        medicines = medication_lines_in(deed)
        drafts = drafts_in(deed)
        at_hand = at_hand_in(deed)
        handover = points_in(deed)
        may = deed.may
    professions = {PROFESSION[Role(member.role)] for member in members}
    return TimelinePage(
        room=room,
        header=header,
        team=[
            TeamMate(
                member.id,
                member.name,
                str(ROLE_LABELS[Role(member.role)]),
                member.organization,
                member.person.profession,
            )
            for member in members
        ],
        roles=[(one, str(label)) for one, label in PROFESSION_LABELS.items() if one in professions],
        purposes=_purposes(may),
        conditions=[(one, str(label)) for one, label in VITAL_CONDITION_LABELS.items()],
        vital_fields=vital_fields(baseline),
        previous=observation.latest_of(recent),
        glances=observation.glances(recent, baseline),
        medicines=medicines,
        may_write=Action.COMMUNICATION_CREATE in may,
        writes=[(kind, str(ENTRY_KIND_LABELS[kind])) for kind in writes(actor.profession)],
        drafts=drafts,
        at_hand=at_hand,
        handover=handover,
    )


def _purposes(may: frozenset[Action]) -> Choices:
    orders = Action.COMMUNICATION_ORDER in may
    return [
        (purpose, str(label))
        for purpose, label in PURPOSE_LABELS.items()
        if purpose is not Purpose.ORDER or orders
    ]
