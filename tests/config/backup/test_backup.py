"""Backups made while others write: whole, sealed, shared files, several generations."""

import stat
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError
from django.db import IntegrityError
from pytest_django.fixtures import Settings

from audit.queries import events
from config.backup.bundle import Reader
from config.backup.manifest import Manifest
from config.backup.trouble import told_plainly
from config.backup.turns import one_at_a_time
from messaging.models import Attachment
from messaging.pieces import file_folder
from sharing import clock, keys
from sharing.age.identities import read_identities
from sharing.keyring import Keyring
from sharing.models import RoomSecret
from sharing.storage import storage
from sharing.trace_keys import TraceSealer
from sharing.uuid7 import uuid7
from tests.config.backup.place import Place

pytestmark = pytest.mark.django_db(transaction=True)


def manifest_of(place: Place, generation: Path) -> Manifest:
    with generation.open("rb") as file:
        return Reader(file, read_identities(place.identity)).manifest


def test_a_backup_ends_with_one_line_for_cron_and_names_the_key_to_keep_elsewhere(
    place: Place,
) -> None:
    lines = place.backup().splitlines()
    current = django_settings.KEYRING.current
    assert lines[0] == f"The keyring is not in it. Keep it elsewhere, with key {current}."
    assert lines[-1].startswith("backup ")
    assert "complete: 4 files (4 new, " in lines[-1]


def test_files_are_copied_once_and_shared_by_the_generations(place: Place) -> None:
    place.backup()
    before = {path: path.stat().st_mtime_ns for path in place.on_shelf()}
    place.photo()
    assert "6 files (2 new, " in place.backup()
    assert len(place.on_shelf()) == 6
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert [len(manifest_of(place, one).files) for one in place.generations()] == [4, 6]


def test_what_is_in_the_folder_is_its_owners_only(place: Place) -> None:
    place.backup()
    modes = {stat.S_IMODE(path.stat().st_mode) for path in place.folder.rglob("*")}
    assert modes == {0o600, 0o700}


def test_a_folder_whose_disk_is_not_mounted_is_not_made(place: Place) -> None:
    place.folder.rmdir()
    with pytest.raises(CommandError, match="is its disk mounted"):
        place.backup()
    assert not place.folder.exists()


def test_nothing_is_left_in_the_data_folder(place: Place) -> None:
    place.backup()
    left = {path.name for path in django_settings.DATA.iterdir()}
    assert left == {"attachments", ".backup.lock"}


def test_only_the_newest_generations_are_kept_and_no_file_that_none_of_them_needs(
    place: Place,
) -> None:
    place.backup()
    Attachment.objects.first().delete()  # type: ignore[union-attr]
    for _again in range(2):
        place.backup()
    assert len(place.on_shelf()) == 4
    said = place.backup("--keep", "2")
    assert "removed 2 generations and 2 files" in said
    assert len(place.generations()) == 2
    assert len(place.on_shelf()) == 2
    assert "drill passed" in place.drill()


def test_while_a_list_of_files_is_missing_no_file_is_removed(place: Place) -> None:
    place.backup()
    Attachment.objects.all().delete()
    place.backup()
    place.backup()
    place.generations()[-1].with_suffix(".files").unlink()
    place.backup("--keep", "2")
    assert len(place.generations()) == 2
    assert len(place.on_shelf()) == 4


def test_a_missing_file_is_named_and_the_generation_is_marked_and_never_pushes_out_a_whole_one(
    place: Place,
) -> None:
    place.backup()
    lost = place.photo()
    storage().remove(f"{file_folder(lost)}/original.age")
    for _again in range(2):
        with pytest.raises(CommandError, match="INCOMPLETE: 1 missing"):
            place.backup("--keep", "1")
    names = [path.name for path in place.generations()]
    assert [name.endswith(".incomplete.age") for name in names] == [False, True, True]
    missing = manifest_of(place, place.generations()[-1]).missing
    assert missing == (f"{file_folder(lost)}/original.age: missing",)
    assert "drill passed" in place.drill()  # of the newest whole one


