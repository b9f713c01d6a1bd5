"""Brings the files that rows name onto the shelf, each once and verified to its last byte."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

from config.backup.manifest import Kept
from config.backup.shelf import Shelf
from messaging.pieces import upload_folder
from messaging.queries.files import FileRow, Flaw, flaw, rows
from messaging.vocabulary import AttachmentState
from sharing import age, keys
from sharing.keys import RoomKeys
from sharing.models import RoomSecret
from sharing.storage import storage
from sharing.vault import Stored


@dataclass
class Copying:
    """Of one backup: `held` is what lies on the shelf, by the digest of a file's header."""

    shelf: Shelf
    held: dict[str, tuple[str, int]]
    fresh: int = 0
    files: list[Kept] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def copy_all(self) -> None:
        """Everything that the database at hand names. What a row names and nobody can find or
        open stands in `missing`, by its name."""
        self.files, self.missing = [], []
        for row in rows():
            if not row.opens:
                if not _is_erased(row):
                    self.missing.append(f"{row.id}: its room's secret does not open")
            elif row.state == AttachmentState.CLEAN:
                for stored in row.renditions:
                    self._copy(keys.of_room(row.room), stored)
            elif row.state == AttachmentState.CHECKING:
                # Gone in between: it was checked, and a restore asks its device for it again.
                for piece in list(_pieces(row)):
                    self._copy(keys.of_room(row.room), piece)

    def _copy(self, room: RoomKeys, stored: Stored) -> None:
        header = stored.header.hex()
        size = _size(stored)
        held = self.held.get(header)
        if held and size in (None, held[1]):
            self.files.append(Kept(stored.name, held[1], held[0], header))
        elif size is None:
            self.missing.append(f"{stored.name}: {Flaw.MISSING}")
        else:
            self._put(room, stored)

    def _put(self, room: RoomKeys, stored: Stored) -> None:
        with storage().open(stored.name) as source:
            kept = self.shelf.put(stored.name, stored.header.hex(), source)
        with self.shelf.path(kept).open("rb") as copy:
            found = flaw(copy, room, stored)
        if found:
            self.shelf.path(kept).unlink()
            self.missing.append(f"{stored.name}: {found}")
            return
        self.held[kept.header] = (kept.sha256, kept.size)
        self.files.append(kept)
        self.fresh += 1


def _is_erased(row: FileRow) -> bool:
    return not RoomSecret.objects.filter(compartment_id=row.room).exists()


def _size(stored: Stored) -> int | None:
    try:
        with storage().open(stored.name) as file:
            return file.seek(0, 2)
    except FileNotFoundError:
        return None


def _pieces(row: FileRow) -> Iterator[Stored]:
    """A whole file that waits in quarantine: its device may have let go of it already."""
    identities = keys.of_room(row.room).identities
    for listed in storage().listed(upload_folder(row.id)):
        try:
            with closing(age.Opened(storage().open(listed.name), identities)) as piece:
                yield Stored(listed.name, piece.size, piece.header)
        except (FileNotFoundError, age.AgeError):
            continue
