"""The drill: a generation restored into a scratch place, and held against its manifest."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from audit import triggers
from config.backup import installed, state
from config.backup.arrived import is_whole
from config.backup.elsewhere import standing_in
from config.backup.manifest import Kept, Manifest
from config.backup.opening import (
    absent_keys,
    chosen,
    reading,
    refuse_unfit,
    wrong_with_file,
)
from config.backup.shelf import Shelf
from config.backup.turns import one_at_a_time
from messaging.pieces import upload_folder
from messaging.queries.files import FileRow, Flaw, flaw, rows
from messaging.vocabulary import AttachmentState
from sharing import age, keys
from sharing.models import RoomSecret
from sharing.vault import Stored


@dataclass(frozen=True)
class Check:
    """One line of the table: what the manifest says, and what was found."""

    what: str
    expected: str
    found: str
    wrong: bool = False


def prove(shelf: Shelf, identities: Sequence[age.Identity], stamp: str) -> Iterator[Check]:
    """Line by line. Raises `Trouble` when nothing at all can be proved."""
    database = installed.database()
    database.refuse_if_unable()
    with (
        one_at_a_time(settings.DATA, "drill"),
        reading(chosen(shelf, stamp), identities) as (reader, wrong_with_seal),
    ):
        database.tidy("drill")
        manifest = reader.manifest
        yield Check("generation", manifest.stamp, manifest.stamp)
        yield from _missing(manifest)
        yield from _files(shelf, manifest)
        lacking = [f"lacks {name}" for name in absent_keys(manifest)]
        yield _said("keyring", "holds every key", lacking)
        yield _said("seal", "of this installation", [wrong_with_seal])
        if wrong_with_seal:
            return  # what others wrote is given to no database, not even to one that goes away
        refuse_unfit(manifest)
        with database.scratch(reader.database()) as scratch, standing_in(scratch):
            yield from _database(manifest)
            yield from _tags(shelf, manifest)
            yield from _arrived(shelf, manifest)


def _missing(manifest: Manifest) -> Iterator[Check]:
    for name in manifest.missing:
        yield Check("missing since the backup", "", name, wrong=True)


def _files(shelf: Shelf, manifest: Manifest) -> Iterator[Check]:
    good = 0
    for kept in manifest.files:
        if trouble := wrong_with_file(shelf.path(kept), kept):
            yield Check(f"file {kept.name}", kept.sha256[:16], trouble, wrong=True)
        else:
            good += 1
    yield _counted("files by size and SHA-256", len(manifest.files), good)


def _database(manifest: Manifest) -> Iterator[Check]:
    found = state.counts()
    differing = state.differing(manifest.counts, found)
    for table in sorted(manifest.counts.keys() | found.keys()):
        expected, rows_found = manifest.counts.get(table, "-"), found.get(table, "-")
        yield Check(f"table {table}", str(expected), str(rows_found), table in differing)
    state.bring_up_to_date()  # as a restore would
    yield _counted("secrets that do not open", 0, state.unopened())
    yield _said("log", f"{manifest.tree.size} leaves", state.wrong_with_tree(manifest.tree))
    yield _said("guard of the log", "in place", triggers.missing(connection))


def _tags(shelf: Shelf, manifest: Manifest) -> Iterator[Check]:
    """Every chunk of every file that a row names."""
    kept = {one.name: one for one in manifest.files}
    good = named = 0
    for row in rows():
        if not row.opens and RoomSecret.objects.filter(compartment_id=row.room).exists():
            yield Check(f"attachment {row.id}", "opens", "does not open", wrong=True)
        if row.state != AttachmentState.CLEAN:
            continue
        if row.opens and not row.renditions:
            yield Check(f"attachment {row.id}", "names its files", "names none", wrong=True)
        for stored in row.renditions:
            named += 1
            if trouble := _wrong_with(shelf, kept.get(stored.name), row, stored):
                yield Check(f"attachment {stored.name}", "every chunk", trouble, wrong=True)
            else:
                good += 1
    yield _counted("attachments, every chunk's tag", named, good)


def _wrong_with(shelf: Shelf, kept: Kept | None, row: FileRow, stored: Stored) -> str:
    if kept is None:
        return "not in the manifest"
    try:
        with shelf.path(kept).open("rb") as file:
            return flaw(file, keys.of_room(row.room), stored) or ""
    except FileNotFoundError:
        return Flaw.MISSING


def _arrived(shelf: Shelf, manifest: Manifest) -> Iterator[Check]:
    """Every chunk of every file that waited in quarantine: nobody else may have it any more."""
    kept = defaultdict(list)
    for one in manifest.files:
        kept[one.name.rsplit("/", 1)[0]].append(one)
    good = named = 0
    for row in rows(state=AttachmentState.CHECKING):
        if not row.opens:  # told already, or erased
            continue
        named += 1
        folder = upload_folder(row.id)
        if trouble := _wrong_with_pieces(shelf, kept[folder], row):
            yield Check(f"attachment {folder}", "every piece", trouble, wrong=True)
        else:
            good += 1
    yield _counted("attachments to be checked, every piece", named, good)


def _wrong_with_pieces(shelf: Shelf, kept: Sequence[Kept], row: FileRow) -> str:
    room, pieces = keys.of_room(row.room), []
    try:
        for one in kept:
            with shelf.path(one).open("rb") as file:
                opened = age.Opened(file, room.identities)
                piece = Stored(one.name, opened.size, opened.header)
                if found := flaw(file, room, piece):
                    return found
            pieces.append(piece)
    except FileNotFoundError:
        return Flaw.MISSING
    except age.AgeError:
        return Flaw.DAMAGED
    return "" if is_whole(row.length, pieces) else Flaw.MISSING


def _counted(what: str, expected: int, found: int) -> Check:
    return Check(what, str(expected), str(found), expected != found)


def _said(what: str, expected: str, troubles: Sequence[str]) -> Check:
    said = "; ".join(trouble for trouble in troubles if trouble)
    return Check(what, expected, said or expected, bool(said))
