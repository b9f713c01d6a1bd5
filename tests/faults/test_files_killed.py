"""kill -9 at every step of a file's way: whole or going on, and no half of it is ever served."""

import random
from contextlib import suppress
from dataclasses import replace

import httpx
import pytest

from tests import servers
from tests.faults.killing import (
    PART,
    Sent,
    attachments,
    calm,
    goes_on,
    killed_at_any_moment,
    left_behind,
    photo,
    readable,
)
from tests.faults.onlooker import watching
from tests.faults.sender import Sender, client
from tests.load.installation import PATIENCE, Installation, serving

FIRST, SECOND = "000000000000.age", f"{PART:012d}.age"
# Where the server ends, and how that moment is known: at what is done with which file.
MOMENTS = {
    "announced, and nothing of it here": ("opening", FIRST),
    "in the middle of a piece": ("syncing", SECOND),
    "a piece is there, and not acknowledged": ("synced", SECOND),
    "all is here, and the decoder runs": ("opening", "original.age"),
    "in the middle of a rendition": ("syncing", "preview.age"),
    "between two renditions": ("opening", "thumbnail.age"),
    "all renditions are there, and no deed says so": ("placed", "thumbnail.age"),
    "clean, and its pieces are still there": ("removing", FIRST),
    "while its pieces are removed": ("removing", SECOND),
}
IN_SHORT = (
    "a piece is there, and not acknowledged",
    "between two renditions",
    "clean, and its pieces are still there",
)
DYING = ("-m", "tests.faults.dying")
LONG = pytest.mark.soak


@pytest.mark.parametrize(
    ("installation", "names"),
    [
        pytest.param("sqlite", IN_SHORT, id="three on SQLite"),
        pytest.param("sqlite", tuple(MOMENTS), marks=LONG, id="all on SQLite"),
        pytest.param(
            "postgresql", tuple(MOMENTS), marks=[pytest.mark.postgres, LONG], id="all on PostgreSQL"
        ),
    ],
    indirect=["installation"],
)
def test_a_server_killed_at_any_step_leaves_a_file_whole_or_going_on(
    installation: Installation, names: tuple[str, ...]
) -> None:
    """One server after another ends at its moment; the next one takes up what the last one left."""
    port = servers.free_port()
    plan = installation.plan.at(f"http://127.0.0.1:{port}")
    room, sent = plan.rooms[0], list[Sent]()
    with calm(installation, port) as expected:
        pass
    with watching(plan, room.id) as onlooker, client(plan, room.id) as device:
        for number, name in enumerate(names):
            sender = Sender(device, room, photo(number), part_size=PART)
            right = expected[sender.data]
            onlooker.expect(sender, right)
            what, of = MOMENTS[name]
            dying = replace(installation, extra={"DIE_AT": f"{what} {sender.id}/{of} 1"})
            with serving(dying, port, program=DYING) as server:
                for before in sent[-1:]:
                    goes_on(*before)
                entry = sender.post_entry(name)["id"]
                with suppress(httpx.TransportError):
                    sender.send()
                assert server.process.wait(PATIENCE) == -9, name
            sent.append((sender, entry, right))
            assert readable(installation.folder) == [], name
            print(f"killed: {name}; left: {len(left_behind(installation))}", flush=True)
        with serving(installation, port):
            for every in sent:
                goes_on(*every)
    done_before = [sender.id for sender, _entry, _right in sent[-2:]]
    print(f"asked meanwhile: {dict(onlooker.statuses)}", flush=True)
    assert onlooker.wrong == []
    assert min(onlooker.statuses[200], onlooker.statuses[404]) > 0
    assert readable(installation.folder) == []
    for left in left_behind(installation):
        assert left.endswith(".unfinished") or any(one in left for one in done_before), left


def test_a_word_that_lay_open_would_have_been_found(on_sqlite: Installation) -> None:
    """The control: a piece as it would be without a seal."""
    folder = attachments(on_sqlite) / "uploads"
    folder.mkdir(parents=True)
    assert readable(on_sqlite.folder) == []
    (folder / FIRST).write_bytes(photo(0)[1000:3000])
    assert readable(on_sqlite.folder) == [str(folder / FIRST)]


def test_a_server_killed_at_any_moment_serves_no_half(on_sqlite: Installation) -> None:
    """A share of what `./dev soak` does."""
    files, statuses = killed_at_any_moment(on_sqlite, random.Random(4), kills=3)  # noqa: S311
    print(f"{files} files; asked meanwhile: {dict(statuses)}", flush=True)
