"""One backup, restore or drill of an installation at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.backup.trouble import Trouble
from sharing.durable import private, private_folder


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
