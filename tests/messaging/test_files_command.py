"""Looking after the files: orphans, rows without files, and files that have rotted."""

import os
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from audit.queries import events
from messaging import pieces
from messaging.models import Attachment
from messaging.pieces import file_folder, upload_folder
from messaging.vocabulary import AttachmentState
from sharing import clock, keys, vault
from sharing.models import RoomSecret
from sharing.storage import storage
from sharing.trace_keys import TraceSealer
from sharing.uuid7 import uuid7
from tests import world as worlds
from tests.config.backup.place import Place, located
from tests.leaks.finder import found

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(tmp_path: Path, settings: Settings, db: None) -> Place:
    settings.ATTACHMENTS = tmp_path / "attachments"
    return located(tmp_path, worlds.build(patients=("P1", "P2")))


def files(*options: str) -> str:
    out = StringIO()
    call_command("files", *options, stdout=out)
    return out.getvalue()


def age(name: str, hours: float) -> None:
    """As if the file had been put there so long ago."""
    then = time.time() - timedelta(hours=hours).total_seconds()
    os.utime(django_settings.ATTACHMENTS / name, (then, then))


def leave(place: Place, name: str, hours: float = 3) -> str:
    vault.put(keys.of_room(place.room), name, [b"left behind"])
    age(name, hours)
    return name


def spoil(name: str, at: int) -> None:
    path = django_settings.ATTACHMENTS / name
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def newest() -> UUID:
    return Attachment.objects.order_by("-pk").values_list("pk", flat=True)[0]


def test_a_tidy_storage_is_said_to_be_so(place: Place) -> None:
    lines = files("--check").splitlines()
    assert lines[0].startswith("4 files, ")
    assert lines[1:] == [
        "0 orphans found, 0 bytes",
        "every file that a row names is there; all were opened to the last chunk",
    ]


def test_what_nobody_names_is_listed_and_removed_only_when_asked(place: Place) -> None:
    gone = uuid7()
    left = {
        leave(place, f"{file_folder(gone)}/original.age"),
        leave(place, f"{upload_folder(gone)}/000000000000.age"),
        leave(place, f"{file_folder(newest())}/page-7.age"),
        leave(place, f"{upload_folder(newest())}/000000000000.age"),
    }
    said = files()
    assert "4 orphans found" in said
    assert all(name in said for name in left)
    assert left <= {listed.name for listed in storage().listed()}
    assert "4 orphans removed" in files("--remove-orphans")
    assert not left & {listed.name for listed in storage().listed()}
    assert "4 files, " in files("--check")


def test_what_was_left_unfinished_is_an_orphan_after_an_hour(place: Place) -> None:
    name = f"{file_folder(newest())}/original.age.{uuid7().hex}.unfinished"
    path = django_settings.ATTACHMENTS / name
    path.write_bytes(b"half")
    assert "0 orphans" in files()
    age(name, 1.1)
    assert "1 orphans removed" in files("--remove-orphans")
    assert not path.exists()


def test_what_is_young_or_on_its_way_or_not_ours_is_no_orphan(place: Place) -> None:
    leave(place, f"{file_folder(uuid7())}/original.age", hours=1.5)
    receiving = place.arriving(AttachmentState.RECEIVING, 10)
    pieces.put(keys.of_room(place.room), receiving, 0, b"0123456789")
    age(f"{upload_folder(receiving)}/000000000000.age", 50)
    checking = place.arriving(AttachmentState.CHECKING, 10)
    leave(place, f"{file_folder(checking)}/original.age", 50)
    leave(place, "notes/of/the/operator.age", 50)
    assert "0 orphans removed" in files("--remove-orphans")


def test_a_removal_leaves_a_trace(place: Place) -> None:
    leave(place, f"{file_folder(uuid7())}/original.age")
    files("--remove-orphans")
    last = events(TraceSealer.of(clock.now()))[-1]
    assert (last.agent, last.action, last.entity) == (
        "Server/operator", "files:remove", "1 orphans",
    )  # fmt: skip


def test_a_row_without_its_file_is_named_by_its_id(place: Place) -> None:
    name = f"{file_folder(newest())}/original.age"
    storage().remove(name)
    out = StringIO()
    with pytest.raises(CommandError, match="1 files are missing or damaged"):
        call_command("files", stdout=out)
    assert f"missing: {name}" in out.getvalue()


@pytest.mark.parametrize("at", [-1, -70_000, 5, 150])
def test_a_flipped_bit_is_found_by_the_check(place: Place, at: int) -> None:
    name = f"{file_folder(newest())}/original.age"
    spoil(name, at)
    files()  # it lies there: only opening it tells
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("files", "--check", stdout=out)
    lines = [line for line in out.getvalue().splitlines() if name in line]
    assert lines in ([f"damaged: {name}"], [f"another file: {name}"])


def test_a_file_in_another_ones_place_is_found_by_the_check(place: Place) -> None:
    one, two = (f"{file_folder(row.pk)}/thumbnail.age" for row in Attachment.objects.all())
    folder = django_settings.ATTACHMENTS
    (folder / one).write_bytes((folder / two).read_bytes())
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("files", "--check", stdout=out)
    assert f"another file: {one}" in out.getvalue()


def test_one_rooms_files_can_be_looked_at_alone(place: Place) -> None:
    storage().remove(f"{file_folder(newest())}/original.age")
    assert "every file" in files("--room", str(place.world.room("P2")))
    with pytest.raises(CommandError, match="1 files are missing"):
        files("--room", str(place.room))
    with pytest.raises(CommandError, match="belongs to no room"):
        files("--room", str(place.room), "--remove-orphans")


def test_of_an_erased_room_nothing_is_said_to_be_an_orphan(place: Place) -> None:
    RoomSecret.objects.filter(compartment_id=place.room).delete()
    keys.forget_all()
    for listed in list(storage().listed()):
        age(listed.name, 50)
    said = files("--check", "--remove-orphans")
    assert "0 orphans removed" in said
    assert "2 rows of rooms whose secret is not at hand" in said


def test_nothing_printed_says_anything_about_anybody(place: Place) -> None:
    leave(place, f"{file_folder(uuid7())}/original.age")
    storage().remove(f"{file_folder(newest())}/original.age")
    out = StringIO()
    with pytest.raises(CommandError) as wrong:
        call_command("files", "--check", "--remove-orphans", stdout=out)
    printed = (out.getvalue() + str(wrong.value)).encode()
    assert file_folder(newest()).encode() in printed
    assert found({"file name": "背部", "words": "仙骨部"}, {"the mail": [printed]}) == []
