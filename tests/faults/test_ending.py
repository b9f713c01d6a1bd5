"""Whoever is put out loses everything that is open, within seconds, and gets nothing more."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from tests.faults.test_processes import RING_SECONDS, posted
from tests.load.connection import Connection
from tests.load.device import Device, ring_bell
from tests.load.installation import Installation, Server, serving
from tests.load.plan import Member, Room

SECONDS = 15.0
A_ROUND_OF_THE_PUMP = 4.5
SESSION_ENDED = 4401


async def until_closed(wire: ClientConnection) -> AsyncIterator[str | bytes]:
    with suppress(ConnectionClosed):
        while True:
            yield await wire.recv()


async def status(server: Server, room: Room, member: Member) -> int:
    async with Connection(server.url, member.headers) as connection:
        return (await connection.get(room.pull(0))).status


@pytest.mark.parametrize("deed", ["suspend", "end-role"])
async def test_who_is_put_out_is_signed_out_of_the_open_socket_and_the_cookie_opens_nothing(
    installation: Installation, deed: str
) -> None:
    """Done by another process, of which no ring comes."""
    with serving(installation) as server:
        room = server.plan.rooms[0]
        member = room.members[1]
        assert await status(server, room, member) == 200
        async with ring_bell(server.plan, member) as wire:
            await asyncio.to_thread(installation.run, "-m", "tests.faults.act", deed, member.role)
            assert await status(server, room, member) == 401
            async with asyncio.timeout(SECONDS):
                heard = [message async for message in until_closed(wire)]
            assert heard[-1] == '{"type":"signed_out"}'
            assert wire.close_code == SESSION_ENDED


async def test_a_member_who_was_removed_hears_that_the_room_closed_and_then_nothing_of_it(
    installation: Installation,
) -> None:
    with serving(installation) as server:
        room = server.plan.rooms[0]
        by, member, colleague = room.members[:3]
        act = ("-m", "tests.faults.act", "remove", room.id, by.role, member.role)
        async with (
            Device(server.plan, room, member) as device,
            Device(server.plan, room, colleague) as other,
        ):
            await asyncio.to_thread(installation.run, *act)
            assert await status(server, room, member) == 404
            assert (await device.heard_of("closed", SECONDS))["room"] == room.id
            before = len(device.told)
            _entry, cursor = await posted(server.plan, room)
            await other.until(cursor, RING_SECONDS)
            await asyncio.sleep(A_ROUND_OF_THE_PUMP)  # nothing is what must come
            later = device.told[before:]
            assert all(told["type"] == "heartbeat" and not told["heads"] for told in later)
            assert not device.entries
