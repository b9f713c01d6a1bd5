"""The pump: every few seconds, and at once when woken, it sets each open socket right.

It reads sessions, standings and heads of all local sockets in three statements, ends what must
end, says which rooms were closed, and feeds heartbeats. Whatever ring was lost, it repairs.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from uuid import UUID

from django.db import Error, close_old_connections

from sharing import access, journal, sessions
from sharing.bell import Hub, Listener, Wire
from sharing.epoch import current_epoch
from sharing.session import identity_of_cookies

PERIOD_SECONDS = 4.0
BEAT_SECONDS = 19.0  # heard by a device at least every 20 seconds or so
SESSION_ENDED = 4401
log = logging.getLogger("tsunagi.pump")


@dataclass(frozen=True)
class Verdict:
    """What one round found for one socket."""

    alive: bool
    heads: dict[UUID, int]


def admit(cookies: Mapping[str, str], wire: Wire) -> tuple[Listener, dict[str, int]] | None:
    """Who is behind a new socket, and the heads of the rooms they may hear; None for nobody."""
    close_old_connections()
    identity = identity_of_cookies(cookies)
    if identity is None or identity.actor is None or identity.locked:
        return None
    actor = identity.actor
    rooms = access.listening([actor.practitioner_role_id]).get(actor.practitioner_role_id, ())
    heads = dict(journal.heads(rooms))
    listener = Listener(wire, identity.account, actor.practitioner_role_id, identity.session, heads)
    return listener, {str(room): head for room, head in heads.items()}


def examine(listeners: list[Listener]) -> dict[Listener, Verdict]:
    """Ask the database about every socket, in a fixed number of statements."""
    living = sessions.living({listener.session for listener in listeners})
    alive = [listener for listener in listeners if listener.session in living]
    rooms = access.listening({listener.practitioner_role for listener in alive})
    heads = journal.heads({room for found in rooms.values() for room in found})
    return {
        listener: Verdict(
            listener.session in living,
            {room: heads[room] for room in rooms.get(listener.practitioner_role, ())},
        )
        for listener in listeners
    }


def apply(hub: Hub, verdicts: dict[Listener, Verdict], epoch: int) -> None:
    """Tell the sockets what they do not know, and now and then that all is well.

    Runs on the event loop.
    """
    now = monotonic()
    for listener, verdict in verdicts.items():
        if not verdict.alive:
            hub.remove(listener)
            listener.wire.tell({"type": "signed_out"})
            listener.wire.end(SESSION_ENDED)
            continue
        for room in listener.rooms.keys() - verdict.heads.keys():
            listener.wire.tell({"type": "closed", "room": str(room)})
        moved = any(head > listener.rooms.get(room, -1) for room, head in verdict.heads.items())
        listener.rooms = {
            room: max(head, listener.rooms.get(room, 0)) for room, head in verdict.heads.items()
        }
        if moved or now - listener.beaten_at >= BEAT_SECONDS:
            listener.beaten_at = now
            heads = {str(room): head for room, head in verdict.heads.items()}
            listener.wire.tell({"type": "heartbeat", "epoch": epoch, "heads": heads})


class Pump:
    """One thread per process."""

    def __init__(self, hub: Hub, period: float = PERIOD_SECONDS) -> None:
        self._hub = hub
        self._period = period
        self._woken = threading.Event()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="pump", daemon=True)

    def start(self) -> None:
        self._hub.wake = self._woken.set
        self._thread.start()

    def stop(self) -> None:
        self._stopped = True
        self._woken.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stopped:
            self._woken.wait(self._period)
            self._woken.clear()
            if not self._stopped:
                _survive(self._round)

    def _round(self) -> None:
        loop = self._hub.loop
        listeners = self._hub.everyone()
        if loop is None or not listeners:
            return
        verdicts = examine(listeners)
        loop.call_soon_threadsafe(apply, self._hub, verdicts, current_epoch())


def _survive(work: Callable[[], None]) -> None:
    """A database that is away for a while must not end the pump."""
    try:
        close_old_connections()
        work()
    except Error as error:
        log.warning("the pump could not read the database: %s", type(error).__name__)
        close_old_connections()
