"""Orders and asks that the walk needs."""

from collections.abc import Mapping
from uuid import UUID

from messaging.actions.claim import NewClaim, claim
from messaging.actions.entry import NewEntry, post_entry
from messaging.content import Target, Words
from messaging.models import Order
from messaging.vocabulary import EntryKind, Purpose, TargetKind
from sharing import clock
from sharing.uuid7 import uuid7
from tests.walk.things.wording import said
from tests.world import World

NURSES = Target(TargetKind.ROLE, "nurse")


def things(world: World) -> Mapping[str, UUID]:
    """Ids by name; those of the stranger's own room begin with "foreign-"."""
    return {
        "order": _order(world, "tanaka", "P1"),
        "other-order": _order(world, "tanaka", "P8"),
        "foreign-order": _order(world, "kato", "foreign"),
        "asked": _ask(world, "tanaka", "P1"),
        "claimed": _claimed(world),
    }


def _order(world: World, who: str, room: str) -> UUID:
    entry = _entry(world, who, room, Purpose.ORDER)
    return Order.objects.get(communication_id=entry).pk


def _ask(world: World, who: str, room: str) -> UUID:
    return _entry(world, who, room, Purpose.CONSULT)


def _entry(world: World, who: str, room: str, purpose: Purpose) -> UUID:
    words = Words(said(room, "指示"))
    entry = NewEntry(uuid7(), EntryKind.NOTE, purpose, words, clock.now(), to=(NURSES,))
    post_entry(world.actor(who), world.room(room), entry)
    return entry.id


def _claimed(world: World) -> UUID:
    asked = _ask(world, "tanaka", "P1")
    claim(world.actor("sato"), world.room("P1"), NewClaim(uuid7(), asked, NURSES))
    return asked
