"""What runs beside the requests of a process: bell, pump, sequencer, and who checks files."""

import asyncio
import logging
import threading

from django.conf import settings
from django.db import Error, close_old_connections, connection

from audit import sequencer, triggers
from config.backup.installed import assert_whole
from config.checker import Checker
from config.layer import Layer
from sharing import clock, epoch
from sharing.bell import hub
from sharing.installation import assert_born_as
from sharing.pump import Pump
from sharing.trace_keys import signer
from sharing.writing import one_writer

SEQUENCE_SECONDS = 5.0
log = logging.getLogger("tsunagi.background")


class Sequencer:
    """Puts committed leaves into the tree and signs a checkpoint, every few seconds."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sequencer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        full = True
        while not self._stop.wait(SEQUENCE_SECONDS):
            close_old_connections()
            try:
                self._sequence(full=full)
                full = False
            except Error as error:
                log.warning("the trace could not be sequenced: %s", type(error).__name__)

    def _sequence(self, *, full: bool) -> None:
        key, placed = signer(), sequencer.BATCH
        while placed == sequencer.BATCH:
            with one_writer():
                placed = sequencer.sequence(key, clock.now(), full=full)


class Background:
    """Everything of one process, started before the first request and stopped after the last."""

    def __init__(self) -> None:
        self._pump = Pump(hub)
        self._sequencer = Sequencer()
        self._checker = Checker(alone=not settings.REDIS_URL)
        self._layer: Layer | None = None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        assert_whole()
        assert_born_as(demo=settings.DEMO)
        triggers.assert_guarded(connection)
        epoch.on_start(settings.EPOCH_COUNTER)
        hub.loop = loop
        if settings.REDIS_URL:
            self._layer = Layer(settings.REDIS_URL, loop)
            self._layer.start()
        self._pump.start()
        self._sequencer.start()
        self._checker.start()

    def stop(self) -> None:
        self._pump.stop()
        self._sequencer.stop()
        self._checker.stop()
        if self._layer is not None:
            self._layer.stop()


_background = Background()
start, stop = _background.start, _background.stop
