"""Medicines and counts that the walk needs."""

from collections.abc import Mapping
from uuid import UUID

from messaging.actions.medicine import record_medicine
from patients.actions.medication import NewMedicine
from patients.medication import Medicine
from sharing import clock
from sharing.uuid7 import uuid7
from tests.walk.things.wording import said
from tests.world import World


def things(world: World) -> Mapping[str, UUID]:
    """Ids by name; those of the stranger's own room begin with "foreign-"."""
    return {
        "medicine": _medicine(world, "tanaka", "P1"),
        "other-medicine": _medicine(world, "tanaka", "P8"),
        "foreign-medicine": _medicine(world, "kato", "foreign"),
    }


def _medicine(world: World, who: str, room: str) -> UUID:
    told = Medicine(said(room, "薬"), "20mg", "1日1回 朝食後")
    new = NewMedicine(uuid7(), told, clock.now().date())
    record_medicine(world.actor(who), world.room(room), new)
    return new.id
