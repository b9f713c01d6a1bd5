"""A few threads that live as long as the server, so that database connections persist in them."""

import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue

from django.db import connections

logger = logging.getLogger(__name__)

Work = Callable[[], None]

COUNT = 4
WAITING = 64


class RequestThreads:
    """Runs work in the order it was offered; takes at most `waiting` pieces beyond those running.

    The threads are daemons: a request that never ends must not keep the process from ending.
    """

    def __init__(self, count: int = COUNT, waiting: int = WAITING) -> None:
        self._count = count
        self._room = count + waiting
        self._taken = 0
        self._lock = threading.Lock()
        self._queue: SimpleQueue[Work | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []

    @property
    def taken(self) -> int:
        """How many pieces run or wait."""
        return self._taken

    def offer(self, work: Work) -> bool:
        """Take the work, or answer False when the queue is full."""
        with self._lock:
            if self._taken >= self._room:
                return False
            self._taken += 1
            if not self._threads:
                self._start()
        self._queue.put(work)
        return True

    def stop(self, seconds: float) -> None:
        """Let the threads finish what is queued and close their database connections."""
        for _thread in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join(seconds / self._count)

    def _start(self) -> None:
        for number in range(self._count):
            thread = threading.Thread(target=self._serve, name=f"request-{number}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self) -> None:
        while (work := self._queue.get()) is not None:
            try:
                work()
            except BaseException:  # a thread that dies of SystemExit would never be replaced
                logger.exception("A request left its thread with an exception")
            finally:
                with self._lock:
                    self._taken -= 1
        connections.close_all()
