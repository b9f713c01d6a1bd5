"""A disk that is full: refused cleanly, the picture stays on the device, notes go on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from tests.faults import films
from tests.faults.sender import Sender, client, error_of, posted
from tests.faults.small_disk import Disk, is_possible
from tests.load.installation import Installation, Server, serving

KB = 1024
PART = 200 * KB
FILM = b"".join(films.parts(580 * KB))
FULL = (
    "サーバーに空きがないため、ファイルを受け取れません。"
    "写真はこの端末に残っていて、あとでもう一度送ります。"
)
ON_THE_DEVICE = "端末にあります"
PROGRAM = ("-m", "tests.faults.small_disk")


@contextmanager
def on_a_small_disk(installation: Installation) -> Iterator[tuple[Server, Disk]]:
    folder = installation.folder / "data" / "attachments"
    folder.mkdir(parents=True, exist_ok=True)
    if not is_possible(folder):
        pytest.skip("a small disk: this kernel lets us mount none")
    small = replace(installation, extra={"SMALL_DISK": f"{folder} 4m"})
    with serving(small, program=PROGRAM) as server:
        yield server, Disk(server.process.pid, folder)


def refused(answer: object) -> dict[str, object]:
    """The answer of a full disk, as a device shows it."""
    assert answer.status_code == 507, answer  # type: ignore[attr-defined]  # httpx.Response
    told = error_of(answer)  # type: ignore[arg-type]
    return {"error": told["error"], "message": told["message"]}


def test_a_full_disk_refuses_a_file_and_goes_on_with_it_once_there_is_room(
    installation: Installation,
) -> None:
    with on_a_small_disk(installation) as (server, disk):
        room = server.plan.rooms[0]
        with client(server.plan, room.id) as device:
            sender = Sender(device, room, FILM, name="film.mp4", part_size=PART)
            entry = sender.post_entry()["id"]
            with disk.full():
                assert refused(sender.begin()) == {"error": "disk-full", "message": FULL}
                awaited = sender.shown(entry)
                assert (awaited["state"], awaited["received"]) == ("awaited", 0)
                assert ON_THE_DEVICE in awaited["state_label"]
                posted(device, room, "写真は後で送ります。")
            assert sender.begin().status_code == 201
            assert sender.part(0).status_code == 204
            with disk.full():
                assert refused(sender.part(PART)) == {"error": "disk-full", "message": FULL}
                assert sender.offset() == PART
                receiving = sender.shown(entry)
                assert (receiving["state"], 0 < receiving["received"] < 1) == ("receiving", True)
                assert disk.names() == ["000000000000.age", "ballast"], "nothing half is left"
                posted(device, room, "記録は続けられます。")
            sender.send()
            assert sender.settled(entry)["state"] == "clean"
            assert sender.rendition().content == FILM
        assert disk.names() == ["original.age"]


@pytest.mark.soak
def test_a_disk_that_is_full_while_a_file_is_checked_puts_the_check_off(
    installation: Installation,
) -> None:
    """Its lease has to run out, which takes the better part of a minute."""
    with on_a_small_disk(installation) as (server, disk):
        room = server.plan.rooms[0]
        with client(server.plan, room.id) as device:
            sender = Sender(device, room, FILM, name="film.mp4", part_size=PART)
            entry = sender.post_entry()["id"]
            sender.begin()
            for offset in (0, PART):
                sender.part(offset)
            with disk.full(but=PART + 100 * KB):
                assert sender.part(2 * PART).status_code == 204
                for number in range(20):
                    posted(device, room, f"待つ間の記録 {number}")
                    assert sender.shown(entry)["state"] == "checking"
                assert [name for name in disk.names() if "original" in name] == []
            assert sender.settled(entry, 90)["state"] == "clean"
            assert sender.rendition().content == FILM
        assert "a file waits to be checked: DiskFull" in server.output.read_text(encoding="utf-8")
