"""The server with its sections timed: `python -m tests.bench.split --port N --no-access-log`.

Each section counts the CPU time of its own thread less what the sections inside it counted, so
the sections of a request add up. The rest of the process's time is the loop's: HTTP, sockets,
rings, pump and sequencer. The figures are written to SPLIT_FILE whenever SIGUSR1 comes.
"""

# Importing Daphne's server first installs Twisted's asyncio reactor.
import config.serving.server  # isort: skip  # noqa: F401
import functools
import importlib
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from django.core.management import execute_from_command_line

REST = "server (HTTP, sockets, bell, pump, sequencer)"
DJANGO = "django (handler, middleware, urls)"


class Sections:
    """Seconds by name, over all threads."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.lock = threading.Lock()
        self.local = threading.local()

    def begin(self) -> None:
        self._stack().append([time.thread_time(), 0.0])

    def end(self, name: str) -> None:
        stack = self._stack()
        began, inside = stack.pop()
        whole = time.thread_time() - began
        if stack:
            stack[-1][1] += whole
        with self.lock:
            self.seconds[name] = self.seconds.get(name, 0.0) + whole - inside

    def _stack(self) -> list[list[float]]:
        if not hasattr(self.local, "stack"):
            self.local.stack = []
        stack: list[list[float]] = self.local.stack
        return stack

    def around(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(work)
        def timed(*arguments: Any, **options: Any) -> Any:
            self.begin()
            try:
                return work(*arguments, **options)
            finally:
                self.end(name)

        return timed

    def replace(self, name: str, owner: Any, *attributes: str) -> None:
        for attribute in attributes:
            setattr(owner, attribute, self.around(name, getattr(owner, attribute)))


sections = Sections()


def report(path: Path) -> None:
    told = {**sections.seconds, REST: time.process_time() - sum(sections.seconds.values())}
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(told), encoding="utf-8")
    fresh.replace(path)


def main() -> None:
    django.setup()
    # Only now, when the settings are there, can what is to be timed be imported.
    importlib.import_module("tests.bench.sections").divide(sections, DJANGO)
    signal.signal(signal.SIGUSR1, lambda *_: report(Path(os.environ["SPLIT_FILE"])))
    execute_from_command_line(["manage.py", "serve", *sys.argv[1:]])


if __name__ == "__main__":
    main()
