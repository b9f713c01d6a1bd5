"""A file in quarantine: taken up once at a time, left there while it cannot be looked at."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from pytest_django.fixtures import Settings

from messaging.actions import checking
from messaging.actions.checking import Lane
from messaging.file_content import FileContent
from messaging.models import Attachment
from messaging.vocabulary import AttachmentState
from sharing import clock, keys
from sharing.storage import storage
from tests.device import Device
from tests.messaging.attachments.documents import pdf
from tests.sending import TUS, Sending
from tests.sharing.staffing import traces
from tests.world import World

TEXT = "滲出液あり\n".encode()
LATER = timedelta(minutes=2)
NOBODY = "127.0.0.1:1"  # a port on which nothing listens


@pytest.fixture
def sent(world: World) -> Sending:
    sending = Sending(Device.of(world, "sato"), TEXT, name="memo.txt")
    sending.whole()
    return sending


def row(sent: Sending) -> Attachment:
    return Attachment.objects.get(pk=sent.id)


def test_two_never_check_the_same_file(sent: Sending) -> None:
    taken = checking._claimed()
    assert taken is not None
    assert checking._claimed() is None
    with time_machine.travel(clock.now() + LATER, tick=False):
        assert checking._claimed() is not None, "whoever had it has not come back"


def test_a_restart_takes_it_up_at_once(sent: Sending) -> None:
    checking._claimed()
    checking.release()
    assert checking.check_next()
    assert row(sent).state == AttachmentState.CLEAN


def test_what_brings_everybody_down_is_refused_in_the_end(sent: Sending) -> None:
    for attempt in range(checking.MOST_ATTEMPTS):
        with time_machine.travel(clock.now() + LATER * attempt, tick=False):
            assert checking._claimed() is not None
    with time_machine.travel(clock.now() + LATER * 4, tick=False):
        assert checking.check_next()
    assert row(sent).state == AttachmentState.REFUSED
    told = sent.device.client.head(f"{sent.place}/{sent.id}", **TUS)
    assert told["Tsunagi-Reason"] == "interrupted", "it may be sent again as it is"
    assert list(storage().listed()) == []


def test_a_fault_of_the_servers_disk_is_not_the_files(sent: Sending) -> None:
    """As when the folder belongs to somebody else, or a descriptor is lacking."""
    files = settings.ATTACHMENTS / "files"
    files.parent.mkdir(parents=True, exist_ok=True)
    files.write_bytes(b"")
    for attempt in range(2 * checking.MOST_ATTEMPTS):
        with time_machine.travel(clock.now() + LATER * attempt, tick=False):
            assert checking.check_next()
    assert row(sent).state == AttachmentState.CHECKING
    files.unlink()
    with time_machine.travel(clock.now() + LATER * 10, tick=False):
        assert checking.check_next()
    assert row(sent).state == AttachmentState.CLEAN


def test_a_disk_that_is_away_for_a_while_damages_nothing(sent: Sending) -> None:
    uploads = settings.ATTACHMENTS / "uploads"
    away = uploads.rename(uploads.with_name("away"))
    for attempt in range(2 * checking.MOST_ATTEMPTS):
        with time_machine.travel(clock.now() + LATER * attempt, tick=False):
            assert checking.check_next()
    assert row(sent).state == AttachmentState.CHECKING
    away.rename(uploads)
    with time_machine.travel(clock.now() + LATER * 10, tick=False):
        assert checking.check_next()
    assert row(sent).state == AttachmentState.CLEAN


def test_a_disk_that_does_not_come_back_is_said_after_a_day(sent: Sending) -> None:
    uploads = settings.ATTACHMENTS / "uploads"
    uploads.rename(uploads.with_name("lost"))
    with time_machine.travel(clock.now() + checking.AWAY_FOR + LATER, tick=False):
        assert checking.check_next()
    assert row(sent).state == AttachmentState.REFUSED


def test_photos_and_texts_do_not_wait_behind_a_document(world: World) -> None:
    nurse = Device.of(world, "sato")
    document, memo = Sending(nurse, pdf(pages=1), name="a.pdf"), Sending(nurse, TEXT, name="b.txt")
    document.whole()
    memo.whole()
    while checking.check_next(Lane.QUICK):
        pass
    assert (row(document).state, row(memo).state) == ("checking", "clean")
    assert row(document).attempts == 0, "to be put in the other lane is no attempt"
    while checking.check_next(Lane.LONG):
        pass
    assert row(document).state == AttachmentState.CLEAN
    assert not checking.check_next(Lane.QUICK)


def test_who_comes_late_replaces_nothing(sent: Sending) -> None:
    late = checking._claimed()
    with time_machine.travel(clock.now() + LATER, tick=False):
        winner = checking._claimed()
    assert late is not None
    assert winner is not None
    made = [(one, content_of(one)) for one in (winner, late)]
    checking._settle(*made[0])
    before, kept = row(sent), [one.name for one in storage().listed()]
    checking._settle(*made[1])
    assert bytes(row(sent).content) == bytes(before.content)
    assert [one.name for one in storage().listed()] == kept
    nurse = sent.device
    place = f"/rooms/{nurse.room}/attachments/{sent.id}/original"
    assert b"".join(nurse.client.get(place)) == TEXT


def content_of(claimed: Attachment) -> FileContent:
    room = keys.of_room(claimed.compartment_id)
    facts, renditions = checking._examined(claimed, room, FileContent("memo.txt"))
    return FileContent("memo.txt", "", facts, renditions)


def test_it_waits_while_the_scanner_does_not_answer(sent: Sending, settings: Settings) -> None:
    settings.CLAMD = NOBODY
    for attempt in range(2 * checking.MOST_ATTEMPTS):
        with time_machine.travel(clock.now() + LATER * attempt, tick=False):
            assert checking.check_next()
    assert row(sent).state == AttachmentState.CHECKING
    settings.CLAMD = None
    with time_machine.travel(clock.now() + LATER * 10, tick=False):
        assert checking.check_next()
    assert row(sent).state == AttachmentState.CLEAN


def test_its_deed_stands_in_the_log_under_the_name_of_the_installation(sent: Sending) -> None:
    checking.check_next()
    last = traces()[-1]
    assert (last.agent, last.action, last.standing) == (
        "installation", "attachment:create", "carried-on",
    )  # fmt: skip
    assert last.compartments == (str(sent.device.room),)
    assert last.entity == f"Attachment/{sent.id}"


def test_whoever_left_meanwhile_has_left_the_file_with_the_room(
    sent: Sending, world: World
) -> None:
    entry = sent.device.post("メモをつけます。", attachments=[{"id": sent.id}])
    manager = Device.of(world, "suzuki")
    place = f"/patients/{sent.device.room}/team/{world.role('sato')}/remove/"
    assert manager.client.post(place, {"reason": "異動"}).status_code == 302
    assert checking.check_next()
    manager.pull()
    assert manager.entries[entry["id"]]["attachments"][0]["state"] == "clean"
