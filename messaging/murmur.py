"""One quiet ring per room and two seconds for read pointers, however many people read."""

import threading
from uuid import UUID

from django.db import Error, connection

from sharing import access

SECONDS = 2.0
_lock = threading.Lock()
_waiting: dict[UUID, threading.Timer] = {}


def later(compartment: UUID, head: int) -> None:
    """Ring the room soon, unless that is coming anyway."""
    with _lock:
        if compartment in _waiting:
            return
        timer = _waiting[compartment] = threading.Timer(SECONDS, _ring, [compartment, head])
    timer.daemon = True
    timer.start()


def forget() -> None:
    """Ring for nothing that is waiting, as when its database is gone."""
    with _lock:
        for timer in _waiting.values():
            timer.cancel()
        _waiting.clear()


def _ring(compartment: UUID, head: int) -> None:
    with _lock:
        _waiting.pop(compartment, None)
    try:
        access.ring_again(compartment, head)
    except Error:
        return  # the next heartbeat and pull bring the pointers too
    finally:
        connection.close()  # this thread ends here, and nobody else would close it
