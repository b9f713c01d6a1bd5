"""A backup while four people write: every room is there up to one moment, without a gap."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings as django_settings
from django.db import connection
from pytest_django.fixtures import Settings

from messaging.actions.entry import NewEntry, post_entry
from messaging.content import Words
from messaging.models import Communication
from messaging.vocabulary import EntryKind, Purpose
from sharing import clock
from sharing.models import Compartment, JournalLine
from sharing.uuid7 import uuid7
from sharing.vocabulary import LineKind, RoomKind
from tests import world as worlds
from tests.config.backup.place import Place, empty_installation, located

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = (("sato", "P1"), ("tanaka", "P1"), ("sato", "P2"), ("tanaka", "P2"))


@pytest.fixture
def two_rooms(tmp_path: Path, settings: Settings, db: None) -> Place:
    settings.DATA = tmp_path / "data"
    settings.ATTACHMENTS = tmp_path / "data" / "attachments"
    return located(tmp_path, worlds.build(patients=("P1", "P2")))


@contextmanager
def writing(place: Place) -> Iterator[dict[str, int]]:
    """Entries are posted as fast as they go; how many by each writer."""
    enough, counted = threading.Event(), dict.fromkeys(map(str, WRITERS), 0)

    def write(person: str, room: str) -> None:
        while not enough.is_set():
            entry = NewEntry(uuid7(), EntryKind.NOTE, Purpose.REPORT, Words("…"), clock.now())
            post_entry(place.world.actor(person), place.world.room(room), entry)
            counted[str((person, room))] += 1
        connection.close()

    threads = [threading.Thread(target=write, args=who) for who in WRITERS]
    for thread in threads:
        thread.start()
    try:
        yield counted
    finally:
        enough.set()
        for thread in threads:
            thread.join()


def subjects(room: UUID) -> list[UUID]:
    lines = JournalLine.objects.filter(compartment_id=room).order_by("cursor")
    return list(lines.values_list("subject", flat=True))


def test_each_room_is_there_up_to_one_moment_and_without_a_gap(
    two_rooms: Place, tmp_path: Path
) -> None:
    with writing(two_rooms) as counted:
        before = dict(counted)
        two_rooms.backup()
        assert counted != before  # nobody had to wait for the backup to end
    rooms = list(Compartment.objects.filter(kind=RoomKind.PATIENT).values_list("pk", flat=True))
    assert len(rooms) == 2
    live = {room: subjects(room) for room in rooms}
    with empty_installation(tmp_path / "other"):
        two_rooms.restore()
        for room in rooms:
            lines = JournalLine.objects.filter(compartment_id=room).order_by("cursor")
            cursors = list(lines.values_list("cursor", flat=True))
            assert cursors == list(range(1, len(cursors) + 1))
            assert Compartment.objects.get(pk=room).cursor == len(cursors)
            kept = subjects(room)
            assert kept == live[room][: len(kept)]
            posted = lines.filter(kind=LineKind.ENTRY).values_list("subject", flat=True)
            assert Communication.objects.filter(pk__in=posted).count() == len(set(posted))
    assert not list(django_settings.DATA.glob("backup-*"))
