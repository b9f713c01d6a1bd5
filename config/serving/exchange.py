"""One request and its answer, handed between the loop and a request thread."""

import asyncio
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import cast
from wsgiref.types import WSGIEnvironment

from asgiref.typing import ASGISendCallable, ASGISendEvent

from config.serving.detached import Detached
from config.serving.refusals import Refusal

SLICE = 64 * 1024
CUT = "tsunagi.cut"  # a message of our own: ASGI has no word for an answer cut short
Headers = list[tuple[bytes, bytes]]


class ClientGone(OSError):
    """Whoever asked has left, or takes nothing any more."""


@dataclass(frozen=True)
class Answer:
    """A complete response."""

    status: int
    headers: Headers
    content: bytes = b""


@dataclass(frozen=True)
class FileAnswer:
    """A response whose content is still to be read; who has it must close its file."""

    status: int
    headers: Headers
    file: Detached

    @property
    def length(self) -> int | None:
        return announced(self.headers)


Outcome = Answer | FileAnswer | Exception | None


def announced(headers: Headers) -> int | None:
    """The content's length as the headers tell it."""
    length = dict(headers).get(b"content-length", b"")
    return int(length) if length.isdigit() else None


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


def cut_message() -> ASGISendEvent:
    """A plain error when nothing was sent yet; otherwise the connection is cut."""
    return cast(ASGISendEvent, {"type": CUT})


async def send_answer(send: ASGISendCallable, answer: Answer) -> None:
    """Send in slices: `send` waits between them until the transport has room."""
    await send(start_message(answer.status, answer.headers))
    for start in range(0, len(answer.content) - SLICE, SLICE):
        await send(body_message(answer.content[start : start + SLICE], more=True))
    rest = (len(answer.content) - 1) // SLICE * SLICE if answer.content else 0
    await send(body_message(answer.content[rest:]))


class Exchange:
    """Made on the loop. The thread either settles it with an answer, or pushes parts."""

    def __init__(self, environ: WSGIEnvironment, send: ASGISendCallable) -> None:
        self.environ = environ
        self._send = send
        self._loop = asyncio.get_running_loop()
        self._settled: asyncio.Future[Answer | FileAnswer | None] = self._loop.create_future()

    async def answer(self) -> Answer | FileAnswer | None:
        """On the loop: wait for what the thread answers; None when it has sent all by itself."""
        try:
            return await self._settled
        except asyncio.CancelledError:
            if self._settled.done() and not self._settled.cancelled():
                discard(self._settled.exception() or self._settled.result())
            raise

    def settle(self, outcome: Outcome) -> None:
        """From the thread: an answer, None when parts were pushed, or what cut them short."""
        try:
            self._loop.call_soon_threadsafe(self._settle, outcome)
        except RuntimeError:  # the loop is closed: the server has stopped
            discard(outcome)

    def push(self, message: ASGISendEvent) -> None:
        """From the thread: send one part and wait until it was taken."""
        try:
            asyncio.run_coroutine_threadsafe(self._pass_on(message), self._loop).result()
        except (RuntimeError, CancelledError) as stopped:
            raise ClientGone from stopped

    async def _pass_on(self, message: ASGISendEvent) -> None:
        await self._send(message)

    def _settle(self, outcome: Outcome) -> None:
        if self._settled.done():  # cancelled, since the client left long ago
            discard(outcome)
        elif isinstance(outcome, Exception):
            self._settled.set_exception(outcome)
        else:
            self._settled.set_result(outcome)


def discard(outcome: object) -> None:
    """Nobody is there to take it."""
    if isinstance(outcome, FileAnswer):
        outcome.file.close()