def test_a_file_that_has_rotted_is_not_taken_for_saved(place: Place) -> None:
    rotten = place.photo()
    name = f"{file_folder(rotten)}/original.age"
    with storage().open(name) as file:
        content = bytearray(file.read())
    content[-70_000] ^= 1
    with storage().create(name) as changed:
        changed.write(content)
    with pytest.raises(CommandError, match="INCOMPLETE"):
        place.backup()
    assert manifest_of(place, place.generations()[0]).missing == (f"{name}: damaged",)


def test_a_file_that_is_gone_here_and_lies_in_the_backup_is_still_whole(place: Place) -> None:
    place.backup()
    for listed in list(storage().listed()):
        storage().remove(listed.name)
    assert "4 files (0 new" in place.backup()


def test_a_copy_cut_short_on_the_backups_disk_is_copied_anew(place: Place) -> None:
    place.backup()
    cut = place.on_shelf()[0]
    whole = cut.read_bytes()
    cut.write_bytes(whole[:-10])
    assert "4 files (1 new" in place.backup()
    assert cut.read_bytes() == whole


def test_the_backup_holds_its_own_trace(place: Place) -> None:
    place.backup()
    stamp = place.generations()[0].name.removesuffix(".age")
    last = events(TraceSealer.of(clock.now()))[-1]
    assert (last.agent, last.action) == ("Server/operator", "backup:create")
    assert last.entity == f"Backup/{stamp}"


def test_a_backup_into_the_data_folder_is_refused(place: Place) -> None:
    inside = django_settings.DATA / "backups"
    inside.mkdir()
    for folder in (inside, django_settings.DATA.parent):
        place.folder = folder
        with pytest.raises(CommandError, match="data folder"):
            place.backup()


def test_a_backup_beside_the_keyring_is_refused(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEYRING_FILE", str(place.folder / "keyring"))
    with pytest.raises(CommandError, match="keyring lies in its folder"):
        place.backup()


@pytest.mark.parametrize("recipient", ["age1nonsense", "", "AGE-SECRET-KEY-1QQQ"])
def test_what_is_no_recipient_is_refused_before_anything_is_written(
    place: Place, recipient: str
) -> None:
    place.recipient = recipient
    with pytest.raises(CommandError):
        place.backup()
    assert list(place.folder.iterdir()) == []


def test_keeping_none_is_refused(place: Place) -> None:
    with pytest.raises(CommandError, match="1 or more"):
        place.backup("--keep", "0")


def test_an_erased_room_is_no_damage(place: Place) -> None:
    RoomSecret.objects.all().delete()
    keys.forget_all()
    assert "complete: 0 files" in place.backup()


def test_with_another_keyring_there_is_no_backup(place: Place, settings: Settings) -> None:
    wrong = Keyring.generate()
    settings.KEYRING, settings.READ_KEYRING = wrong, lambda: wrong
    keys.forget_all()
    with pytest.raises(CommandError, match="keyring"):
        place.backup()
    assert place.generations() == []


def test_a_stranger_in_the_folder_is_left_alone(place: Place) -> None:
    place.backup()
    stranger = place.folder / f"{uuid7()}.txt"
    stranger.write_text("README")
    place.backup("--keep", "1")
    assert stranger.exists()


def test_two_backups_at_once_are_refused(place: Place) -> None:
    refused = pytest.raises(CommandError, match="another backup of this installation is running")
    with one_at_a_time(django_settings.DATA, "backup"), refused:
        place.backup()
    assert "complete" in place.backup()


def test_what_a_database_says_of_its_rows_is_told_to_nobody() -> None:
    with pytest.raises(CommandError) as told, told_plainly("backup"):
        raise IntegrityError("Key (name)=(佐藤 花子) already exists")
    assert str(told.value) == "backup FAILED: the database answered with IntegrityError"
    assert told.value.__suppress_context__
