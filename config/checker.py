"""Checks files as they arrive, and gives up what nobody goes on sending.

Two threads, one file at a time each: documents and films wait for one another, and nobody for them.
"""

import logging
import threading
import time
from collections.abc import Callable

from django.db import close_old_connections

from messaging.actions import checking, orphans
from messaging.actions.checking import Lane
from messaging.queries import upkeep
from sharing import access

# Another process may have taken in a file and ended before it could say so.
LOOK_SECONDS = 2.0
EXPIRE_SECONDS = 600.0
# What a kill has left behind is found a day later; `manage.py files` finds it at once.
SWEEP_SECONDS = 24 * 60 * 60.0
log = logging.getLogger("tsunagi.files")


class Checker:
    """Threads of its own. `alone`: no other process works on this database."""

    def __init__(self, *, alone: bool) -> None:
        self._alone = alone
        self._stop = threading.Event()
        self._released = threading.Event()
        self._sorted = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=given, name="checker", daemon=True)
            for given in ((self._quick, checking.arrived), (self._long, self._sorted))
        ]
        self._expired_at = 0.0
        self._swept_at: float | None = None

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stop.set()
        checking.arrived.set()
        self._sorted.set()
        for thread in self._threads:
            thread.join(timeout=10)

    def _run(self, work: Callable[[], None], wake: threading.Event) -> None:
        while not self._stop.is_set():
            close_old_connections()
            try:
                work()
            except Exception as error:  # the next file must be checked whatever this one was
                log.error("a file could not be checked: %s", type(error).__name__)
            wake.wait(LOOK_SECONDS)
            wake.clear()

    def _quick(self) -> None:
        if self._alone and not self._released.is_set():
            checking.release()
            self._released.set()
        self._check(Lane.QUICK)
        self._sorted.set()

    def _long(self) -> None:
        self._check(Lane.LONG)
        self._tidy()

    def _check(self, lane: Lane) -> None:
        while not self._stop.is_set() and checking.check_next(lane):
            pass

    def _tidy(self) -> None:
        if time.monotonic() - self._expired_at > EXPIRE_SECONDS:
            checking.expire()
            self._expired_at = time.monotonic()
        if self._swept_at is None or time.monotonic() - self._swept_at > SWEEP_SECONDS:
            left = [orphan.file for orphan in upkeep.orphans()]
            orphans.remove(left, access.INSTALLATION)
            self._swept_at = time.monotonic()
