"""Twenty people write at once, and every request is sent twice."""

import asyncio
from contextlib import AsyncExitStack
from typing import Any

import pytest

from tests.load.connection import Answer, Connection
from tests.load.device import Device
from tests.load.installation import Installation, Server, serving
from tests.load.plan import Member, Room

ROOMS, WRITERS = 5, 20
RETRY_SECONDS = 0.05
PATIENCE = 60


class Writer:
    """Two connections, as a device has that lost an answer and asks again."""

    def __init__(self, server: Server, room: Room, member: Member) -> None:
        self.plan, self.room = server.plan, room
        self.connections = [Connection(server.url, member.headers) for _twice in range(2)]
        self.heads: list[int] = []
        self.entries: dict[str, int] = {}

    async def write(self, posts: int) -> None:
        for number in range(posts):
            entry = self.plan.entry(text=f"訪問 {number}")
            if number % 2:
                answers = [await self.send(entry, 0), await self.send(entry, 1)]
            else:
                both = (self.send(entry, 0), self.send(entry, 1))
                answers = list(await asyncio.gather(*both))
            told = {answer.json()["entry"]["cursor"] for answer in answers}
            assert len(told) == 1
            self.entries[entry["id"]] = told.pop()
        for connection in self.connections:
            connection.close()

    async def send(self, entry: dict[str, Any], which: int) -> Answer:
        for _attempt in range(PATIENCE):
            answer = await self.connections[which].post(self.room.urls["post"], entry)
            if answer.status != 503:
                assert answer.status == 201, answer.content
                return answer
            await asyncio.sleep(RETRY_SECONDS)
        raise TimeoutError("the server stayed busy")


@pytest.mark.parametrize(
    "posts", [200, pytest.param(1000, marks=pytest.mark.soak)], ids=["200", "1000"]
)
async def test_what_twenty_writers_send_twice_each_arrives_once_and_in_order(
    installation: Installation, posts: int
) -> None:
    with serving(installation) as server:
        rooms = server.plan.rooms[:ROOMS]
        async with AsyncExitStack() as stack:
            devices = [
                [
                    await stack.enter_async_context(Device(server.plan, room, member))
                    for member in room.members[-2:]
                ]
                for room in rooms
            ]
            writers = [
                [Writer(server, room, member) for member in room.members[: WRITERS // ROOMS]]
                for room in rooms
            ]
            each = posts // WRITERS
            await asyncio.gather(*(one.write(each) for group in writers for one in group))
            for room, group, listening in zip(rooms, writers, devices, strict=True):
                await converged(room, group, listening)
        assert sum(len(one.entries) for group in writers for one in group) == posts


async def converged(room: Room, writers: list[Writer], devices: list[Device]) -> None:
    """Everybody holds the same entries at the same cursors, and no cursor is missing."""
    written = {entry: cursor for one in writers for entry, cursor in one.entries.items()}
    head = max(written.values())
    assert len(set(written.values())) == len(written)
    for device in devices:
        await device.until(head, PATIENCE)
        held = {entry: row["cursor"] for entry, row in device.entries.items()}
        assert held == written
        assert device.lines == list(range(1, head + 1))
        assert device.room.id == room.id
