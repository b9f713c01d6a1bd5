"""Circles: colleagues of several organisations who share the nights of their patients."""

from collections.abc import Iterable
from uuid import UUID

from sharing import access, clock, keys
from sharing.models import CareTeamMember, Compartment
from sharing.uuid7 import uuid7
from sharing.vocabulary import Action, RoomKind


def found_circle(members: Iterable[UUID]) -> UUID:
    """By who holds the server: a room for these practitioner roles, who then share its roster."""
    circle, now = uuid7(), clock.now()
    with access.witnessed("Server/operator", Action.DUTY_AMEND, entity=f"Compartment/{circle}"):
        Compartment.objects.create(pk=circle, kind=RoomKind.CIRCLE, created_at=now)
        keys.create_secret(circle)
        CareTeamMember.objects.bulk_create(
            CareTeamMember(compartment_id=circle, member_id=member, since=now, added_by_id=member)
            for member in members
        )
    return circle
