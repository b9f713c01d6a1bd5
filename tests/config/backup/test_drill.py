"""The drill passes for what is whole, and names everything that is not."""

from collections.abc import Callable

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError
from django.db import connection
from pytest_django.fixtures import Settings

from config.backup import installed, state
from config.backup.bundle import Reader, Writer
from config.backup.elsewhere import standing_in
from config.backup.proving import prove
from config.backup.seal import key_of, seal
from config.backup.shelf import Shelf
from config.backup.trouble import Trouble
from messaging.models import Attachment
from messaging.pieces import file_folder
from sharing import keys
from sharing.age import Recipient
from sharing.age.identities import read_identities
from sharing.keyring import Keyring
from sharing.storage import storage
from tests.audit.deeds import execute, superuser
from tests.config.backup.place import Place

pytestmark = pytest.mark.django_db(transaction=True)


def wrong(place: Place) -> list[str]:
    """What the table calls wrong, with what was found."""
    checks = prove(Shelf(place.folder), read_identities(place.identity), "")
    return [f"{check.what}: {check.found}" for check in checks if check.wrong]


def test_a_whole_backup_passes_with_a_table_and_a_last_line(place: Place) -> None:
    place.backup()
    lines = place.drill().splitlines()
    assert lines[-1] == f"drill passed: {len(lines) - 1} checks"
    shown = {line[7:].split("  ")[0]: line.split()[-2:] for line in lines[:-1]}
    assert shown["files by size and SHA-256"] == ["4", "4"]
    assert shown["attachments, every chunk's tag"] == ["4", "4"]
    assert shown["table messaging_attachment"] == ["2", "2"]
    tables = [line for line in lines if line.startswith("ok     table")]
    assert len(tables) == len(state.counts())


def test_nothing_of_it_is_left(place: Place) -> None:
    place.backup()
    place.drill()
    assert {path.name for path in django_settings.DATA.iterdir()} == {
        "attachments", ".backup.lock", ".drill.lock",
    }  # fmt: skip
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE '%drill%'")
            assert cursor.fetchall() == []


def test_the_installation_goes_on_meanwhile_and_is_not_touched(place: Place) -> None:
    place.backup()
    place.photo()
    place.drill()
    assert Attachment.objects.count() == 3


def test_a_missing_file_is_named(place: Place) -> None:
    place.backup()
    place.on_shelf()[0].unlink()
    found = wrong(place)
    assert len(found) == 4  # the file and its count, its attachment and its count
    assert found[0].startswith("file files/")
    assert found[0].endswith(".age: missing")


def test_a_flipped_byte_is_named(place: Place) -> None:
    place.backup()
    original = max(place.on_shelf(), key=lambda path: path.stat().st_size)
    content = bytearray(original.read_bytes())
    content[-100_000] ^= 1  # neither in the header nor in the last chunk
    original.write_bytes(content)
    found = wrong(place)
    assert found[0].endswith("original.age: its bytes have changed")
    assert found[2].endswith("original.age: damaged")


def test_a_file_in_another_ones_place_is_named(place: Place) -> None:
    place.backup()
    one, two = sorted(place.on_shelf(), key=lambda path: path.stat().st_size)[:2]
    assert one.stat().st_size == two.stat().st_size
    one.write_bytes(two.read_bytes())
    found = wrong(place)
    assert [line for line in found if line.startswith("attachment ") and "another file" in line]


