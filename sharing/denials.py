"""Refusals, and how often one actor met them: ten leaves one by one, then one counted a minute."""

import threading
from datetime import datetime, timedelta
from uuid import UUID

from sharing.vocabulary import Action

SINGLY = 10
PERIOD = timedelta(minutes=1)
FORGOTTEN = timedelta(hours=1)


class AccessDenied(Exception):
    """Not allowed, or not there: whoever asks learns neither."""

    def __init__(self, action: Action, reason: str) -> None:
        super().__init__(f"{action}: {reason}")
        self.reason = reason


def absent(action: Action) -> AccessDenied:
    """For what is not in the room: answered and traced like a room that is not there."""
    return AccessDenied(action, "not in this room")


class Denials:
    """Counts in memory, per process. What is not yet written comes with the next refusal."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: dict[UUID, tuple[int, int, datetime]] = {}  # total, unwritten, last written

    def count(self, who: UUID, at: datetime) -> int:
        """How many refusals the leaf to write now stands for; 0 when none is due."""
        with self._lock:
            total, unwritten, written_at = self._seen.get(who, (0, 0, at))
            if at - written_at > FORGOTTEN:
                total, unwritten = 0, unwritten
            total, unwritten = total + 1, unwritten + 1
            due = total <= SINGLY or at - written_at >= PERIOD
            self._seen[who] = (total, 0 if due else unwritten, at if due else written_at)
            return unwritten if due else 0
