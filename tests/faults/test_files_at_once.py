"""Two devices, or two requests of one, at the same moment: one counts, the other is told."""

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx
import pytest

from sharing.uuid7 import uuid7
from tests.faults.sender import Sender, client
from tests.load.fixtures import BOTH
from tests.load.installation import Server, Templates, serving

AT_ONCE = 6
SIZE = 60_000


@pytest.fixture(scope="module", params=BOTH)
def server(
    request: pytest.FixtureRequest, templates: Templates, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("at-once")
    if request.param == "sqlite":
        place = templates.sqlite(folder)
    else:
        place = templates.postgresql(folder, request.getfixturevalue("postgres"))
    with serving(place) as running:
        yield running


def written(number: int) -> bytes:
    """A text of its own for each device, all of one length."""
    line = f"端末{number}の記録。\n".encode()
    return (line * (SIZE // len(line) + 1))[: SIZE // 2] + b"." * (SIZE - SIZE // 2)


def at_once(
    server: Server, members: list[int], deed: Callable[[httpx.Client, int], httpx.Response]
) -> list[int]:
    """The answers to what each member does, all let go in the same instant."""
    room, gate = server.plan.rooms[0].id, Barrier(len(members))

    def act(number: int) -> int:
        with client(server.plan, room, members[number]) as device:
            device.get("/healthz")  # connected before it counts
            gate.wait(20)
            return deed(device, number).status_code

    with ThreadPoolExecutor(len(members)) as threads:
        return list(threads.map(act, range(len(members))))


def test_of_two_pieces_at_once_one_is_taken_and_nothing_is_mixed(server: Server) -> None:
    room, identity = server.plan.rooms[0], str(uuid7())
    with client(server.plan, room.id) as device:
        sender = Sender(device, room, written(0), name="memo.txt", id=identity)
        sender.begin()
        statuses = at_once(
            server, [0] * AT_ONCE,
            lambda one, number: Sender(one, room, written(number), id=identity).part(0),
        )  # fmt: skip
        assert sorted(statuses) == [204] + [409] * (AT_ONCE - 1)
        assert sender.offset() == SIZE
        shown = sender.settled(sender.post_entry()["id"])
        assert shown["state"] == "clean", shown
        served = sender.rendition().content
    taken = written(statuses.index(204))
    assert hashlib.sha256(served).digest() == hashlib.sha256(taken).digest()


def test_one_file_announced_by_two_devices_of_one_person_at_once_is_one_file(
    server: Server,
) -> None:
    room, identity = server.plan.rooms[0], str(uuid7())
    statuses = at_once(
        server, [0] * AT_ONCE,
        lambda one, _number: Sender(one, room, written(0), "memo.txt", identity).begin(),
    )  # fmt: skip
    assert statuses == [201] * AT_ONCE
    with client(server.plan, room.id) as device:
        sender = Sender(device, room, written(0), "memo.txt", identity)
        sender.send()
        assert sender.settled(sender.post_entry()["id"])["state"] == "clean"


def test_one_number_used_by_two_people_at_once_belongs_to_one_of_them(server: Server) -> None:
    room, identity = server.plan.rooms[0], str(uuid7())
    members = [0, 1, 2]
    statuses = at_once(
        server, members,
        lambda one, number: Sender(one, room, written(number), "memo.txt", identity).begin(),
    )  # fmt: skip
    assert sorted(statuses) == [201, 409, 409]
    owner = statuses.index(201)
    for member in members:
        with client(server.plan, room.id, member) as device:
            head = Sender(device, room, written(member), id=identity).head()
            assert head.status_code == (200 if member == owner else 404)


def test_entry_and_file_sent_at_once_find_each_other(server: Server) -> None:
    """Whichever comes first makes the row."""
    room = server.plan.rooms[0]
    for _round in range(5):
        identity, entries = str(uuid7()), list[str]()

        def act(
            one: httpx.Client,
            number: int,
            identity: str = identity,
            entries: list[str] = entries,
        ) -> httpx.Response:
            sender = Sender(one, room, written(0), "memo.txt", identity)
            if number:
                entries.append(sender.post_entry()["id"])
                return httpx.Response(201)
            return sender.begin()

        assert at_once(server, [0, 0], act) == [201, 201]
        with client(server.plan, room.id) as device:
            sender = Sender(device, room, written(0), "memo.txt", identity)
            sender.send()
            assert sender.settled(entries[0])["state"] == "clean"
