"""The backup's folder: generations, and beside them the files that they share.

A file lies there once, named by the digest of its header and by its own; it is never changed.
Beside each generation lies a list of the files it needs, since the generation itself cannot be
opened here. Nothing in the folder says anything about anybody to who lacks the identity.
"""

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from config.backup.manifest import Kept
from sharing.durable import private, private_folder, put_in_place

FILE = re.compile(r"([0-9a-f]{64})\.([0-9a-f]{64})\.age")
GENERATION = re.compile(r"(\d{8}T\d{6}Z)(\.incomplete)?\.age")
UNFINISHED = ".unfinished"
BLOCK = 1024 * 1024


@dataclass(frozen=True)
class Generation:
    """One file of `generations`; `needs` are names of files on the shelf, None when unknown."""

    stamp: str
    path: Path
    complete: bool
    needs: frozenset[str] | None


class Shelf:
    """The folder of one installation's backups."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = root / "files"
        self._generations = root / "generations"

    def prepare(self) -> None:
        """Folders for their owner only, and nothing left of a run that was broken off."""
        for folder in (self.files, self._generations):
            private_folder(folder)
        for left in self.root.rglob(f"*{UNFINISHED}"):
            left.unlink(missing_ok=True)

    def generations(self) -> list[Generation]:
        """The newest first."""
        found = [
            Generation(named[1], path, not named[2], _needs(path))
            for path in self._generations.glob("*.age")
            if (named := GENERATION.fullmatch(path.name))
        ]
        return sorted(found, key=lambda one: one.stamp, reverse=True)

    def free_stamp(self, at: datetime) -> str:
        taken = {one.stamp for one in self.generations()}
        while (stamp := f"{at:%Y%m%dT%H%M%SZ}") in taken:
            at += timedelta(seconds=1)
        return stamp

    @contextmanager
    def generation(
        self, stamp: str, needs: Iterable[Kept], *, complete: bool
    ) -> Iterator[BinaryIO]:
        """A generation to write; there only when the block ends well, and its list before it."""
        name = f"{stamp}.age" if complete else f"{stamp}.incomplete.age"
        path = self._generations / name
        lines = "".join(sorted(f"{on_shelf(one)}\n" for one in needs))
        with _unfinished(_list_of(path)) as file:
            file.write(lines.encode())
            _finish(file, _list_of(path))
        with _unfinished(path) as file:
            yield file
            _finish(file, path)

    def held(self) -> dict[str, tuple[str, int]]:
        """Digest and size of every file that lies here, by the digest of its header."""
        return {
            named[1]: (named[2], path.stat().st_size)
            for path in self.files.glob("*/*.age")
            if (named := FILE.fullmatch(path.name))
        }

    def path(self, kept: Kept) -> Path:
        return self.root / on_shelf(kept)

    def put(
        self, name: str, header: str, source: BinaryIO, look: Callable[[BinaryIO], None]
    ) -> Kept:
        """Copies a file, durably. Looks at the copy first, and whatever that raises, this raises:
        killed at any moment, there is nothing here that was not looked at."""
        digest, size = hashlib.sha256(), 0
        folder = self.files / header[:2]
        private_folder(folder)
        with _unfinished(folder / uuid4().hex) as file:
            while data := source.read(BLOCK):
                digest.update(data)
                size += len(data)
                file.write(data)
            look(file)
            kept = Kept(name, size, digest.hexdigest(), header)
            _finish(file, self.path(kept))
        return kept

    def keep(self, count: int) -> tuple[int, int]:
        """Removes what is older than the newest so many complete generations, then the files that
        nobody needs any more. Returns how many of each; no files while a list is missing."""
        complete = [one.stamp for one in self.generations() if one.complete]
        oldest = complete[count - 1] if len(complete) >= count else ""
        gone = [one for one in self.generations() if one.stamp < oldest]
        for one in gone:
            one.path.unlink()
            _list_of(one.path).unlink(missing_ok=True)
        return len(gone), self._clear()

    def _clear(self) -> int:
        needed: set[str] = set()
        for one in self.generations():
            if one.needs is None:
                return 0
            needed |= one.needs
        unneeded = [
            path for path in self.files.glob("*/*.age")
            if path.relative_to(self.root).as_posix() not in needed
        ]  # fmt: skip
        for path in unneeded:
            path.unlink()
        return len(unneeded)


def on_shelf(kept: Kept) -> str:
    return f"files/{kept.header[:2]}/{kept.header}.{kept.sha256}.age"


def _list_of(path: Path) -> Path:
    return path.with_suffix(".files")


def _needs(path: Path) -> frozenset[str] | None:
    try:
        return frozenset(_list_of(path).read_text(encoding="ascii").split())
    except OSError:
        return None


@contextmanager
def _unfinished(name: Path) -> Iterator[BinaryIO]:
    """A file to write; gone when the block ends, unless `_finish` has put it in its place."""
    path = name.with_name(name.name + UNFINISHED)
    try:
        with open(path, "x+b", opener=private) as file:
            yield file
    finally:
        path.unlink(missing_ok=True)


def _finish(file: BinaryIO, path: Path) -> None:
    file.flush()
    os.fsync(file.fileno())
    put_in_place(Path(file.name), path)
