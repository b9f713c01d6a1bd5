"""A few threads that live as long as the server, so that database connections persist in them."""

import itertools
import logging
import threading
import time
from collections.abc import Callable
from queue import PriorityQueue

from django.db import connections

logger = logging.getLogger(__name__)

Work = Callable[[], None]

COUNT = 4
WAITING = 64
FIRST, LATER, LAST = 0, 1, 2


class RequestThreads:
    """Runs work in the order it was offered; takes at most `waiting` pieces beyond those running.

    What writes goes before what reads, and a quarter of the places is kept for it: a crowd of
    readers must not turn away the note that somebody has just written. The threads are daemons:
    a request that never ends must not keep the process from ending.
    """

    def __init__(self, count: int = COUNT, waiting: int = WAITING, name: str = "request") -> None:
        self._name = name
        self._count = count
        self._room = count + waiting
        self._taken = 0
        self._lock = threading.Lock()
        self._kept = waiting // 4
        self._numbers = itertools.count()
        self._queue: PriorityQueue[tuple[int, int, Work | None]] = PriorityQueue()
        self._threads: list[threading.Thread] = []

    @property
    def taken(self) -> int:
        """How many pieces run or wait."""
        return self._taken

    def offer(self, work: Work, *, writes: bool = False) -> bool:
        """Take the work, or answer False when the queue is full."""
        with self._lock:
            if self._taken >= self._room - (0 if writes else self._kept):
                return False
            self._taken += 1
            if not self._threads:
                self._start()
        self._put(FIRST if writes else LATER, work)
        return True

    def stop(self, seconds: float) -> None:
        """Let the threads finish what is queued and close their database connections."""
        for _thread in self._threads:
            self._put(LAST, None)
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0, deadline - time.monotonic()))

    def _put(self, rank: int, work: Work | None) -> None:
        self._queue.put((rank, next(self._numbers), work))

    def _start(self) -> None:
        for number in range(self._count):
            name = f"{self._name}-{number}"
            thread = threading.Thread(target=self._serve, name=name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self) -> None:
        while (work := self._queue.get()[2]) is not None:
            try:
                work()
            except BaseException as error:  # a thread that dies of SystemExit is never replaced
                # The type only: its message and its trace may hold what somebody wrote.
                logger.error("a request left its thread with %s", type(error).__name__)
            finally:
                with self._lock:
                    self._taken -= 1
        connections.close_all()
