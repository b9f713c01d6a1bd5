"""A member's device: hears the bell, pulls what it lacks, and comes back when it is cut off."""

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.load.connection import Broken, Connection
from tests.load.plan import Member, Plan, Room

RECONNECT_SECONDS = 0.2

# What reached the device, at what time: an entry's id.
Heard = Callable[[str, float], None]


def ring_bell(plan: Plan, member: Member, **options: Any) -> connect:
    """A socket as a browser of this member opens it."""
    settings: dict[str, Any] = {
        "origin": member.headers["Origin"],
        "additional_headers": {"Cookie": member.cookies},
        "compression": None,
        "ping_interval": None,
        "proxy": None,
        "open_timeout": 10,
        "close_timeout": 1,
        **options,
    }
    return connect(plan.bell, **settings)


class Device:
    """Follows one room. `entries` holds what it pulled by id; `lines` every line by cursor."""

    def __init__(
        self,
        plan: Plan,
        room: Room,
        member: Member,
        heard: Heard = lambda _entry, _at: None,
        *,
        cursor: int = 0,
    ) -> None:
        self.plan, self.room, self.member, self.heard = plan, room, member, heard
        self.connection = Connection(plan.base_url, member.headers)
        self.cursor = cursor
        self.first = cursor
        self.entries: dict[str, dict[str, Any]] = {}
        self.lines: list[int] = []
        self.told: list[dict[str, Any]] = []
        self.hellos = self.pulls = 0
        self.open = asyncio.Event()
        self.behind = asyncio.Event()
        self.tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        self.start()
        await asyncio.wait_for(self.open.wait(), 20)
        return self

    def start(self) -> None:
        """Without waiting for a server to be there."""
        self.tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._follow())]

    async def __aexit__(self, *_: object) -> None:
        for task in self.tasks:
            task.cancel()
        for task in self.tasks:
            with suppress(asyncio.CancelledError):
                await task
        self.connection.close()

    async def until(self, cursor: int, seconds: float) -> None:
        """Wait until everything up to a cursor is here."""
        deadline = time.monotonic() + seconds
        while self.cursor < cursor:
            if time.monotonic() > deadline:
                raise TimeoutError(f"at {self.cursor} of {cursor} after {seconds} s")
            await asyncio.sleep(0.005)

    async def heard_of(self, kind: str, seconds: float) -> dict[str, Any]:
        """The first message of a type, once it came."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for message in self.told:
                if message["type"] == kind:
                    return message
            await asyncio.sleep(0.01)
        raise TimeoutError(f"no {kind} within {seconds} s")

    async def _listen(self) -> None:
        while True:
            try:
                async with ring_bell(self.plan, self.member) as socket:
                    await self._hear(socket)
            except (OSError, ConnectionClosed, InvalidHandshake, TimeoutError):
                pass
            self.open.clear()
            await asyncio.sleep(RECONNECT_SECONDS)

    async def _hear(self, socket: ClientConnection) -> None:
        async for text in socket:
            message = json.loads(text)
            self.told.append(message)
            if message["type"] == "hello":
                self.hellos += 1
                self.open.set()
            if self._head(message) > self.cursor:
                self.behind.set()

    def _head(self, message: dict[str, Any]) -> int:
        if message["type"] == "ring" and message["room"] == self.room.id:
            return int(message["cursor"])
        return int(message.get("heads", {}).get(self.room.id, 0))

    async def _follow(self) -> None:
        while True:
            await self.behind.wait()
            self.behind.clear()
            try:
                await self.pull()
            except Broken:
                self.behind.set()
                await asyncio.sleep(RECONNECT_SECONDS)

    async def pull(self) -> None:
        self.pulls += 1
        more = True
        while more:
            answer = await self.connection.get(self.room.pull(self.cursor))
            if answer.status != 200:
                raise Broken(f"{answer.status}")
            told = answer.json()
            self._apply(told)
            more = told["more"]

    def _apply(self, told: dict[str, Any]) -> None:
        now = time.perf_counter()
        for entry in told["entries"]:
            if entry["id"] not in self.entries:
                self.heard(entry["id"], now)
            self.entries[entry["id"]] = entry
        self.lines += [line["cursor"] for line in told["lines"]]
        if told["lines"]:
            self.cursor = told["lines"][-1]["cursor"]
