"""The bell: tells devices *that* something changed in a room, never what; they come and ask.

Every process has one hub of the sockets it holds. A ring goes to the own hub at once and, when
there is a Redis, to the other processes' hubs as one message. Rings may be lost; the pump in
`sharing.pump` repairs that within seconds.
"""

import asyncio
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol
from uuid import UUID

MOST_SOCKETS_A_PERSON = 10


class Wire(Protocol):
    """What a socket offers the hub: both are called on the event loop and do not block."""

    def tell(self, message: dict[str, object]) -> None: ...

    def end(self, code: int) -> None: ...


@dataclass(eq=False)
class Listener:
    """One open socket: whose it is, in which session, and which rooms it was told of."""

    wire: Wire
    account: UUID
    practitioner_role: UUID
    session: str
    rooms: dict[UUID, int] = field(default_factory=dict)
    beaten_at: float = field(default_factory=monotonic)  # when it last heard that all is well


class Hub:
    """The open sockets of this process, by practitioner role. Lives on the event loop."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self.publish: Callable[[dict[str, object]], None] | None = None
        self.wake: Callable[[], None] = lambda: None
        self._lock = threading.Lock()
        self._listeners: dict[UUID, set[Listener]] = {}

    def add(self, listener: Listener) -> bool:
        """False when the person has too many sockets open already."""
        with self._lock:
            open_already = sum(
                other.account == listener.account
                for others in self._listeners.values()
                for other in others
            )
            if open_already >= MOST_SOCKETS_A_PERSON:
                return False
            self._listeners.setdefault(listener.practitioner_role, set()).add(listener)
            return True

    def remove(self, listener: Listener) -> None:
        with self._lock:
            others = self._listeners.get(listener.practitioner_role, set())
            others.discard(listener)
            if not others:
                self._listeners.pop(listener.practitioner_role, None)

    def everyone(self) -> list[Listener]:
        with self._lock:
            return [listener for others in self._listeners.values() for listener in others]

    def of(self, practitioner_roles: Iterable[UUID]) -> list[Listener]:
        with self._lock:
            return [
                listener
                for role in practitioner_roles
                for listener in self._listeners.get(role, ())
            ]

    def deliver(self, message: dict[str, object]) -> None:
        """Pass on a message from this or another process. Called on the event loop."""
        if message["type"] == "check":
            self.wake()
            return
        room, cursor = UUID(str(message["room"])), int(str(message["cursor"]))
        roles = message["to"]
        if not isinstance(roles, list):
            return
        for listener in self.of(UUID(role) for role in roles):
            listener.rooms[room] = max(cursor, listener.rooms.get(room, 0))
            listener.wire.tell({"type": "ring", "room": str(room), "cursor": cursor})


hub = Hub()


def ring(compartment: UUID, cursor: int, listeners: Iterable[UUID]) -> None:
    """Ring everyone named, on every process. Returns at once; a lost ring loses nothing."""
    _send(
        {
            "type": "ring",
            "room": str(compartment),
            "cursor": cursor,
            "to": [str(role) for role in listeners],
        }
    )


def check() -> None:
    """Have every process look again at who may listen: someone was removed or suspended."""
    _send({"type": "check"})


def _send(message: dict[str, object]) -> None:
    loop = hub.loop
    if loop is None or loop.is_closed():
        return
    # Never async_to_sync from here: it would start a loop of its own and wake nobody.
    loop.call_soon_threadsafe(hub.deliver, message)
    if hub.publish is not None:
        loop.call_soon_threadsafe(hub.publish, message)
