"""Nothing that was written about a patient lies readable anywhere outside the sealed columns."""

import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import psycopg
import pytest
import redis as redis_client

from tests import servers
from tests.leaks import site as sites
from tests.leaks.canaries import Story, tell
from tests.leaks.finder import coats, found
from tests.leaks.site import Site
from tests.leaks.words import PLACES, STEMS, mark, word
from tests.load.installation import create

SEALED = b"age-encryption.org/v1"
Places = Mapping[str, list[bytes]]
# Said in refusals only, or never shown: nobody finds these on a page.
NOT_SHOWN = {
    "retracted text", "search word", "refused date", "refused text", "too large", "without token",
    "wrong type", "unusual comment", "refused search", "discarded draft", "refused order",
    "refused visit", "refused medicine", "refused draft", "refused phrase", "refused concern",
    "refused plan", "refused file", "file given up",
}  # fmt: skip
LETTERS_ONLY = {"document"}


@dataclass
class Told:
    """A story told on one database, and every place where something of it might have stayed."""

    story: Story
    places: Places
    known: Mapping[str, bytes]  # what must be readable in a place, if it was read at all


class Monitor:
    """Everything that goes through a Redis while the block lasts."""

    def __init__(self, redis: servers.Redis) -> None:
        self.heard: list[bytes] = []
        self._socket = socket.create_connection((redis.host, redis.port))
        self._socket.sendall(b"MONITOR\r\n")
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while data := self._socket.recv(65_536):
            self.heard.append(data)

    def stop(self) -> bytes:
        if self._socket.fileno() < 0:
            return b"".join(self.heard)
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._socket.close()
        return b"".join(self.heard)


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("sqlite", marks=pytest.mark.redis),
        pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.redis]),
    ],
)
def told(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp(f"canaries-{request.param}")
    with ExitStack() as stack:
        redis = stack.enter_context(servers.redis())
        database, data, postgres = "", folder / "site" / "data", None
        if request.param == "postgresql":
            data = Path("/tmp") / f"tsunagi-canaries-{os.getpid()}"  # noqa: S108 -- see servers
            stack.callback(subprocess.run, ["rm", "-rf", str(data)], check=True)
            postgres = stack.enter_context(servers.postgres(data))
            create(postgres, "told")
            database = postgres.url("told")
        monitor, said = Monitor(redis), StringIO()
        stack.callback(monitor.stop)
        port = servers.free_port()
        with (
            redirect_stdout(said),
            redirect_stderr(said),
            sites.running(folder / "site", port, database, redis.url) as site,
        ):
            story = tell(site)
            time.sleep(0.6)  # pointers are rung together, a little later
            places = {
                "the database's files": files(data, postgres),
                "the folder of files": contents(site.folder / "data" / "attachments"),
                "Redis while it ran": [monitor.stop()],
                "Redis": kept_in(redis),
                "temporary files": contents(site.folder / "temporary"),
                "sockets": story.frames,
                **dumped(postgres),
            }
        places |= {
            "the database's files, closed": files(data, postgres),
            "the folder of files, closed": contents(site.folder / "data" / "attachments"),
            "the server's output": [site.output.read_bytes()],
            "addresses, headers and cookies": site.wire,
            "the output of this test": [said.getvalue().encode()],
        }
        yield Told(story, places, known(site, story))


def known(site: Site, story: Story) -> dict[str, bytes]:
    """Names of organisations are no secret; ids and paths go where they must."""
    organization, room = "たなか在宅クリニック".encode(), story.room.encode()
    return {
        "the database's files": organization,
        "the database's files, closed": organization,
        "the folder of files": SEALED,
        "the folder of files, closed": SEALED,
        "Redis while it ran": room,
        "sockets": room,
        "a dump": organization,
        "the server's output": b"/patients/{id}/overview/",
        "addresses, headers and cookies": room,
    }


def files(data: Path, postgres: servers.Postgres | None) -> list[bytes]:
    """Tables, write-ahead log and all, as a thief of the disk finds them."""
    if postgres is not None and postgres.process.poll() is None:
        with psycopg.connect(postgres.url("told"), autocommit=True) as connection:
            connection.execute("CHECKPOINT")
    return contents(data)


def contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]


def dumped(postgres: servers.Postgres | None) -> dict[str, list[bytes]]:
    if postgres is None:
        return {}
    binaries = servers.postgres_binaries()
    assert binaries is not None
    command = [str(binaries / "pg_dump"), "--inserts", postgres.url("told")]
    return {"a dump": [subprocess.run(command, check=True, capture_output=True).stdout]}


def kept_in(redis: servers.Redis) -> list[bytes]:
    client = redis_client.Redis(host=redis.host, port=redis.port)
    kept = [key + (client.dump(key) or b"") for key in client.scan_iter()]
    client.save()
    told: dict[str, str] = client.config_get("*")  # type: ignore[assignment]  # not awaited
    saved = Path(told["dir"]) / told["dbfilename"]
    client.close()
    client.connection_pool.disconnect()
    return [*kept, saved.read_bytes()]


def test_members_were_shown_every_word(told: Told) -> None:
    """The control: words that were never stored are not found anywhere either."""
    words = {place: mark(place) if place in LETTERS_ONLY else word(place) for place in PLACES}
    missing = [
        place
        for place, text in words.items()
        if place not in NOT_SHOWN and text not in told.story.shown
    ]
    assert missing == []


def test_no_word_lies_readable_anywhere(told: Told) -> None:
    leaks = found(STEMS, told.places)
    if leaks:  # then say which word it was
        leaks += found({place: word(place) for place in PLACES}, told.places)
    assert leaks == []


def test_every_place_was_looked_into(told: Told) -> None:
    for place, known in told.known.items():
        if place in told.places:
            assert found({"known": known.decode()}, {place: told.places[place]}), place
    assert set(told.places) - set(told.known) <= {
        "Redis", "temporary files", "the output of this test",
    }  # fmt: skip
    assert told.places["Redis"], "at least the file it saved"


@pytest.mark.parametrize("coat", range(len(list(coats("x")))))
def test_a_planted_word_is_found_in_every_place(told: Told, coat: int) -> None:
    name, needle = list(coats(word("text")))[coat]
    for place, data in told.places.items():
        # Each file is looked through by itself: one of them shows it.
        planted = [b"".join(data[-1:]) + b"\x00\x17" + needle + b"\xfe"]
        assert f"text as {name} in {place}" in found({"text": word("text")}, {place: planted})


def test_nothing_was_written_to_a_temporary_file(told: Told) -> None:
    assert told.places["temporary files"] == []
