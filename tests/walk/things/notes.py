"""Drafts that the walk needs."""

from collections.abc import Mapping
from uuid import UUID

from messaging.actions.draft import NewDraft, save_draft
from messaging.vocabulary import EntryKind
from sharing.uuid7 import uuid7
from tests.walk.things.wording import said
from tests.world import World


def things(world: World) -> Mapping[str, UUID]:
    """Ids by name; those of the stranger's own room begin with "foreign-"."""
    made = {"draft": uuid7(), "foreign-draft": uuid7()}
    for name, person, room in (("draft", "sato", "P1"), ("foreign-draft", "kato", "foreign")):
        given = NewDraft(made[name], EntryKind.VISIT_NOTE, 0, {"text": said(room, "下書き")})
        save_draft(world.actor(person), world.room(room), given)
    return made
