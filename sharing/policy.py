"""Who may do what. Pure functions of what is known: no database, no clock, no Django.

The tables below are the rule: the door decides by them, the role matrix shows them, the tests
compare them with docs/permission-matrix.csv.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sharing.vocabulary import Action, Role, RoomKind


class Column(StrEnum):
    """Roles that may do the same things in a patient's room."""

    PHYSICIAN = "physician"
    CLINICIAN = "clinician"
    COORDINATOR = "coordinator"
    CARER = "carer"
    OFFICE = "office"


COLUMN: Mapping[Role, Column] = {
    Role.PHYSICIAN: Column.PHYSICIAN,
    Role.HOSPITAL_PHYSICIAN: Column.PHYSICIAN,
    Role.DENTIST: Column.PHYSICIAN,
    Role.PHARMACIST: Column.CLINICIAN,
    Role.NURSE: Column.CLINICIAN,
    Role.NURSE_MANAGER: Column.CLINICIAN,
    Role.WARD_NURSE: Column.CLINICIAN,
    Role.DISCHARGE_NURSE: Column.CLINICIAN,
    Role.PUBLIC_HEALTH_NURSE: Column.CLINICIAN,
    Role.MIDWIFE: Column.CLINICIAN,
    Role.ASSISTANT_NURSE: Column.CLINICIAN,
    Role.PHYSICAL_THERAPIST: Column.CLINICIAN,
    Role.OCCUPATIONAL_THERAPIST: Column.CLINICIAN,
    Role.SPEECH_THERAPIST: Column.CLINICIAN,
    Role.DENTAL_HYGIENIST: Column.CLINICIAN,
    Role.DIETITIAN: Column.CLINICIAN,
    Role.SOCIAL_WORKER: Column.COORDINATOR,
    Role.PSYCHIATRIC_SOCIAL_WORKER: Column.COORDINATOR,
    Role.MEDICAL_SOCIAL_WORKER: Column.COORDINATOR,
    Role.CARE_MANAGER: Column.COORDINATOR,
    Role.CHIEF_CARE_MANAGER: Column.COORDINATOR,
    Role.SUPPORT_COORDINATOR: Column.COORDINATOR,
    Role.COMMUNITY_SUPPORT: Column.COORDINATOR,
    Role.SERVICE_MANAGER: Column.CARER,
    Role.HOME_HELPER: Column.CARER,
    Role.LIFE_COUNSELOR: Column.CARER,
    Role.EQUIPMENT_COUNSELOR: Column.CARER,
    Role.DEVICE_SUPPLIER: Column.CARER,
    Role.CARE_COORDINATOR: Column.OFFICE,
    Role.WELFARE_COUNCIL: Column.OFFICE,
    Role.MUNICIPAL_STAFF: Column.OFFICE,
    Role.CLERK: Column.OFFICE,
    Role.STUDENT: Column.OFFICE,
}

# In a patient's room, for members of the care team whose organisation the consent names, and for
# whoever is on duty for the patient's circle.
PATIENT_ROOM = """
                        physician clinician coordinator carer office
attachment:create       yes       yes       yes         yes   no
attachment:read         yes       yes       yes         yes   yes
care-team:amend         yes       yes       yes         no    no
care-team:read          yes       yes       yes         yes   yes
communication:amend     yes       yes       yes         yes   no
communication:create    yes       yes       yes         yes   no
communication:draft     yes       yes       yes         yes   no
communication:export    yes       yes       yes         no    no
communication:order     yes       no        no          no    no
communication:pin       yes       yes       yes         no    no
communication:read      yes       yes       yes         yes   yes
communication:relay     no        yes       no          no    no
communication:respond   yes       yes       yes         yes   no
communication:retract   yes       yes       yes         yes   no
concern:report          yes       yes       yes         yes   no
consent:create          yes       yes       yes         no    no
consent:withdraw        yes       yes       yes         no    no
location:update         yes       yes       yes         yes   no
medication:update       yes       yes       no          no    no
order:update            yes       yes       yes         yes   no
patient:read            yes       yes       yes         yes   yes
patient:update          yes       yes       yes         no    no
visit:attend            yes       yes       yes         yes   no
visit:plan              yes       yes       yes         yes   no
"""

# What who registers a patient does in the new room, in the same transaction.
FOUNDER = frozenset({Action.CARE_TEAM_AMEND, Action.CONSENT_CREATE, Action.PATIENT_UPDATE})

# In an organisation's room, for those at work there; the last column is its administrators.
ORGANIZATION_ROOM = """
                        physician clinician coordinator carer office administrator
account:invite          no        no        no          no    no     yes
account:read            yes       yes       yes         yes   yes    yes
account:suspend         no        no        no          no    no     yes
organization:update     no        no        no          no    no     yes
patient:create          yes       yes       yes         no    no     no
phrase:read             yes       yes       yes         yes   yes    yes
phrase:share            no        no        no          no    no     yes
phrase:update           yes       yes       yes         yes   yes    yes
practitioner-role:end   no        no        no          no    no     yes
"""

# In a circle's room, for the organisations that share its nights.
CIRCLE_ROOM = """
                        physician clinician coordinator carer office
duty:amend              yes       yes       no          no    no
"""

# In the sub-room of a concern, for its members: no consent stands above a person's safety.
CONCERN_ROOM = """
                        physician clinician coordinator carer office
attachment:create       yes       yes       yes         yes   yes
attachment:read         yes       yes       yes         yes   yes
communication:create    yes       yes       yes         yes   yes
communication:read      yes       yes       yes         yes   yes
communication:respond   yes       yes       yes         yes   yes
"""


class Basis(StrEnum):
    """Why somebody stands in a room."""

    CARE_TEAM = "care-team"
    DUTY = "duty"
    OWN_ORGANIZATION = "own-organization"


@dataclass(frozen=True)
class Standing:
    """What is known of one practitioner role towards one room at one moment."""

    room: RoomKind
    basis: Basis
    role: Role
    consented: bool = False
    administrator: bool = False


@dataclass(frozen=True)
class Decision:
    allowed: bool
    reason: str


def _read(table: str) -> Mapping[str, frozenset[Action]]:
    header, *rows = table.strip().splitlines()
    cells = [
        (row.split()[0], dict(zip(header.split(), row.split()[1:], strict=True))) for row in rows
    ]
    return {
        column: frozenset(Action(action) for action, words in cells if words[column] == "yes")
        for column in header.split()
    }


GRANTS: Mapping[RoomKind, Mapping[str, frozenset[Action]]] = {
    RoomKind.PATIENT: _read(PATIENT_ROOM),
    RoomKind.ORGANIZATION: _read(ORGANIZATION_ROOM),
    RoomKind.CIRCLE: _read(CIRCLE_ROOM),
    RoomKind.CONCERN: _read(CONCERN_ROOM),
}


def granted(standing: Standing) -> frozenset[Action]:
    """Everything this standing allows."""
    if standing.room is RoomKind.PATIENT and not standing.consented:
        return frozenset()
    table = GRANTS[standing.room]
    actions = table[COLUMN[standing.role]]
    return actions | table.get("administrator", frozenset()) if standing.administrator else actions


def decide(action: Action, standing: Standing | None) -> Decision:
    if standing is None:
        return Decision(False, "no standing")
    if standing.room is RoomKind.PATIENT and not standing.consented:
        return Decision(False, "no consent")
    if action not in granted(standing):
        return Decision(False, "role does not include this")
    return Decision(True, standing.basis)
