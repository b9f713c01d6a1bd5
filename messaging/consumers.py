"""A device's bell wire: it hears rings and heartbeats, and never a word about a patient."""

import asyncio
import json
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer
from django.db import Error
from django.http import parse_cookie

from sharing import pump
from sharing.bell import Listener, hub
from sharing.epoch import current_epoch
from sharing.threads import in_thread

TOO_MANY = 4429
NOT_A_MESSAGE = 4400
LONGEST_MESSAGE = 64 * 1024
OUTBOX = 256


class Bell(AsyncWebsocketConsumer):
    """One socket. Nobody without two factors gets past the handshake."""

    listener: Listener | None = None
    writer: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        admitted = await self._admitted()
        if admitted is None:
            await self.close()
            return
        listener, heads = admitted
        self.outbox: asyncio.Queue[dict[str, object]] = asyncio.Queue(OUTBOX)
        self.tell({"type": "hello", "epoch": current_epoch(), "heads": heads})
        if not hub.add(listener):
            await self.accept()
            await self.close(TOO_MANY)
            return
        self.listener = listener
        await self.accept()
        self.writer = asyncio.create_task(self._write())

    async def _admitted(self) -> tuple[Listener, dict[str, int]] | None:
        try:
            return await in_thread(pump.admit, _cookies(self.scope), self)
        except Error:
            return None  # the device tries again by itself, after a while

    async def disconnect(self, code: int) -> None:
        if self.listener is not None:
            hub.remove(self.listener)
        if self.writer is not None:
            self.writer.cancel()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if text_data is None or len(text_data) > LONGEST_MESSAGE:
            await self.close(NOT_A_MESSAGE)
        elif text_data == '{"type":"ping"}':
            self.tell({"type": "pong"})

    def tell(self, message: dict[str, object]) -> None:
        try:
            self.outbox.put_nowait(message)
        except asyncio.QueueFull:
            # A device that does not read is behind anyway: it reconnects and catches up.
            self.end(TOO_MANY)

    def end(self, code: int) -> None:
        self.tell_end = asyncio.ensure_future(self._end(code))

    async def _write(self) -> None:
        while True:
            message = await self.outbox.get()
            await self.send(text_data=json.dumps(message, separators=(",", ":")))

    async def _end(self, code: int) -> None:
        for _ in range(50):  # let what was said before go out first
            if self.outbox.empty():
                break
            await asyncio.sleep(0.02)
        await self.close(code)


def _cookies(scope: dict[str, Any]) -> dict[str, str]:
    header = b"; ".join(value for name, value in scope["headers"] if name == b"cookie")
    return parse_cookie(header.decode("latin1"))
