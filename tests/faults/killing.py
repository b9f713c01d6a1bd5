"""Photos on their way while the server is killed, at a moment that is named or at any moment."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx

from sharing.uuid7 import uuid7
from tests import servers
from tests.faults.onlooker import Digests, Onlooker, watching
from tests.faults.sender import Sender, client, posted
from tests.leaks import marked
from tests.load.installation import Installation, serving

PICTURE = ("original", "preview", "thumbnail")
MARK = "canaryQzFaults"
PART = 200 * 1024
SENDERS = 3
PATIENCE = 60.0
Sent = tuple[Sender, str, Digests]


def photo(number: int) -> bytes:
    """Three of them, so that one in another one's place is noticed."""
    return marked.png(MARK, seed=number % 3)


@contextmanager
def calm(installation: Installation, port: int) -> Iterator[dict[bytes, Digests]]:
    """What becomes of each photo when nothing happens; the server still runs in the block."""
    with serving(installation, port) as server, client(server.plan, server.plan.rooms[1].id) as one:
        expected: dict[bytes, Digests] = {}
        for number in range(3):
            sender = Sender(one, server.plan.rooms[1], photo(number), part_size=PART)
            sender.send()
            entry = sender.post_entry()["id"]
            assert sender.settled(entry)["state"] == "clean"
            expected[sender.data] = sender.digests(*PICTURE)
        yield expected


def goes_on(sender: Sender, entry: str, right: Digests) -> None:
    """From where it stopped to its end; then all of it is there, and as it must be."""
    sender.send()
    whole(sender, entry, right)


def attachments(installation: Installation) -> Path:
    return installation.folder / "data" / "attachments"


def left_behind(installation: Installation) -> list[str]:
    """Names below the folder of files, without those of whole renditions."""
    folder = attachments(installation)
    found = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    return sorted(str(path) for path in found if path.parts[0] != "files" or path.suffix != ".age")


def readable(folder: Path) -> list[str]:
    """Files below the folder in which a word of the photos lies open."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in paths if MARK.encode() in path.read_bytes()]


def killed_at_any_moment(
    installation: Installation, chance: random.Random, kills: int
) -> tuple[int, Counter[int]]:
    """Every file is whole in the end, and was whole or absent all the time; returns how many there
    were, and how the onlooker was answered."""
    port, ended, sent = servers.free_port(), threading.Event(), list[Sent]()
    plan = installation.plan.at(f"http://127.0.0.1:{port}")
    with calm(installation, port) as expected:
        pass
    room = plan.rooms[0].id
    with watching(plan, room) as onlooker, ThreadPoolExecutor(SENDERS) as threads:

        def keep_sending(member: int) -> None:
            with client(plan, room, member) as device:
                while not ended.is_set():
                    sender = Sender(device, plan.room(room), photo(len(sent)), part_size=PART)
                    mine = (sender, str(uuid7()), expected[sender.data])
                    sent.append(mine)
                    send_insistently(*mine, onlooker)

        sending = [threads.submit(keep_sending, member) for member in range(SENDERS)]
        for _kill in range(kills):
            with serving(installation, port) as server:
                time.sleep(chance.uniform(0.3, 3))
                server.kill()
            assert readable(installation.folder) == []
        with serving(installation, port), client(plan, room) as device:
            ended.set()
            for one in sending:
                one.result()
            for sender, entry, right in sent:
                whole(replace(sender, client=device), entry, right)
    assert onlooker.wrong == []
    assert readable(installation.folder) == []
    return len(sent), onlooker.statuses


def whole(sender: Sender, entry: str, right: Digests) -> None:
    shown = sender.settled(entry)
    assert shown["state"] == "clean", shown
    assert sender.digests(*PICTURE) == right


def send_insistently(sender: Sender, entry: str, right: Digests, onlooker: Onlooker) -> None:
    onlooker.expect(sender, right)
    said = {
        "id": entry,
        "attachments": [{"id": sender.id}],
        # Said by the device, so that the same again is the same.
        "captured_at": datetime.now(UTC).isoformat(),
    }
    insist(lambda: posted(sender.client, sender.room, "写真", **said))
    insist(sender.send)


def insist(deed: Callable[[], object]) -> None:
    """As a device does that cannot reach the server: the same again, until it is done."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            deed()
        except httpx.TransportError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return
