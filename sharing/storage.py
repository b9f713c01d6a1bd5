"""Where files lie: on the local disk, behind the few verbs that any other place can offer too.

What is stored here is ciphertext already; a name says which row a file belongs to, and no more.
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import uuid4

from django.conf import settings

from sharing.durable import Landing, private, private_folder, put_in_place

UNFINISHED = ".unfinished"
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class DiskFull(Exception):
    """There is no room left for a file; nothing of it was kept."""


@dataclass(frozen=True)
class Listed:
    """One file as the storage knows it: bytes of ciphertext, and when it was put there."""

    name: str
    size: int
    modified: datetime


class Storage(Protocol):
    """Names are relative, with slashes; a file is never changed once it is there."""

    def create(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A file to write; durable and there when the block ends well, else nothing is left."""
        ...

    def written(self, name: str, parts: Iterable[bytes]) -> Callable[[], None]:
        """Written in one go; what is returned waits until it is durable. Both raise `DiskFull`.

        Cut off in between, a part of it may stay there under its name: only for what nobody reads
        before the wait has ended, and what is then written anew.
        """
        ...

    def open(self, name: str) -> BinaryIO:
        """A file to read anywhere in. Raises `FileNotFoundError`."""
        ...

    def remove(self, name: str) -> None:
        """Gone, whether it was there or not."""
        ...

    def listed(self, under: str = "") -> Iterator[Listed]: ...

    def free(self) -> int:
        """Bytes that still fit."""
        ...


class LocalDisk:
    """A folder of this machine."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @contextmanager
    def create(self, name: str) -> Iterator[BinaryIO]:
        path = self._path(name)
        unfinished = path.with_name(f"{path.name}.{uuid4().hex}{UNFINISHED}")
        with _whole_or_nothing(unfinished):
            private_folder(path.parent)
            with open(unfinished, "xb", opener=private) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            put_in_place(unfinished, path)

    def written(self, name: str, parts: Iterable[bytes]) -> Callable[[], None]:
        path = self._path(name)
        with _whole_or_nothing(path):
            private_folder(path.parent)
            landing = _launched(path, parts)

        def wait() -> None:
            with _whole_or_nothing(path):
                landing.wait()

        return wait

    def open(self, name: str) -> BinaryIO:
        return self._path(name).open("rb")

    def remove(self, name: str) -> None:
        path = self._path(name)
        path.unlink(missing_ok=True)
        with suppress(OSError):  # not empty, or gone already
            path.parent.rmdir()

    def listed(self, under: str = "") -> Iterator[Listed]:
        for path in sorted(self._path(under).rglob("*") if under else self.root.rglob("*")):
            with suppress(FileNotFoundError):  # removed while we look
                if path.is_file():
                    found = path.stat()
                    modified = datetime.fromtimestamp(found.st_mtime, UTC)
                    yield Listed(path.relative_to(self.root).as_posix(), found.st_size, modified)

    def free(self) -> int:
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        return shutil.disk_usage(self.root).free

    def _path(self, name: str) -> Path:
        path = (self.root / name).resolve()
        if not path.is_relative_to(self.root.resolve()):
            raise ValueError("a name that leads out of the storage")
        return path


def _launched(path: Path, parts: Iterable[bytes]) -> Landing:
    file = open(path, "wb", opener=private)  # noqa: SIM115 - closed once it has landed
    try:
        for part in parts:
            file.write(part)
        file.flush()
        return Landing(file, path.parent)
    except BaseException:
        with suppress(OSError):  # a full disk says so once more
            file.close()
        raise


@contextmanager
def _whole_or_nothing(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno in FULL:
            raise DiskFull from error
        raise


def storage() -> Storage:
    """The storage of this installation."""
    return LocalDisk(settings.ATTACHMENTS)
