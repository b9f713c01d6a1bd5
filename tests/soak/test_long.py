"""`./dev soak`: kills and storms, again and again; SOAK_SECONDS for each, one minute by default."""

import asyncio
import os
import random
import time
from contextlib import AsyncExitStack, suppress
from dataclasses import replace

import pytest

from tests import servers
from tests.load.connection import Broken, Connection
from tests.load.device import Device
from tests.load.installation import Installation, serving
from tests.load.plan import Plan, Room

pytestmark = pytest.mark.soak

SECONDS = float(os.environ.get("SOAK_SECONDS", "60"))
WRITERS = 3
LATEST_SECONDS = 20.0


class Insistent:
    """Sends every entry until it is confirmed, whatever happens to the server meanwhile."""

    def __init__(self, plan: Plan, room: Room, chance: random.Random, which: int) -> None:
        self.plan, self.room, self.chance = plan, room, chance
        self.connection = Connection(plan.base_url, room.members[which].headers)
        self.written: dict[str, int] = {}

    async def write_until(self, end: float) -> None:
        while time.monotonic() < end:
            entry = self.plan.entry(text="長く続く")
            self.written[entry["id"]] = await self._confirmed(entry)
            await asyncio.sleep(self.chance.uniform(0, 0.05))
        self.connection.close()

    async def _confirmed(self, entry: dict[str, object]) -> int:
        for _attempt in range(600):
            with suppress(Broken):
                answer = await self.connection.post(self.room.urls["post"], entry)
                if answer.status == 201:
                    if self.chance.random() < 0.3:  # the answer was lost: it is sent again
                        continue
                    return int(answer.json()["entry"]["cursor"])
                assert answer.status == 503, answer.content
            await asyncio.sleep(0.1)
        raise TimeoutError("never confirmed")


@pytest.fixture
def chance() -> random.Random:
    seed = int(os.environ.get("SOAK_SEED", str(time.time_ns() % 2**32)))
    print(f"SOAK_SEED={seed}", flush=True)
    return random.Random(seed)  # noqa: S311 - schedules, not secrets


async def test_a_server_that_is_killed_again_and_again_loses_and_doubles_nothing(
    installation: Installation, chance: random.Random
) -> None:
    port = servers.free_port()
    plan = installation.plan.at(f"http://127.0.0.1:{port}")
    rooms = plan.rooms[:3]
    end = time.monotonic() + SECONDS
    writers = [Insistent(plan, room, chance, w) for room in rooms for w in range(WRITERS)]
    writing = [asyncio.create_task(one.write_until(end)) for one in writers]
    kills = 0
    async with AsyncExitStack() as stack:
        devices = [Device(plan, room, room.members[-1]) for room in rooms]
        for device in devices:
            stack.push_async_exit(device.__aexit__)
        opening = [asyncio.create_task(patiently(device)) for device in devices]
        while time.monotonic() < end:
            with serving(installation, port) as server:
                await asyncio.sleep(chance.uniform(1, 6))
                server.kill()
                kills += 1
        with serving(installation, port):
            await asyncio.gather(*writing, *opening)
            for device in devices:
                await agreed(device, writers)
    print(f"{kills} kills, {sum(len(one.written) for one in writers)} entries", flush=True)


async def patiently(device: Device) -> None:
    """A device that is switched on while the server comes and goes."""
    device.start()
    await asyncio.wait_for(device.open.wait(), SECONDS + 60)


@pytest.mark.redis
async def test_two_servers_and_a_redis_that_comes_and_goes_keep_everybody_in_step(
    installation: Installation, chance: random.Random
) -> None:
    port = servers.free_port()
    behind = replace(installation, redis=f"redis://127.0.0.1:{port}/0")
    end = time.monotonic() + SECONDS
    with serving(behind) as first, serving(behind) as second:
        async with AsyncExitStack() as stack:
            rooms = first.plan.rooms[:3]
            writers = [Insistent(first.plan, room, chance, w) for room in rooms for w in range(2)]
            devices = [
                await stack.enter_async_context(
                    Device(second.plan, room, second.plan.room(room.id).members[-1])
                )
                for room in rooms
            ]
            writing = [asyncio.create_task(one.write_until(end)) for one in writers]
            while time.monotonic() < end:
                with servers.redis(port=port):
                    await asyncio.sleep(chance.uniform(0.5, 5))
                await asyncio.sleep(chance.uniform(0, 2))
            await asyncio.gather(*writing)
            for device in devices:
                await agreed(device, writers)
                assert device.hellos == 1


async def agreed(device: Device, writers: list[Insistent]) -> None:
    """The device holds exactly what was confirmed in its room, and no cursor is missing."""
    written = {
        entry: cursor
        for one in writers
        if one.room.id == device.room.id
        for entry, cursor in one.written.items()
    }
    await device.until(max(written.values()), LATEST_SECONDS)
    assert {entry: row["cursor"] for entry, row in device.entries.items()} == written
    assert device.lines == list(range(1, device.cursor + 1))
