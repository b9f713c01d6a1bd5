"""Holds the storage against the rows: files that nobody names, and rows that lack their files.

Safe while the server runs. A row is there before its first file is, so files are listed first and
rows are asked afterwards: what has no row then never gets one. Two hours on top are for a clock
that is wrong, and for a check that was cut off and begins anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from messaging.queries.files import FileRow, Flaw, flaw, rows, rows_of
from messaging.vocabulary import AttachmentState
from sharing import clock, keys
from sharing.storage import UNFINISHED, Listed, storage
from sharing.vault import Stored

LEAST_AGE = timedelta(hours=2)
LEAST_AGE_UNFINISHED = timedelta(hours=1)
AT_ONCE = 500
ARRIVING = (AttachmentState.RECEIVING, AttachmentState.CHECKING)


class Kind(StrEnum):
    """Why nobody needs a file."""

    UNFINISHED = "unfinished"
    NO_ROW = "no row"
    NOT_NAMED = "not named by its row"


@dataclass(frozen=True)
class Orphan:
    kind: Kind
    file: Listed


@dataclass(frozen=True)
class Trouble:
    """A row whose file is not what it should be; its name holds ids only."""

    flaw: Flaw
    room: UUID
    stored: Stored

    @property
    def name(self) -> str:
        return self.stored.name


@dataclass(frozen=True)
class Held:
    """Everything that lies in the storage: how many files, and bytes of ciphertext."""

    files: int
    size: int


def held() -> Held:
    sizes = [listed.size for listed in storage().listed()]
    return Held(len(sizes), sum(sizes))


def orphans() -> Iterator[Orphan]:
    """Old enough to be sure of. What is named like nothing of ours is left alone."""
    at = clock.now()
    page: list[tuple[UUID, Listed]] = []
    for listed in storage().listed():
        if listed.name.endswith(UNFINISHED):
            if at - listed.modified > LEAST_AGE_UNFINISHED:
                yield Orphan(Kind.UNFINISHED, listed)
        elif (owner := _owner(listed.name)) and at - listed.modified > LEAST_AGE:
            page.append((owner, listed))
        if len(page) == AT_ONCE:
            yield from _without_use(page)
            page = []
    yield from _without_use(page)


def _owner(name: str) -> UUID | None:
    parts = name.split("/")
    try:
        return UUID(parts[2]) if len(parts) == 4 and parts[0] in ("files", "uploads") else None
    except ValueError:
        return None


def _without_use(page: Sequence[tuple[UUID, Listed]]) -> Iterator[Orphan]:
    found = rows_of({owner for owner, _listed in page})
    for owner, listed in page:
        if kind := _kind(found.get(owner), listed.name):
            yield Orphan(kind, listed)


def _kind(row: FileRow | None, name: str) -> Kind | None:
    """A row that does not open may name it: only its own keyring could tell."""
    if row is None:
        return Kind.NO_ROW
    if not row.opens:
        return None
    if name.startswith("uploads/"):
        used = row.state in ARRIVING
    elif row.state == AttachmentState.CLEAN:
        used = name in {stored.name for stored in row.renditions}
    else:
        used = row.state == AttachmentState.CHECKING
    return None if used else Kind.NOT_NAMED


def troubles(room: UUID | None, *, every_chunk: bool) -> Iterator[Trouble]:
    """Files that rows name and that are not there; or, by `every_chunk`, do not open either."""
    for row in rows(room):
        for stored in row.renditions if row.state == AttachmentState.CLEAN else ():
            found = _flaw(row, stored) if every_chunk else _absent(stored)
            if found and _is_still_named(row.id, stored):
                yield Trouble(found, row.room, stored)


def unreadable(room: UUID | None) -> int:
    """Rows whose room's secret is not at hand."""
    return sum(not row.opens for row in rows(room))


def _absent(stored: Stored) -> Flaw | None:
    try:
        storage().open(stored.name).close()
    except FileNotFoundError:
        return Flaw.MISSING
    return None


def _flaw(row: FileRow, stored: Stored) -> Flaw | None:
    try:
        with storage().open(stored.name) as file:
            return flaw(file, keys.of_room(row.room), stored)
    except FileNotFoundError:
        return Flaw.MISSING


def _is_still_named(attachment: UUID, stored: Stored) -> bool:
    """It may have been given up while it was looked for."""
    row = rows_of([attachment]).get(attachment)
    return row is not None and stored in row.renditions
