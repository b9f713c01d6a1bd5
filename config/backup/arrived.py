"""Files that have arrived whole and wait in quarantine, in pieces.

Their devices may have let go of them already, so a backup holds every byte of them or says so.
"""

from collections.abc import Iterable

from messaging.pieces import HEAD
from sharing.vault import Stored


def is_whole(length: int, pieces: Iterable[Stored]) -> bool:
    """Whether every byte of a file lies in one of the pieces."""
    reached = 0
    for start, size in sorted((start_of(one.name), one.size - HEAD) for one in pieces):
        if not 0 <= start <= reached:
            return False
        reached = max(reached, start + size)
    return reached >= length


def start_of(name: str) -> int:
    """Where in its file a piece begins, as its name says; -1 for what is no piece."""
    start = name.rsplit("/", 1)[-1].removesuffix(".age")
    return int(start) if start.isdecimal() else -1
