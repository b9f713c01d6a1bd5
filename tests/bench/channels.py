"""The same generator against Channels alone, so that figures of different machines compare."""

import asyncio
import time
from contextlib import AsyncExitStack

from websockets.asyncio.client import ClientConnection, connect

from tests.bench.figures import Bare, Spoken, Spread
from tests.load.installation import Server

LISTENERS = 5
SECONDS = 2.0
SAID = "x" * 300


async def alone(server: Server) -> Bare:
    return Bare(await measured(server, "echo", 0), await measured(server, "group", LISTENERS))


async def measured(server: Server, path: str, listeners: int) -> Spoken:
    address = f"ws{server.url.removeprefix('http')}/{path}"
    async with AsyncExitStack() as stack:

        async def opened() -> ClientConnection:
            socket = connect(address, compression=None, proxy=None, ping_interval=None)
            return await stack.enter_async_context(socket)

        speaker = await opened()
        others = [await opened() for _listener in range(listeners)]
        await asyncio.sleep(0.2)
        took = [await said(speaker, others) for _message in range(100)]
        before, began, count = server.cpu_seconds(), time.perf_counter(), 0
        while time.perf_counter() - began < SECONDS:
            await said(speaker, others, pause=0)
            count += 1
        spent, whole = server.cpu_seconds() - before, time.perf_counter() - began
        return Spoken(Spread.of(took), count / whole, 1000 * spent / count)


async def said(
    speaker: ClientConnection, others: list[ClientConnection], pause: float = 0.02
) -> float:
    """Seconds until the last of those who listen had it."""
    await asyncio.sleep(pause)
    began = time.perf_counter()
    await speaker.send(SAID)
    await asyncio.gather(*(socket.recv() for socket in (speaker, *others)))
    return time.perf_counter() - began
