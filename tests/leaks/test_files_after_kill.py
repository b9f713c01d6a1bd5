"""A server killed while files come in, or are checked, leaves no word of them readable."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import psycopg
import pytest

from tests import servers
from tests.faults.sender import Sender, client, posted
from tests.leaks import marked
from tests.leaks.finder import found
from tests.leaks.test_canaries import SEALED, contents, kept_in
from tests.leaks.words import STEMS, mark, word
from tests.load.installation import PATIENCE, Installation, Templates, serving
from tests.load.plan import Plan, Room

PART = 200 * 1024
ON_POSTGRESQL = pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.soak])
DYING = ("-m", "tests.faults.dying")
# Where the server ends: which file is in the middle of what.
MOMENTS = {
    "in the middle of a piece": ("film", f"syncing {{}}/{PART:012d}.age 1"),
    "a piece is there, and not acknowledged": ("photo", f"synced {{}}/{PART:012d}.age 1"),
    "in the middle of a rendition": ("document", "syncing {}/page-1.age 1"),
}
Places = Mapping[str, list[bytes]]


def contents_of_files() -> dict[str, bytes]:
    return {
        "photo": marked.png(word("photo"), rows=200),
        "document": marked.pdf(mark("document")),
        "film": marked.film(word("film"), 450_000),
        "text": marked.text(word("text file")),
    }


@dataclass
class House:
    """An installation, and every place in it where something might have stayed."""

    installation: Installation
    redis: servers.Redis
    postgres: servers.Postgres | None

    def places(self) -> Places:
        folder = self.installation.folder
        return {
            "the folder of files": contents(folder / "data" / "attachments"),
            "temporary files": contents(folder / "temporary"),
            "logs": [path.read_bytes() for path in folder.glob("server-*.log")],
            "the database's files": self._database(),
            "Redis": kept_in(self.redis),
        }

    def _database(self) -> list[bytes]:
        if self.postgres is None:
            return [path.read_bytes() for path in self.installation.folder.glob("tsunagi.db*")]
        with psycopg.connect(self.postgres.url(), autocommit=True) as connection:
            connection.execute("CHECKPOINT")
            row = connection.execute("SHOW data_directory").fetchone()
        assert row
        return contents(Path(row[0]))


@pytest.fixture(scope="module", params=["sqlite", ON_POSTGRESQL])
def house(
    request: pytest.FixtureRequest, templates: Templates, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("killed")
    (folder / "temporary").mkdir()
    postgres = None
    with ExitStack() as stack:
        redis = stack.enter_context(servers.redis())
        if request.param == "sqlite":
            place = templates.sqlite(folder)
        else:
            postgres = stack.enter_context(servers.postgres())
            fresh = Templates(tmp_path_factory.mktemp("templates"))
            place = fresh.postgresql(folder, postgres)
        extra = {"TMPDIR": str(folder / "temporary")}
        yield House(replace(place, redis=redis.url, extra=extra), redis, postgres)


def send_all(device: httpx.Client, room: Room, files: Mapping[str, Sender]) -> str:
    """One entry that names them, then each of them; returns the entry."""
    attached = [{"id": one.id, "caption": word("file caption")} for one in files.values()]
    entry: str = posted(device, room, word("text"), attachments=attached)["id"]
    for sender in files.values():
        sender.send()
    return entry


def senders(device: httpx.Client, room: Room) -> dict[str, Sender]:
    return {
        name: Sender(device, room, data, f"{word('file name')}.{name}", part_size=PART)
        for name, data in contents_of_files().items()
    }


def killed(house: House, plan: Plan, port: int, moment: str) -> dict[str, Sender]:
    """The server ends at this moment; what was on its way then."""
    room = plan.rooms[0]
    which, when = MOMENTS[moment]
    with client(plan, room.id) as device:
        files = senders(device, room)
        extra = {**house.installation.extra, "DIE_AT": when.format(files[which].id)}
        dying = replace(house.installation, extra=extra)
        with serving(dying, port, program=DYING) as server:
            with suppress(httpx.TransportError):
                send_all(device, room, files)
            assert server.process.wait(PATIENCE) == -9, moment
    return files


@pytest.mark.redis
def test_no_word_of_a_file_stays_readable_after_a_kill(house: House) -> None:
    port = servers.free_port()
    plan = house.installation.plan.at(f"http://127.0.0.1:{port}")
    room = plan.rooms[0]
    left: list[Sender] = []
    for moment in MOMENTS:
        left += killed(house, plan, port, moment).values()
        assert found(STEMS, house.places()) == [], moment
    with serving(house.installation, port), client(plan, room.id) as device:
        for sender in left:
            replace(sender, client=device).send()
        files = senders(device, room)
        entry = send_all(device, room, files)
        for one in files.values():
            shown = one.settled(entry)
            assert shown["state"] == "clean", shown
            assert word("file name") in shown["name"]
        assert files["film"].rendition().content.count(word("film").encode()) > 5
        assert found(STEMS, house.places()) == []
    assert found(STEMS, house.places()) == []
    assert house.places()["temporary files"] == []


def test_what_was_looked_through_is_what_was_meant(house: House) -> None:
    """The control: each place holds what it must, and a planted word is found there."""
    places = house.places()
    assert found({"seal": SEALED.decode()}, {"files": places["the folder of files"]})
    assert found({"table": "messaging_attachment"}, {"rows": places["the database's files"]})
    for place, data in places.items():
        planted = [*data, b"\x00\x17" + word("photo").encode() + b"\xfe"]
        assert f"letters as UTF-8 in {place}" in found(STEMS, {place: planted})