def test_a_generation_cut_short_is_named(place: Place) -> None:
    place.backup()
    generation = place.generations()[-1]
    whole = generation.read_bytes()
    for length in (len(whole) - 1, len(whole) // 2, 200):
        generation.write_bytes(whole[:length])
        with pytest.raises(Trouble, match="is damaged"):
            wrong(place)


def test_a_wrong_keyring_is_named(place: Place, settings: Settings) -> None:
    place.backup()
    lacking, new = settings.KEYRING.current, Keyring.generate()
    settings.KEYRING, settings.READ_KEYRING = new, lambda: new
    keys.forget_all()
    found = wrong(place)
    assert found[0] == f"keyring: lacks {lacking}"
    assert found[1].startswith("seal: it cannot be told whether it is ours")


def test_an_older_generation_under_a_newer_name_is_named(place: Place) -> None:
    place.backup()
    older = place.generations()[0]
    older.rename(older.with_name("20990101T000000Z.age"))
    with pytest.raises(Trouble, match="bears the name of another one"):
        wrong(place)


def resealed(place: Place, change: Callable[[], None]) -> None:
    """The newest generation, made anew of a database that somebody has changed; his seal is good,
    as if it had been changed inside the installation before it was sealed."""
    path = place.generations()[-1]
    with path.open("rb") as file:
        reader = Reader(file, read_identities(place.identity))
        with installed.database().scratch(reader.database()) as scratch, standing_in(scratch):
            change()
            with installed.database().snapshot() as dump, path.open("wb") as changed:
                writer = Writer(changed, [Recipient.parse(place.recipient)])
                writer.finish(seal(key_of(reader.manifest), writer.write(reader.manifest, dump())))


def altered(place: Place, *statements: str) -> None:
    def change() -> None:
        with superuser():
            for statement in statements:
                execute(statement)

    resealed(place, change)


def test_an_emptied_table_is_named(place: Place) -> None:
    place.backup()
    altered(place, "DELETE FROM messaging_attachment")
    found = wrong(place)
    assert found == ["table messaging_attachment: 0"]


def test_a_log_whose_tail_was_cut_is_named(place: Place) -> None:
    place.post("二つ目")
    place.sequence()
    place.backup()
    size = state.tree().size
    last = f"SELECT leaf_id FROM audit_sequence WHERE place >= {size - 2}"  # noqa: S608
    altered(
        place,
        f"DELETE FROM audit_event WHERE leaf_id IN ({last})",  # noqa: S608
        f"DELETE FROM audit_leaf WHERE id IN ({last})",  # noqa: S608
        f"DELETE FROM audit_sequence WHERE place >= {size - 2}",  # noqa: S608
    )
    log = next(line for line in wrong(place) if line.startswith("log: "))
    assert "tail cut: 2 leaves" in log


def test_a_log_cut_together_with_its_checkpoints_is_named(place: Place) -> None:
    """Only the checkpoint in the manifest tells."""
    before = state.tree()
    place.post("二つ目")
    place.sequence()
    place.backup()
    last = f"SELECT leaf_id FROM audit_sequence WHERE place >= {before.size}"  # noqa: S608
    altered(
        place,
        f"DELETE FROM audit_event WHERE leaf_id >= (SELECT MIN(leaf_id) FROM ({last}) AS cut)",  # noqa: S608
        f"DELETE FROM audit_sequence WHERE place >= {before.size}",  # noqa: S608
        f"DELETE FROM audit_checkpoint WHERE size > {before.size}",  # noqa: S608
    )
    log = next(line for line in wrong(place) if line.startswith("log: "))
    assert "restored old copy" in log


def test_a_guard_that_was_taken_off_the_log_is_named(place: Place) -> None:
    place.backup()
    where = " ON audit_leaf" if connection.vendor == "postgresql" else ""
    resealed(place, lambda: execute(f"DROP TRIGGER audit_leaf_refuses_delete{where}"))
    assert "guard of the log: audit_leaf_refuses_delete" in wrong(place)


def test_a_generation_written_by_somebody_else_is_named(place: Place) -> None:
    place.backup()
    path = place.generations()[-1]
    with path.open("rb") as file:
        reader = Reader(file, read_identities(place.identity))
        dump = list(reader.database())
    with path.open("wb") as forged:
        writer = Writer(forged, [Recipient.parse(place.recipient)])
        writer.write(reader.manifest, dump)
        writer.finish(b"\x01" * 32)
    assert wrong(place) == ["seal: it was not written by this installation, or was changed"]


def test_an_incomplete_generation_is_proved_only_when_it_is_asked_for_and_fails(
    place: Place,
) -> None:
    lost = place.photo()
    storage().remove(f"{file_folder(lost)}/original.age")
    with pytest.raises(CommandError, match="INCOMPLETE"):
        place.backup()
    with pytest.raises(Trouble, match="no whole generation"):
        wrong(place)
    stamp = place.generations()[-1].name.removesuffix(".incomplete.age")
    checks = list(prove(Shelf(place.folder), read_identities(place.identity), stamp))
    named = [check.found for check in checks if check.wrong]
    assert f"{file_folder(lost)}/original.age: missing" in named
