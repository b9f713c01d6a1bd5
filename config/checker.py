"""Checks files as they arrive, one at a time, and gives up what nobody goes on sending."""

import logging
import threading
import time

from django.db import close_old_connections

from messaging.actions import checking, orphans
from messaging.queries import upkeep
from sharing import access

# Another process may have taken in a file and ended before it could say so.
LOOK_SECONDS = 2.0
EXPIRE_SECONDS = 600.0
# What a kill has left behind is found a day later; `manage.py files` finds it at once.
SWEEP_SECONDS = 24 * 60 * 60.0
log = logging.getLogger("tsunagi.files")


class Checker:
    """A thread of its own. `alone`: no other process works on this database."""

    def __init__(self, *, alone: bool) -> None:
        self._alone = alone
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="checker", daemon=True)
        self._expired_at = 0.0
        self._swept_at: float | None = None

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        checking.arrived.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        begins = True
        while not self._stop.is_set():
            close_old_connections()
            try:
                if begins and self._alone:
                    checking.release()
                begins = False
                self._work()
            except Exception as error:  # the next file must be checked whatever this one was
                log.error("a file could not be checked: %s", type(error).__name__)
            checking.arrived.wait(LOOK_SECONDS)
            checking.arrived.clear()

    def _work(self) -> None:
        while not self._stop.is_set() and checking.check_next():
            pass
        if time.monotonic() - self._expired_at > EXPIRE_SECONDS:
            checking.expire()
            self._expired_at = time.monotonic()
        if self._swept_at is None or time.monotonic() - self._swept_at > SWEEP_SECONDS:
            left = [orphan.file for orphan in upkeep.orphans()]
            orphans.remove(left, access.INSTALLATION)
            self._swept_at = time.monotonic()
