"""Rows of who we are and who may open what."""

from sharing.models.account import (
    Account,
    Invitation,
    Passkey,
    RecoveryCode,
    Session,
    Throttle,
)
from sharing.models.care_team import CareTeamMember, Duty, JoinRequest
from sharing.models.compartment import (
    Compartment,
    InCompartment,
    InCompartmentQuerySet,
    JournalLine,
    RoomSecret,
)
from sharing.models.consent import Consent, ConsentedOrganization
from sharing.models.installation import Installation, InstallationSecret
from sharing.models.ledger import Operation
from sharing.models.organization import (
    Organization,
    Practitioner,
    PractitionerQualification,
    PractitionerRole,
)
from sharing.models.totp import TotpDevice

__all__ = [
    "Account",
    "CareTeamMember",
    "Compartment",
    "Consent",
    "ConsentedOrganization",
    "Duty",
    "InCompartment",
    "InCompartmentQuerySet",
    "Installation",
    "InstallationSecret",
    "Invitation",
    "JoinRequest",
    "JournalLine",
    "Operation",
    "Organization",
    "Passkey",
    "Practitioner",
    "PractitionerQualification",
    "PractitionerRole",
    "RecoveryCode",
    "RoomSecret",
    "Session",
    "Throttle",
    "TotpDevice",
]
