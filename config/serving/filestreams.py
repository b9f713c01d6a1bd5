"""Sends files to readers of any patience: no request thread waits for them, nor does the loop."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

from asgiref.typing import ASGISendCallable

from config.serving.detached import WrongLength
from config.serving.exchange import (
    FileAnswer,
    body_message,
    cut_message,
    refused,
    send_answer,
    start_message,
)
from config.serving.refusals import BUSY
from config.serving.threads import RequestThreads

logger = logging.getLogger(__name__)

STREAMS = 200
READERS = 4
# A part costs a hop between threads, and is held in memory for a reader who does not take it; it
# must be taken within Limits.stall_seconds.
SMALL, LARGE = 64 * 1024, 256 * 1024
QUICK_SECONDS, QUICK_PARTS = 0.05, 64


class Unreadable(Exception):
    """A file could not be read to its announced end; says the type of what went wrong only.

    Its message might hold a file's name or its content. And an error of any type can pass from
    a thread to the loop in this one: a SystemExit would end the loop, a StopIteration be lost.
    """


class FileStreams:
    """Lives on the loop; the files are read and closed in a few threads of their own."""

    def __init__(self, limit: int = STREAMS, readers: int = READERS) -> None:
        self.limit = limit
        self.running = 0
        # Each stream has one part or one farewell on its way.
        self._threads = RequestThreads(readers, 4 * limit, name="file")

    async def deliver(self, send: ASGISendCallable, answer: FileAnswer) -> None:
        """Send all of it, or cut the connection so that half of it does not look complete."""
        reading = Reading(answer, self._threads)
        if self.running >= self.limit:
            reading.close()
            await send_answer(send, refused(BUSY))
            return
        self.running += 1
        is_whole = False
        try:
            await pass_on(send, answer, reading)
            is_whole = True
        except Unreadable as error:
            logger.error("a file could not be read: %s", error)
        finally:
            self.running -= 1
            reading.close()
            if not is_whole:
                await send(cut_message())

    def stop(self, seconds: float) -> None:
        """Close what is still open; the server has stopped sending."""
        self._threads.stop(seconds)


async def pass_on(send: ASGISendCallable, answer: FileAnswer, reading: "Reading") -> None:
    """Read before the status is sent: a file that does not open is an error, not a torso."""
    await reading.begin()
    await send(start_message(answer.status, answer.headers))
    pace, clock = Pace(), asyncio.get_running_loop().time
    while not reading.is_at_end:
        began = clock()
        # A part is given no name here: it would stay in memory while its reader is waited for.
        await send(body_message(await reading.part(pace.size), more=True))
        pace.note(clock() - began)
    await send(body_message(b""))


class Pace:
    """Small parts until a reader has taken many of them at once."""

    def __init__(self) -> None:
        self._quick = 0

    @property
    def size(self) -> int:
        return LARGE if self._quick >= QUICK_PARTS else SMALL

    def note(self, seconds: float) -> None:
        self._quick = self._quick + 1 if seconds < QUICK_SECONDS else 0


class Reading:
    """One file on its way: its parts and its end in order, never two at once."""

    def __init__(self, answer: FileAnswer, threads: RequestThreads) -> None:
        self._file = answer.file
        self._left = answer.length
        self._threads = threads
        self._last = done()
        self._first = b""
        self._ended = False

    @property
    def is_at_end(self) -> bool:
        return self._ended and not self._first

    async def begin(self) -> None:
        self._first = await self._read(SMALL)

    async def part(self, size: int) -> bytes:
        """The next bytes up to the announced length; may be nothing at the end."""
        if self._first:
            part, self._first = self._first, b""
            return part
        return await self._read(size)

    async def _read(self, size: int) -> bytes:
        wanted = size if self._left is None else min(size, self._left)
        self._last = self._called(partial(self._file.file.read, wanted))
        part = await asyncio.wrap_future(self._last)
        self._last = done()
        self._count(len(part))
        return part

    def _count(self, length: int) -> None:
        if self._left is None:
            self._ended = not length
        elif 0 < length <= self._left:
            self._left -= length
            self._ended = not self._left
        else:
            raise Unreadable(WrongLength.__name__)

    def close(self) -> None:
        """As soon as no thread reads it any more, and not on the loop."""
        self._last.add_done_callback(self._close)

    def _close(self, _read: Future[bytes]) -> None:
        if not self._threads.offer(self._file.close, writes=True):
            self._file.close()

    def _called(self, call: Callable[[], bytes]) -> Future[bytes]:
        future: Future[bytes] = Future()
        if not self._threads.offer(partial(settle, future, call), writes=True):
            future.set_exception(Unreadable("too many at once"))
        return future


def settle(future: Future[bytes], call: Callable[[], bytes]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(call())
    except BaseException as error:
        future.set_exception(Unreadable(type(error).__name__))


def done() -> Future[bytes]:
    future: Future[bytes] = Future()
    future.set_result(b"")
    return future
