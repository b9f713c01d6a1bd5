"""Runs a program of ours in a process of its own: it knows little, may spend little, and ends."""

import os
import selectors
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
# What such a process needs to know; secrets of the installation it does not.
PASSED_ON = (
    "PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME",
    "FONTCONFIG_FILE", "FONTCONFIG_PATH", "VIRTUAL_ENV",
)  # fmt: skip
PART = 256 * 1024


class Unfinished(Exception):
    """The process did not start, took too long, or ended in the middle."""


class NotStarted(Unfinished):
    """There was no process at all: of what it was to look at nothing is known."""


class Slow(Unfinished):
    """It took longer than it may."""


class Process:
    """A running program that is fed and heard at once, so that neither side can stall the other.

    Its patience is spent only while waiting for it: what its maker does between two reads is free.
    """

    def __init__(
        self, process: "subprocess.Popen[bytes]", given: Iterable[bytes], seconds: float
    ) -> None:
        self.over = False  # whether its output was heard to the end
        self._process = process
        self._given = iter(given)
        self._left = seconds
        self._unsent = memoryview(b"")
        self._heard = bytearray()
        self._selector = selectors.DefaultSelector()
        self._selector.register(_flowing(process.stdin), selectors.EVENT_WRITE)
        self._selector.register(_flowing(process.stdout), selectors.EVENT_READ)

    def read(self, most: int) -> bytes:
        """At most so many bytes, none at the end of the output; raises `Slow`."""
        while not self._heard:
            if not self._hear():
                return b""
        taken = bytes(self._heard[:most])
        del self._heard[:most]
        return taken

    def line(self, most: int) -> bytes:
        """A line without its end; raises `Unfinished` where there is none, or a longer one."""
        while (end := self._heard.find(b"\n", 0, most)) < 0:
            if len(self._heard) >= most or not self._hear():
                raise Unfinished
        taken = bytes(self._heard[:end])
        del self._heard[: end + 1]
        return taken

    def parts(self, size: int) -> Iterator[bytes]:
        """Exactly so many bytes; raises `Unfinished` where there are fewer."""
        while size:
            part = self.read(min(size, PART))
            if not part:
                raise Unfinished
            size -= len(part)
            yield part

    def ended(self) -> int:
        """Its exit status (negative: the signal that ended it); it must have said all it says."""
        if self.read(1):
            raise Unfinished
        try:
            return self._process.wait(max(self._left, 0.1))
        except subprocess.TimeoutExpired:
            raise Slow from None

    def close(self) -> None:
        """Ends it, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._selector.close()
        for pipe in (self._process.stdin, self._process.stdout):
            _of(pipe).close()

    def _hear(self) -> bool:
        """Waits until there is more to read, feeding the process meanwhile; False at the end."""
        while True:
            ready = {key.fileobj for key, _events in self._wait()}
            if self._process.stdin in ready:
                self._feed()
            if self._process.stdout in ready:
                part = os.read(_of(self._process.stdout).fileno(), PART)
                self._heard += part
                self.over = not part
                return bool(part)

    def _wait(self) -> list[tuple[selectors.SelectorKey, int]]:
        started = time.monotonic()
        ready = self._selector.select(max(self._left, 0))
        self._left -= time.monotonic() - started
        if not ready:
            raise Slow
        return ready

    def _feed(self) -> None:
        stdin = _of(self._process.stdin)
        try:
            if not self._unsent:
                self._unsent = memoryview(next(self._given))
            self._unsent = self._unsent[os.write(stdin.fileno(), self._unsent) :]
        except (StopIteration, BrokenPipeError):  # BrokenPipeError: it knows enough already
            self._selector.unregister(stdin)
            stdin.close()


@contextmanager
def running(
    module: str, *arguments: str, given: Iterable[bytes], seconds: float
) -> Iterator[Process]:
    """`python -m module`, fed with `given`; ended when the block ends. Raises `Unfinished`.

    It must keep its own limits (see `restraint`), and what it writes to stderr is not heard.
    """
    known = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    try:
        started = subprocess.Popen(  # noqa: S603 -- a module of ours
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT, env=known, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, bufsize=0,
        )  # fmt: skip
    except OSError:
        raise NotStarted from None
    process = Process(started, given, seconds)
    try:
        yield process
    finally:
        process.close()


def _flowing(pipe: IO[bytes] | None) -> IO[bytes]:
    os.set_blocking(_of(pipe).fileno(), False)
    return _of(pipe)


def _of(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:  # pragma: no cover
        raise ValueError("opened without a pipe")
    return pipe
