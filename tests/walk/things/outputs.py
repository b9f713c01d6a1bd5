"""Phrases and concerns that the walk needs."""

from collections.abc import Mapping
from uuid import UUID

from messaging.actions.concern import NewConcern, report_concern
from messaging.actions.phrase import NewPhrase, add_phrase
from messaging.concern import ConcernKind
from messaging.phrases import PhraseUse
from sharing.actions.concern import concern_room
from sharing.uuid7 import uuid7
from tests.walk.things.wording import said
from tests.world import World


def things(world: World) -> Mapping[str, UUID]:
    """Ids by name; those of the stranger's own room begin with "foreign-"."""
    return {
        "phrase": _phrase(world, "sato", "P1"),
        "foreign-phrase": _phrase(world, "kato", "foreign"),
        "concern": _concern(world, "sato", "P1"),
        "foreign-concern": _concern(world, "kato", "foreign"),
    }


def _phrase(world: World, who: str, room: str) -> UUID:
    new = NewPhrase(uuid7(), said(room, "定型は{時刻}に。"), PhraseUse.NOTICE)
    add_phrase(world.actor(who), new)
    return new.id


def _concern(world: World, who: str, key: str) -> UUID:
    actor, room = world.actor(who), world.room(key)
    kinds = (ConcernKind.PHYSICAL,)
    seen = said(key, "心配")
    report_concern(actor, room, NewConcern(uuid7(), kinds, "", False, seen, ""))
    return concern_room(room, actor.organization_id)
