"""A standard tus client whose line breaks again and again: the film arrives whole."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tusclient.client import TusClient

from sharing.uuid7 import uuid7
from tests.faults import films
from tests.faults.breaking_proxy import BreakingProxy, breaking
from tests.faults.sender import Sender, client, headers
from tests.faults.watching import Sampled, sampling, settled, watched
from tests.load.installation import Installation, Server, serving

MB = 1_000_000
MOST_GROWTH = 60 * MB
# One less than what a part may have at most.
CHUNK = 1024 * 1024


@dataclass
class Sent:
    """What was sent over the line, and what was seen meanwhile."""

    server: Server
    room: str
    id: str
    sha256: str
    size: int
    proxy: BreakingProxy
    sampled: Sampled
    temporary: list[str]


def sent_over_a_broken_line(
    server: Server, folder: Path, temporary: Path, size: int, cuts: int
) -> Sent:
    """Each cut falls into the middle of a part, early and late in the file."""
    room, path = server.plan.rooms[0].id, folder / "film.mp4"
    sha256 = films.film(path, size)
    moments = [(2 * number + 1) * size // (2 * cuts) for number in range(cuts)]
    port = int(server.url.rsplit(":", 1)[1])
    settled(server.process.pid)
    with (
        breaking(port, moments) as proxy,
        watched(temporary) as watch,
        sampling(server.process.pid) as sampled,
    ):
        plan = server.plan.at(proxy.url)
        tus = TusClient(f"{proxy.url}/rooms/{room}/uploads", dict(headers(plan, room)))
        identity = str(uuid7())
        with path.open("rb") as file:
            uploader = tus.uploader(
                file_stream=file, chunk_size=CHUNK, retries=3, retry_delay=0, upload_checksum=True,
                metadata={"id": identity, "filename": "歩行.mp4", "sha256": sha256},
            )  # fmt: skip
            uploader.upload()
        assert uploader.offset == path.stat().st_size
        with client(server.plan, room) as device:
            sender = Sender(device, server.plan.room(room), b"", id=identity)
            shown = sender.settled(sender.post_entry()["id"])
            assert shown["state"] == "clean", shown
            assert (shown["kind"], shown["size"]) == ("film", path.stat().st_size)
        seen = watch.seen()
    return Sent(server, room, identity, sha256, path.stat().st_size, proxy, sampled, seen)


def downloaded(sent: Sent) -> str:
    """SHA-256 of the whole as another member gets it."""
    digest = hashlib.sha256()
    with (
        client(sent.server.plan, sent.room, member=1) as device,
        device.stream("GET", f"/rooms/{sent.room}/attachments/{sent.id}/original") as answer,
    ):
        assert answer.status_code == 200
        for part in answer.iter_bytes():
            digest.update(part)
    return digest.hexdigest()


@pytest.mark.parametrize(
    ("size", "cuts"),
    [(20 * MB, 3), pytest.param(200 * MB, 10, marks=pytest.mark.soak)],
    ids=["20 MB", "200 MB"],
)
def test_a_film_sent_over_a_line_that_breaks_arrives_whole_in_flat_memory_and_no_temporary_file(
    installation: Installation, tmp_path: Path, size: int, cuts: int
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with serving(replace(installation, extra={"TMPDIR": str(temporary)})) as server:
        sent = sent_over_a_broken_line(server, tmp_path, temporary, size, cuts)
        with sampling(server.process.pid) as serving_it:
            assert downloaded(sent) == sent.sha256
    print(f"\n{sent.size} bytes, {len(sent.proxy.cuts)} cuts at {sent.proxy.cuts}")
    print(f"taking in: {sent.sampled}\nserving: {serving_it}", flush=True)
    assert len(sent.proxy.cuts) == cuts
    assert sent.sampled.growth < MOST_GROWTH
    assert serving_it.growth < MOST_GROWTH
    assert sent.temporary == []
    assert list(temporary.iterdir()) == []
    assert sent.sampled.nameless == set()


def test_a_temporary_file_would_have_been_seen_with_a_name_and_without(tmp_path: Path) -> None:
    """The control of the test above: both kinds, and nothing else."""
    with watched(tmp_path) as watch:
        assert watch.seen() == []
        made = "import tempfile as t; t.TemporaryFile().write(b'x'); t.NamedTemporaryFile()"
        Installation(tmp_path / "..", "", extra={"TMPDIR": str(tmp_path)}).run("-c", made)
        seen = watch.seen()
    assert any(name.startswith("#") for name in seen)
    assert any(name.startswith("tmp") for name in seen)
