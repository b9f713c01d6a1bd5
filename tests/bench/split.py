"""The server with its sections timed: `python -m tests.bench.split --port N --no-access-log`.

Each section counts the CPU time of its own thread less what the sections inside it counted, so
the sections of a request add up. The rest of the process's time is the loop's: HTTP, sockets,
rings, pump and sequencer. The figures are written to SPLIT_FILE whenever SIGUSR1 comes.
"""

import functools
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


def divide() -> None:
    """Put a clock around what each section's name says."""
    # Only when the settings are there can these be imported.
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415
    from django.db.transaction import Atomic  # noqa: PLC0415
    from django.http import JsonResponse  # noqa: PLC0415

    from messaging.forms.body import Body  # noqa: PLC0415
    from messaging.views import entry, entry_json, timeline  # noqa: PLC0415
    from sharing import access, journal, keys, session  # noqa: PLC0415

    sections.replace(DJANGO, WSGIHandler, "__call__")
    sections.replace("session (who is it)", session, "identity_of")
    sections.replace("door (facts, policy, whom to ring)", access, "_open", "_ring")
    sections.replace("door (facts, policy, whom to ring)", journal, "lock")
    sections.replace("leaf (the trace)", access, "_append")
    sections.replace("begin and commit", Atomic, "__enter__", "__exit__")
    sections.replace("crypto", keys.RoomKeys, "seal", "open", "digest")
    sections.replace("crypto", keys, "seal_with", "open_with")
    sections.replace("serialisation (JSON both ways)", entry_json, "entry", "pulled", "page")
    sections.replace("serialisation (JSON both ways)", JsonResponse, "__init__")
    sections.replace("serialisation (JSON both ways)", Body, "__init__")
    sections.replace("form", entry.forms, "new_entry")
    sections.replace("rows of a post", entry, "post_entry")
    sections.replace("rows read back after a post", entry.timeline, "entry")
    sections.replace("rows of a pull", timeline.timeline, "after", "before")


def report(path: Path) -> None:
    told = {**sections.seconds, REST: time.process_time() - sum(sections.seconds.values())}
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(told), encoding="utf-8")
    fresh.replace(path)


def main() -> None:
    # The reactor must be installed before anything else of Twisted is imported.
    import config.serving.server  # noqa: PLC0415, F401

    import django  # noqa: PLC0415
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    django.setup()
    divide()
    signal.signal(signal.SIGUSR1, lambda *_: report(Path(os.environ["SPLIT_FILE"])))
    execute_from_command_line(["manage.py", "serve", *sys.argv[1:]])


if __name__ == "__main__":
    main()
