"""The same generator against Channels alone, so that figures of different machines compare."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AsyncExitStack

from websockets.asyncio.client import ClientConnection, connect

from tests.bench.figures import Bare, Spread
from tests.load.installation import Server

LISTENERS = 5
SAID = "x" * 300


async def alone(server: Server) -> Bare:
    echo, echo_rate, echo_cost = await measured(server, "echo", 0)
    group, group_rate, group_cost = await measured(server, "group", LISTENERS)
    return Bare(echo, echo_rate, echo_cost, group, group_rate, group_cost)


async def measured(server: Server, path: str, listeners: int) -> tuple[Spread, float, float]:
    address = f"ws{server.url.removeprefix('http')}/{path}"
    async with AsyncExitStack() as stack:

        async def opened() -> ClientConnection:
            socket = connect(address, compression=None, proxy=None, ping_interval=None)
            return await stack.enter_async_context(socket)

        speaker = await opened()
        others = [await opened() for _listener in range(listeners)]
        await asyncio.sleep(0.2)
        took = [await said(speaker, others) for _message in range(100)]
        before, began = server.cpu_seconds(), time.perf_counter()
        count = await for_seconds(2, lambda: said(speaker, others, pause=0))
        spent, whole = server.cpu_seconds() - before, time.perf_counter() - began
        return Spread.of(took), count / whole, 1000 * spent / count


async def said(
    speaker: ClientConnection, others: list[ClientConnection], pause: float = 0.02
) -> float:
    """Seconds until the last of those who listen had it."""
    await asyncio.sleep(pause)
    began = time.perf_counter()
    await speaker.send(SAID)
    await asyncio.gather(*(socket.recv() for socket in (speaker, *others)))
    return time.perf_counter() - began


async def for_seconds(seconds: float, work: Callable[[], asyncio.Future[float] | object]) -> int:
    began, count = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        await work()  # type: ignore[misc]  # an awaitable of whatever
        count += 1
    return count
