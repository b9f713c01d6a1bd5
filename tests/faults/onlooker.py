"""Asks for files again and again, whatever happens to the server: no half may ever be served."""

import hashlib
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace

import httpx

from tests.faults.sender import Sender, client
from tests.load.plan import Plan

SECONDS, NEWEST = 0.05, 8
MAY_BE_ANSWERED = {200, 404, 503}
Digests = Mapping[str, str]


@dataclass
class Onlooker:
    """Another member; knows what each rendition must be, and notes whatever else it gets."""

    plan: Plan
    room: str
    expected: dict[str, tuple[Sender, Digests]] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def expect(self, sender: Sender, digests: Digests) -> None:
        self.expected[sender.id] = sender, digests

    def watch(self, ended: threading.Event) -> None:
        with client(self.plan, self.room, member=1) as device:
            while not ended.wait(SECONDS):
                for sender, digests in list(self.expected.values())[-NEWEST:]:
                    with suppress(httpx.TransportError):  # the server is down, or went down
                        self._look(replace(sender, client=device), digests)

    def _look(self, sender: Sender, digests: Digests) -> None:
        for which, right in digests.items():
            answer = sender.rendition(which)
            self.statuses[answer.status_code] += 1
            good = answer.status_code != 200 or _sha256(answer.content) == right
            if not good or answer.status_code not in MAY_BE_ANSWERED:
                told = f"{answer.status_code}, {len(answer.content)} bytes"
                self.wrong.append(f"{which} of {sender.id}: {told}")


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@contextmanager
def watching(plan: Plan, room: str) -> Iterator[Onlooker]:
    """In a thread of its own; what it saw stands when the block has ended."""
    onlooker, ended = Onlooker(plan, room), threading.Event()
    thread = threading.Thread(target=onlooker.watch, args=(ended,))
    thread.start()
    try:
        yield onlooker
    finally:
        ended.set()
        thread.join()
