"""Puts back what the server has lost or what has rotted there, from the backup's folder.

Needs no identity: a file is sealed for its room, and found by the digest that its row keeps.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from config.backup.making import OPERATOR
from config.backup.manifest import Kept
from config.backup.shelf import BLOCK, Shelf
from config.backup.turns import one_at_a_time
from messaging.queries.files import flaw
from messaging.queries.upkeep import Trouble, troubles
from sharing import access, keys
from sharing.storage import storage


@dataclass(frozen=True)
class Mended:
    """A file that was missing or damaged; `mended` is false when the folder has no good copy."""

    name: str
    mended: bool


def mend(shelf: Shelf) -> Iterator[Mended]:
    """Looks at every chunk of every file, and then puts back what it can."""
    with one_at_a_time(settings.DATA, "backup"):
        held = shelf.held()
        for trouble in list(troubles(None, every_chunk=True)):
            header = trouble.stored.header.hex()
            digest, size = held.get(header, ("", 0))
            kept = Kept(trouble.name, size, digest, header) if digest else None
            yield Mended(trouble.name, kept is not None and _put_back(shelf, kept, trouble))


def _put_back(shelf: Shelf, kept: Kept, trouble: Trouble) -> bool:
    with shelf.path(kept).open("rb") as copy:
        if flaw(copy, keys.of_room(trouble.room), trouble.stored):
            return False
        with access.witnessed(OPERATOR, "files:mend", entity=kept.name, room=trouble.room):
            pass
        copy.seek(0)
        with storage().create(kept.name) as file:
            while data := copy.read(BLOCK):
                file.write(data)
    return True
