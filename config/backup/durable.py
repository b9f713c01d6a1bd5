"""Files that outlive a power failure and belong to their owner only, and one run at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.backup.trouble import Trouble

OWNER_FILE, OWNER_FOLDER = 0o600, 0o700


def private(path: str, flags: int) -> int:
    """An opener for files of their owner."""
    return os.open(path, flags, OWNER_FILE)


def private_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=OWNER_FOLDER, exist_ok=True)
        sync_folder(folder.parent)


def put_in_place(finished: Path, path: Path) -> None:
    finished.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def one_at_a_time(data: Path, deed: str) -> Iterator[None]:
    """Holds a lock that ends with the process, however it ends."""
    private_folder(data)
    with open(data / f".{deed}.lock", "ab", opener=private) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble(f"another {deed} of this installation is running") from None
        yield
