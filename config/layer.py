"""The way between processes: one Redis subscription each, through Channels' pub/sub layer."""

import asyncio
import logging
from typing import Any

from channels_redis.pubsub import RedisPubSubChannelLayer

from sharing.bell import hub

GROUP = "bell"
PREFIX = "tsunagi"
RETRY_SECONDS = 1.0
log = logging.getLogger("tsunagi.layer")


class Layer:
    """Publishes this process's rings and delivers those of the others.

    At most once: a ring that is lost while Redis is away is made good by the pump.
    """

    def __init__(self, url: str, loop: asyncio.AbstractEventLoop) -> None:
        # socket_timeout None: an idle subscription must not be mistaken for a dead one.
        self._layer: Any = RedisPubSubChannelLayer(
            hosts=[{"address": url, "socket_timeout": None}], prefix=PREFIX
        )
        self._loop = loop
        self._own = ""
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        hub.publish = self._publish
        self._loop.call_soon_threadsafe(self._spawn)

    def stop(self) -> None:
        hub.publish = None
        for task in tuple(self._tasks):
            self._loop.call_soon_threadsafe(task.cancel)

    def _spawn(self) -> None:
        self._keep(asyncio.ensure_future(self._listen()))

    def _publish(self, message: dict[str, object]) -> None:
        self._keep(asyncio.ensure_future(self._send(message)))

    def _keep(self, task: "asyncio.Task[None]") -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send(self, message: dict[str, object]) -> None:
        try:
            await self._layer.group_send(
                GROUP, {**message, "type": "bell", "kind": message["type"], "from": self._own}
            )
        except Exception as error:
            log.warning("a ring could not be passed on: %s", type(error).__name__)

    async def _listen(self) -> None:
        while True:
            try:
                self._own = await self._layer.new_channel()
                await self._layer.group_add(GROUP, self._own)
                while True:
                    self._deliver(await self._layer.receive(self._own))
            except Exception as error:
                log.warning("the bell's subscription ended: %s", type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)

    def _deliver(self, message: dict[str, Any]) -> None:
        if message.pop("from") != self._own:
            hub.deliver({**message, "type": message["kind"]})
