"""Puts entries into the rooms of a load generator, and one nurse on all of their teams."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sharing import clock
from sharing.actions.care_team import add_member
from sharing.actor import Actor
from sharing.models import CareTeamMember, PractitionerRole
from sharing.vocabulary import PROFESSION, Role
from tests.load.library import Shelf, fill

YEARS = timedelta(days=700)


def shelve(one: int, whole: int) -> None:
    first, *others = rooms_of()
    nurse = team_of(first)[0]
    _fill(first, one)
    for number, room in enumerate(others):
        add_member(team_of(room)[0], room, nurse.practitioner_role_id)
        share = (whole - one) // len(others)
        _fill(room, share + (number < (whole - one) % len(others)))


def rooms_of() -> list[UUID]:
    """In the order in which they were made; the ids sort by time."""
    members = CareTeamMember.objects.values_list("compartment_id", flat=True)
    return sorted(set(members))


def team_of(room: UUID) -> Sequence[Actor]:
    works = PractitionerRole.objects.filter(
        pk__in=CareTeamMember.objects.filter(compartment_id=room).values("member_id")
    ).select_related("practitioner", "organization")
    return [
        Actor(
            one.pk, one.organization_id, Role(one.role), PROFESSION[Role(one.role)],
            one.practitioner.name, one.organization.name,
        )
        for one in works.order_by("pk")
    ]  # fmt: skip


def _fill(room: UUID, count: int) -> None:
    fill(Shelf(room, team_of(room), clock.now() - YEARS), count, seed=room.int % 2**32)
