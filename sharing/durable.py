"""Files and folders that outlive a power failure and belong to their owner only."""

import os
from pathlib import Path

OWNER_FILE, OWNER_FOLDER = 0o600, 0o700


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
