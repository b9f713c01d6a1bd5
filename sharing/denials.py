"""How often one actor was refused: ten leaves one by one, then one counted leaf a minute."""

import threading
from datetime import datetime, timedelta
from uuid import UUID

SINGLY = 10
PERIOD = timedelta(minutes=1)
FORGOTTEN = timedelta(hours=1)


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
