"""Who is acting: a practitioner in one of their roles, in one session, with their signature."""

from dataclasses import dataclass
from uuid import UUID

from sharing.vocabulary import Profession, Role


@dataclass(frozen=True)
class Actor:
    practitioner_role_id: UUID
    organization_id: UUID
    role: Role
    profession: Profession
    name: str
    organization: str
    administrator: bool = False
    session: str = ""  # a tag of the session, for the trace; never the cookie

    def __str__(self) -> str:
        return f"PractitionerRole/{self.practitioner_role_id}"
