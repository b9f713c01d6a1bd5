"""What policy needs to know, in one statement whatever the number of rooms or people.

Every post, pull and ring asks it.
"""

# ruff: noqa: S608 - statements are put together from constants of this module

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sharing import sql
from sharing.policy import Basis, Standing
from sharing.vocabulary import Role, RoomKind

# A duty's doctor may finish and hand over; his standing ends at the latest this long after it.
DUTY_GRACE = timedelta(hours=4)

_CONSENTED = """EXISTS (
    SELECT 1 FROM sharing_consentedorganization consented
    WHERE consented.compartment_id = room.id
      AND consented.organization_id = works.organization_id
      AND consented.withdrawn_at IS NULL)"""

_WORKS = """JOIN sharing_practitioner person ON person.id = works.practitioner_id
LEFT JOIN sharing_account account ON account.practitioner_id = person.id"""

_AT_WORK = "works.ended_at IS NULL AND account.suspended_at IS NULL"

_CARE_TEAM = f"""
SELECT room.id, room.kind, '{Basis.CARE_TEAM}', works.id, works.role, works.administrator,
       room.cursor, {_CONSENTED}
FROM sharing_careteammember member
JOIN sharing_compartment room ON room.id = member.compartment_id
JOIN sharing_practitionerrole works ON works.id = member.member_id
{_WORKS}
WHERE member.since <= %(at)s AND (member.until IS NULL OR member.until > %(at)s) AND {_AT_WORK}"""

_DUTY = f"""
SELECT room.id, room.kind, '{Basis.DUTY}', works.id, works.role, works.administrator,
       room.cursor, {_CONSENTED}
FROM sharing_duty duty
JOIN sharing_compartment room ON room.circle_id = duty.compartment_id
JOIN sharing_practitionerrole works ON works.id = duty.on_duty_id
{_WORKS}
WHERE duty.since <= %(at)s AND duty.until > %(grace)s AND duty.handed_back_at IS NULL
  AND {_AT_WORK}"""

_OWN_ORGANIZATION = f"""
SELECT room.id, room.kind, '{Basis.OWN_ORGANIZATION}', works.id, works.role, works.administrator,
       room.cursor, {_CONSENTED}
FROM sharing_practitionerrole works
JOIN sharing_compartment room ON room.id = works.organization_id
{_WORKS}
WHERE {_AT_WORK}"""

_PARTS = (_CARE_TEAM, _DUTY, _OWN_ORGANIZATION)


@dataclass(frozen=True)
class Fact:
    """One reason for which one practitioner role stands in one room."""

    compartment: UUID
    practitioner_role: UUID
    standing: Standing
    head: int  # the room's cursor at that moment


def fact_of(practitioner_role: UUID, compartment: UUID, at: datetime) -> Fact | None:
    """One role's standing towards one room; the care team counts before the duty."""
    facts = _facts(
        "room.id = %(room)s AND works.id = %(works)s",
        at,
        room=sql.key(compartment),
        works=sql.key(practitioner_role),
    )
    return facts[0] if facts else None


def standings_of(practitioner_role: UUID, at: datetime) -> Mapping[UUID, Standing]:
    """One role's standing towards every room where they have any."""
    return _by_room(_facts("works.id = %(works)s", at, works=sql.key(practitioner_role)))


def standings_towards(compartment: UUID, at: datetime) -> Mapping[UUID, Standing]:
    """Every role's standing towards one room."""
    facts = _facts("room.id = %(room)s", at, room=sql.key(compartment))
    return {fact.practitioner_role: fact.standing for fact in reversed(facts)}


def standings_of_many(
    practitioner_roles: Iterable[UUID], at: datetime
) -> Mapping[UUID, Mapping[UUID, Standing]]:
    """For the pump: every room of everyone listening, by role and room."""
    marks, keys = sql.listed("works", practitioner_roles)
    found: dict[UUID, dict[UUID, Standing]] = {}
    for fact in reversed(_facts(f"works.id IN ({marks})", at, **keys)):
        found.setdefault(fact.practitioner_role, {})[fact.compartment] = fact.standing
    return found


def _facts(where: str, at: datetime, **keys: sql.Value) -> list[Fact]:
    statement = " UNION ALL ".join(f"{part} AND {where}" for part in _PARTS)
    parameters = {"at": sql.moment(at), "grace": sql.moment(at - DUTY_GRACE), **keys}
    return [
        Fact(
            sql.as_uuid(room),
            sql.as_uuid(works),
            Standing(
                RoomKind(kind), Basis(basis), Role(role), bool(consented), bool(administrator)
            ),
            head,
        )
        for room, kind, basis, works, role, administrator, head, consented in sql.select(
            statement, parameters
        )
    ]


def _by_room(facts: list[Fact]) -> dict[UUID, Standing]:
    return {fact.compartment: fact.standing for fact in reversed(facts)}
