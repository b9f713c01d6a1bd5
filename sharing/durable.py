"""Files and folders that outlive a power failure and belong to their owner only."""

import os
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import BinaryIO

OWNER_FILE, OWNER_FOLDER = 0o600, 0o700
AT_ONCE = 8  # waits for the disk


def private(path: str, flags: int) -> int:
    """An opener for files of their owner."""
    return os.open(path, flags, OWNER_FILE)


def private_folder(folder: Path) -> None:
    """Made durable from the top: a file in a folder that a power failure loses is lost as well."""
    if not folder.is_dir():
        private_folder(folder.parent)
        folder.mkdir(mode=OWNER_FOLDER, exist_ok=True)
        sync_folder(folder.parent)


def put_in_place(finished: Path, path: Path) -> None:
    """All of it at once; what it held must have been flushed before."""
    finished.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Landing:
    """A file that was written and is on its way to the disk, with its name in its folder.

    Both waits run at once, beside whoever goes on with something else meanwhile.
    """

    def __init__(self, file: BinaryIO, folder: Path) -> None:
        waits = _waits()
        self._landed: list[Future[None]] = [
            waits.submit(_sync_and_close, file),
            waits.submit(sync_folder, folder),
        ]

    def wait(self) -> None:
        """Returns once it is durable. Raises `OSError`, as for a disk that is full."""
        for one in self._landed:
            one.result()


def _sync_and_close(file: BinaryIO) -> None:
    with file:
        os.fsync(file.fileno())


@cache
def _waits() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="durable")
