"""Files that the walk needs: some that entries speak of, and one on its way."""

from collections.abc import Mapping
from uuid import UUID

from messaging.actions import checking
from messaging.actions.entry import NewEntry, post_entry
from messaging.actions.upload import NewUpload, Part, append, begin
from messaging.content import Attached, Words
from messaging.vocabulary import EntryKind, Purpose
from sharing import clock
from sharing.uuid7 import uuid7
from tests.walk.things.wording import said
from tests.world import World

LENGTH = 3  # as `ask` announces it


def things(world: World) -> Mapping[str, UUID]:
    """Ids by name; those of the stranger's own room begin with "foreign-"."""
    return {
        "attachment": _shown(world, "sato", "P1"),
        "other-attachment": _shown(world, "sato", "P8"),
        "foreign-attachment": _shown(world, "kato", "foreign"),
        "upload": _begun(world, "sato", "P1"),
        "foreign-upload": _begun(world, "kato", "foreign"),
    }


def _shown(world: World, who: str, key: str) -> UUID:
    """A text that has arrived, was found clean, and stands in an entry."""
    actor, room, file = world.actor(who), world.room(key), uuid7()
    text = said(key, "訪問の控え").encode()
    begin(actor, room, NewUpload(file, len(text), f"{said(key, '訪問')}.txt"))
    append(actor, room, file, Part(0, text))
    assert checking.check_next()
    words = Words(attachments=(Attached(file, caption=said(key, "訪問")),))
    post_entry(actor, room, NewEntry(uuid7(), EntryKind.NOTE, Purpose.REPORT, words, clock.now()))
    return file


def _begun(world: World, who: str, key: str) -> UUID:
    file = uuid7()
    begin(world.actor(who), world.room(key), NewUpload(file, LENGTH, "写真.jpg"))
    return file
