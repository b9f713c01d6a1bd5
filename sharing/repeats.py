"""Reads that are one act although they come as many requests, like a film one seeks through."""

import threading
from collections import OrderedDict
from datetime import datetime, timedelta
from uuid import UUID

WITHIN = timedelta(minutes=10)
REMEMBERED = 10_000

Read = tuple[str, UUID, UUID, str]  # session, practitioner role, room, entity


class Repeats:
    """What was traced a short while ago, by this process."""

    def __init__(self) -> None:
        self._traced: OrderedDict[Read, datetime] = OrderedDict()
        self._lock = threading.Lock()

    def is_known(self, read: Read, at: datetime) -> bool:
        with self._lock:
            return (traced := self._traced.get(read)) is not None and at - traced < WITHIN

    def remember(self, read: Read, at: datetime) -> None:
        """To be called once the trace is committed."""
        with self._lock:
            self._traced[read] = at
            self._traced.move_to_end(read)
            while len(self._traced) > REMEMBERED:
                self._traced.popitem(last=False)

    def forget(self) -> None:
        with self._lock:
            self._traced.clear()
