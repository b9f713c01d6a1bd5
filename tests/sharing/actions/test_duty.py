"""Who is on duty for a circle opens its patients' rooms, for that time and no longer."""

from datetime import timedelta
from uuid import UUID

import pytest

from patients.queries.header import header
from sharing import clock
from sharing.access import AccessDenied
from sharing.actions.care_team import remove_member
from sharing.actions.circle import found_circle
from sharing.actions.duty import assign_duty, cover, hand_back
from sharing.invalid import Invalid
from sharing.uuid7 import uuid7
from tests.world import World, build


@pytest.fixture
def night(db: None) -> World:
    """Ogawa's clinic is consented through her place on P1's team, from which she then is taken."""
    return build(["sato", "tanaka", "ogawa", "kato"], ["P1"])


@pytest.fixture
def circle(night: World) -> UUID:
    return found_circle([night.role("tanaka")])


def opens(world: World, person: str) -> bool:
    try:
        header(world.actor(person), world.room("P1"))
    except AccessDenied:
        return False
    return True


def test_duty_opens_a_covered_room_and_closes_it_again(night: World, circle: UUID) -> None:
    chair, room, now = night.actor("tanaka"), night.room("P1"), clock.now()
    remove_member(night.actor("sato"), room, night.role("ogawa"))
    assert not opens(night, "ogawa")
    cover(chair, room, circle)
    duty = assign_duty(chair, circle, night.role("ogawa"), now, now + timedelta(hours=12))
    assert opens(night, "ogawa")
    with clock.at(now + timedelta(hours=15)):
        assert opens(night, "ogawa")  # to finish and hand over
    with clock.at(now + timedelta(hours=16, minutes=1)):
        assert not opens(night, "ogawa")
    hand_back(chair, circle, duty)
    assert not opens(night, "ogawa")


def test_duty_opens_nothing_to_who_the_patient_has_not_agreed_to(
    night: World, circle: UUID
) -> None:
    chair, now = night.actor("tanaka"), clock.now()
    cover(chair, night.room("P1"), circle)
    assign_duty(chair, circle, night.role("kato"), now, now + timedelta(hours=12))
    assert not opens(night, "kato")


def test_only_who_stands_in_the_circle_assigns_and_covers(night: World, circle: UUID) -> None:
    nurse, now = night.actor("sato"), clock.now()
    with pytest.raises(AccessDenied):
        assign_duty(nurse, circle, night.role("sato"), now, now + timedelta(hours=1))
    with pytest.raises(Invalid):
        cover(nurse, night.room("P1"), circle)


def test_a_duty_that_ends_before_it_begins_is_refused(night: World, circle: UUID) -> None:
    chair, now = night.actor("tanaka"), clock.now()
    with pytest.raises(Invalid):
        assign_duty(chair, circle, night.role("ogawa"), now, now)
    with pytest.raises(Invalid):
        assign_duty(chair, circle, uuid7(), now, now + timedelta(hours=1))
