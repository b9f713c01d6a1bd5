"""Brings the files that rows name onto the shelf, each once and verified to its last byte."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from config.backup.arrived import is_whole, start_of
from config.backup.manifest import Kept
from config.backup.shelf import Shelf
from messaging.pieces import file_folder, upload_folder
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
        for row in rows(state=AttachmentState.CHECKING):  # first: soon they are elsewhere
            if row.opens:
                self._copy_arrived(row)
        for row in rows():
            if not row.opens:
                if not _is_erased(row):
                    self.missing.append(f"{row.id}: its room's secret does not open")
            elif row.state == AttachmentState.CLEAN:
                self._copy_clean(row)

    def _copy_arrived(self, row: FileRow) -> None:
        there = list(_pieces(row))
        if not is_whole(row.length, there):  # lost; or checked since the moment at hand
            self.missing.append(f"{upload_folder(row.id)}: {Flaw.MISSING}")
            return
        for piece in there:
            self._copy(keys.of_room(row.room), piece)

    def _copy_clean(self, row: FileRow) -> None:
        if not row.renditions:
            self.missing.append(f"{file_folder(row.id)}: {Flaw.MISSING}")
        for stored in row.renditions:
            self._copy(keys.of_room(row.room), stored)

    def _copy(self, room: RoomKeys, stored: Stored) -> None:
        header = stored.header.hex()
        held = self.held.get(header)
        source = _opened(stored)
        if source is None:
            if held:
                self.files.append(Kept(stored.name, held[1], held[0], header))
            else:
                self.missing.append(f"{stored.name}: {Flaw.MISSING}")
            return
        with source:  # opened once: what is removed from now on is still read to its end
            if held and source.seek(0, 2) == held[1]:
                self.files.append(Kept(stored.name, held[1], held[0], header))
            else:
                source.seek(0)
                self._put(room, stored, source)

    def _put(self, room: RoomKeys, stored: Stored, source: BinaryIO) -> None:
        def look(copy: BinaryIO) -> None:
            if found := flaw(copy, room, stored):
                raise _Flawed(found)

        try:
            kept = self.shelf.put(stored.name, stored.header.hex(), source, look)
        except _Flawed as flawed:
            self.missing.append(f"{stored.name}: {flawed}")
            return
        self.held[kept.header] = (kept.sha256, kept.size)
        self.files.append(kept)
        self.fresh += 1


class _Flawed(Exception):
    """The copy is not what its row names."""


def _is_erased(row: FileRow) -> bool:
    return not RoomSecret.objects.filter(compartment_id=row.room).exists()


def _opened(stored: Stored) -> BinaryIO | None:
    try:
        return storage().open(stored.name)
    except FileNotFoundError:
        return None


def _pieces(row: FileRow) -> Iterator[Stored]:
    identities = keys.of_room(row.room).identities
    listed = (one.name for one in storage().listed(upload_folder(row.id)))
    for name in (name for name in listed if start_of(name) >= 0):
        try:
            with storage().open(name) as file:
                piece = age.Opened(file, identities)
                yield Stored(name, piece.size, piece.header)
        except (FileNotFoundError, age.AgeError):
            continue
