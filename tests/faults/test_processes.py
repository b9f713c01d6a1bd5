"""Servers that are killed, several servers, and a Redis that comes and goes."""

import asyncio
import time
from contextlib import suppress
from dataclasses import replace

import pytest
import redis as redis_client

from tests import servers
from tests.load.connection import Connection
from tests.load.device import Device
from tests.load.installation import Installation, serving
from tests.load.plan import Plan, Room

# Below the nineteen of a beat that says nothing new: whatever comes by then is the pump's doing.
HEARTBEAT_SECONDS = 15.0
# Below the pump's four: whatever comes by then was rung.
RING_SECONDS = 3.5
USUAL_RING_SECONDS = 1.0


async def posted(plan: Plan, room: Room, text: str = "") -> tuple[str, int]:
    """An entry that the server has confirmed: its id and cursor."""
    entry = plan.entry(text=text or "確認")
    writer = plan.room(room.id).members[0]  # who says the Origin of this very server
    async with Connection(plan.base_url, writer.headers) as connection:
        answer = await connection.post(room.urls["post"], entry)
    assert answer.status == 201, answer.content
    return entry["id"], answer.json()["entry"]["cursor"]


async def test_an_entry_whose_server_died_before_it_rang_comes_with_the_next_heartbeat(
    installation: Installation,
) -> None:
    """Without a Redis nothing of one process reaches the other, whenever the first is killed."""
    with serving(installation) as writing, serving(installation) as listening:
        room = listening.plan.rooms[0]
        async with Device(listening.plan, room, room.members[1]) as device:
            entry, cursor = await posted(writing.plan, room)
            writing.kill()
            await device.until(cursor, HEARTBEAT_SECONDS)
            assert entry in device.entries


async def test_what_was_confirmed_survives_a_kill_and_what_was_not_can_be_sent_again(
    installation: Installation,
) -> None:
    port = servers.free_port()
    with serving(installation, port) as server:
        plan, room = server.plan, server.plan.rooms[0]
        confirmed = [await posted(plan, room, f"一 {number}") for number in range(5)]
        unsure = plan.entry(text="届いたか分からない")
        async with Connection(plan.base_url, room.members[0].headers) as connection:
            sending = asyncio.create_task(connection.post(room.urls["post"], unsure))
            await asyncio.sleep(0.01)
            server.kill()
            await asyncio.gather(sending, return_exceptions=True)
    with serving(installation, port) as server:
        async with Connection(plan.base_url, room.members[0].headers) as connection:
            answer = await connection.post(room.urls["post"], unsure)
        assert answer.status == 201
        async with Device(server.plan, room, room.members[1]) as device:
            await device.until(answer.json()["head"], HEARTBEAT_SECONDS)
            assert {entry for entry, _cursor in confirmed} | {unsure["id"]} == set(device.entries)
            assert device.lines == list(range(1, device.cursor + 1))


@pytest.mark.redis
async def test_behind_a_redis_a_post_on_one_server_rings_on_the_other_within_a_second(
    installation: Installation,
) -> None:
    with servers.redis() as redis:
        behind = replace(installation, redis=redis.url)
        with serving(behind) as writing, serving(behind) as listening:
            room = listening.plan.rooms[0]
            async with Device(listening.plan, room, room.members[1]) as device:
                await asyncio.to_thread(both_listen, redis)
                took = []
                for _time in range(5):
                    began = time.monotonic()
                    _entry, cursor = await posted(writing.plan, room)
                    await device.until(cursor, RING_SECONDS)
                    took.append(time.monotonic() - began)
                assert min(took) < USUAL_RING_SECONDS, took
                rings = [told for told in device.told if told["type"] == "ring"]
                assert len(rings) >= 5


@pytest.mark.redis
async def test_a_redis_that_was_killed_and_came_back_lost_no_entry_and_doubled_none(
    on_sqlite: Installation,
) -> None:
    """The sockets stay open, and ring again by themselves."""
    port = servers.free_port()
    behind = replace(on_sqlite, redis=f"redis://127.0.0.1:{port}/0")
    written = []
    with serving(behind) as writing, serving(behind) as listening:
        room = listening.plan.rooms[0]
        with servers.redis(port=port) as redis:
            await asyncio.to_thread(both_listen, redis)
            device = await Device(listening.plan, room, room.members[1]).__aenter__()
            written.append(await posted(writing.plan, room, "前"))
            await device.until(written[-1][1], RING_SECONDS)
        written += [await posted(writing.plan, room, f"間 {number}") for number in range(5)]
        await device.until(written[-1][1], HEARTBEAT_SECONDS)
        with servers.redis(port=port) as redis:
            await asyncio.to_thread(both_listen, redis)
            assert await rings_again(device, writing.plan, room, written)
        assert device.hellos == 1
        assert device.lines == list(range(1, device.cursor + 1))
        assert {entry for entry, _cursor in written} == set(device.entries)
        await device.__aexit__()


async def rings_again(
    device: Device, plan: Plan, room: Room, written: list[tuple[str, int]]
) -> bool:
    """True once a ring, and not a heartbeat, told of a new entry."""
    for _attempt in range(20):
        written.append(await posted(plan, room, "後"))
        with suppress(TimeoutError):
            await device.until(written[-1][1], RING_SECONDS)
        cursors = {told["cursor"] for told in device.told if told["type"] == "ring"}
        if written[-1][1] in cursors:
            await device.until(written[-1][1], RING_SECONDS)
            return True
    return False


def both_listen(redis: servers.Redis) -> None:
    """Waits until each of the two servers hears what the other one rings."""
    with redis_client.Redis(host=redis.host, port=redis.port) as asking:
        servers.until(lambda: len(asking.client_list(_type="pubsub")) >= 2)
