"""One request and its answer, handed between the loop and a request thread."""

import asyncio
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass
from wsgiref.types import WSGIEnvironment

from asgiref.typing import ASGISendCallable, ASGISendEvent

from config.serving.refusals import Refusal

SLICE = 64 * 1024
Headers = list[tuple[bytes, bytes]]


class ClientGone(OSError):
    """Whoever asked has left, or takes nothing any more."""


@dataclass(frozen=True)
class Answer:
    """A complete response."""

    status: int
    headers: Headers
    content: bytes = b""


def refused(refusal: Refusal) -> Answer:
    return Answer(refusal.status.value, refusal.headers, refusal.content)


def start_message(status: int, headers: Headers) -> ASGISendEvent:
    return {
        "type": "http.response.start",
        "status": status,
        "headers": headers,
        "trailers": False,
    }


def body_message(content: bytes, more: bool = False) -> ASGISendEvent:
    return {"type": "http.response.body", "body": content, "more_body": more}


async def send_answer(send: ASGISendCallable, answer: Answer) -> None:
    """Send in slices: `send` waits between them until the transport has room."""
    await send(start_message(answer.status, answer.headers))
    for start in range(0, len(answer.content) - SLICE, SLICE):
        await send(body_message(answer.content[start : start + SLICE], more=True))
    rest = (len(answer.content) - 1) // SLICE * SLICE if answer.content else 0
    await send(body_message(answer.content[rest:]))


class Exchange:
    """Made on the loop. The thread either settles it with a whole answer, or pushes parts."""

    def __init__(self, environ: WSGIEnvironment, send: ASGISendCallable) -> None:
        self.environ = environ
        self._send = send
        self._loop = asyncio.get_running_loop()
        self._settled: asyncio.Future[Answer | None] = self._loop.create_future()

    async def deliver(self) -> None:
        """On the loop: wait for the thread and send what it answered."""
        answer = await self._settled
        if answer is not None:
            await send_answer(self._send, answer)

    def settle(self, outcome: Answer | Exception | None) -> None:
        """From the thread: a whole answer, None when parts were pushed, or what cut them short."""
        with suppress(RuntimeError):  # the loop is closed: the server has stopped
            self._loop.call_soon_threadsafe(self._settle, outcome)

    def push(self, message: ASGISendEvent) -> None:
        """From the thread: send one part and wait until it was taken."""
        try:
            asyncio.run_coroutine_threadsafe(self._pass_on(message), self._loop).result()
        except (RuntimeError, CancelledError) as stopped:
            raise ClientGone from stopped

    async def _pass_on(self, message: ASGISendEvent) -> None:
        await self._send(message)

    def _settle(self, outcome: Answer | Exception | None) -> None:
        if self._settled.done():  # cancelled, since the client left long ago
            return
        if isinstance(outcome, Exception):
            self._settled.set_exception(outcome)
        else:
            self._settled.set_result(outcome)
