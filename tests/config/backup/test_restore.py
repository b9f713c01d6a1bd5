"""From a backup to an installation that serves; or to one that refuses, and says why."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import connection
from pytest_django.fixtures import Settings

from audit import triggers
from audit.queries import events
from config.backup import restoring, state
from config.backup.bundle import Reader, Writer
from config.backup.installed import HalfRestored, assert_whole
from config.backup.manifest import Kept, Manifest, NoManifest
from config.backup.seal import key_of, seal
from messaging import pieces
from messaging.actions.checking import check_next
from messaging.actions.entry import NewEntry, post_entry
from messaging.content import Words
from messaging.models import Attachment, Communication
from messaging.pieces import Pieces
from messaging.queries.upkeep import troubles
from messaging.vocabulary import AttachmentState, EntryKind, Purpose
from sharing import clock, keys
from sharing.age import Identity, Recipient
from sharing.age.identities import read_identities
from sharing.keyring import Keyring
from sharing.models import Installation, Session
from sharing.sessions import SessionStore
from sharing.trace_keys import TraceSealer
from sharing.uuid7 import uuid7
from tests.config.backup.place import Place, empty_installation, stored_files

pytestmark = pytest.mark.django_db(transaction=True)


def test_everything_is_there_again_and_the_epoch_is_a_new_one(place: Place, tmp_path: Path) -> None:
    place.backup()
    counts, files = state.counts(), stored_files()
    epoch = Installation.objects.get().epoch
    with empty_installation(tmp_path / "other"):
        said = place.restore()
        assert said.splitlines()[-1].endswith("the server may start")
        found = state.counts()
        leaves = ("audit_leaf", "audit_event")  # the trace of the restore itself
        assert [table for table in counts if counts[table] != found[table]] == sorted(leaves)
        assert stored_files() == files
        assert Installation.objects.get().epoch > epoch
        assert list(troubles(None, every_chunk=True)) == []
        assert triggers.missing(connection) == []
        assert_whole()
        last = events(TraceSealer.of(clock.now()))[-1]
        assert (last.agent, last.action) == ("Server/operator", "backup:restore")


def test_the_restored_installation_goes_on(place: Place, tmp_path: Path) -> None:
    place.backup()
    with empty_installation(tmp_path / "other", migrated=True):
        place.restore()
        entry = NewEntry(uuid7(), EntryKind.NOTE, Purpose.REPORT, Words("続き"), clock.now())
        post_entry(place.world.actor("sato"), place.room, entry)
        assert Communication.objects.filter(pk=entry.id).exists()
        place.sequence()
        assert state.wrong_with_tree(state.tree()) == []


def test_the_same_generation_restored_twice_is_two_epochs(place: Place, tmp_path: Path) -> None:
    place.backup()
    epochs = []
    for day in (1, 2):
        later = clock.at(clock.now().replace(year=2027, month=1, day=day))
        with later, empty_installation(tmp_path / f"other-{day}"):
            place.restore()
            epochs.append(Installation.objects.get().epoch)
    assert epochs[0] < epochs[1]


def test_sessions_end_with_a_restore(place: Place, tmp_path: Path) -> None:
    SessionStore().save()
    assert Session.objects.exists()
    place.backup()
    with empty_installation(tmp_path / "other"):
        place.restore()
        assert not Session.objects.exists()


def test_an_older_generation_can_be_asked_for(place: Place, tmp_path: Path) -> None:
    place.backup()
    place.photo()
    place.backup()
    older = place.generations()[0].stem
    with empty_installation(tmp_path / "other"):
        place.restore("--generation", older)
        assert Attachment.objects.count() == 2
        with pytest.raises(CommandError, match="no generation 19990101"):
            place.restore("--generation", "19990101T000000Z")


def test_an_installation_in_use_is_never_overwritten(place: Place) -> None:
    place.backup()
    with pytest.raises(CommandError, match="in use"):
        place.restore()
    assert Attachment.objects.count() == 2
    assert_whole()


def test_files_of_somebody_else_are_never_overwritten(place: Place, tmp_path: Path) -> None:
    place.backup()
    with empty_installation(tmp_path / "other"):
        folder = tmp_path / "other" / "data" / "attachments"
        folder.mkdir()
        (folder / "mine.age").write_bytes(b"mine")
        with pytest.raises(CommandError, match="attachments is not empty"):
            place.restore()


def test_tables_of_something_else_are_never_overwritten(place: Place, tmp_path: Path) -> None:
    place.backup()
    with empty_installation(tmp_path / "other"):
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE accounting (id integer)")
        with pytest.raises(CommandError, match="something else"):
            place.restore()
        assert "accounting" in connection.introspection.table_names()


def test_without_the_keyring_nothing_is_begun(
    place: Place, tmp_path: Path, settings: Settings
) -> None:
    place.backup()
    lacking = settings.KEYRING.current
    wrong = Keyring.generate()
    with empty_installation(tmp_path / "other"):
        settings.KEYRING, settings.READ_KEYRING = wrong, lambda: wrong
        with pytest.raises(CommandError, match=f"lacks {lacking}"):
            place.restore()
        assert stored_files() == {}
        assert_whole()


def test_another_identity_opens_nothing(place: Place, tmp_path: Path) -> None:
    place.backup()
    place.identity.write_text(f"{Identity.generate()}\n")
    refused = pytest.raises(CommandError, match="another identity")
    with empty_installation(tmp_path / "other"), refused:
        place.restore()


def rewritten(place: Place, change: Callable[[Manifest], Manifest], *, sealed: bool = True) -> None:
    """The newest generation with another manifest; not `sealed`, by somebody who knows nothing
    but the recipient."""
    path = place.generations()[-1]
    with path.open("rb") as file:
        reader = Reader(file, read_identities(place.identity))
        dump = list(reader.database())
    with path.open("wb") as file:
        writer = Writer(file, [Recipient.parse(place.recipient)])
        digest = writer.write(change(reader.manifest), dump)
        writer.finish(seal(key_of(reader.manifest), digest) if sealed else reader.seal)


def test_a_generation_that_this_installation_has_not_sealed_is_refused(
    place: Place, tmp_path: Path
) -> None:
    place.backup()
    rewritten(place, lambda known: Manifest(**{**vars(known), "epoch": 1_000}), sealed=False)
    with empty_installation(tmp_path / "other"):
        with pytest.raises(CommandError, match="not written by this installation"):
            place.restore()
        assert stored_files() == {}
        assert connection.introspection.table_names() == []
        assert_whole()


def test_the_backup_of_newer_software_is_refused(place: Place, tmp_path: Path) -> None:
    place.backup()
    newer = ("messaging.0999_later",)
    rewritten(
        place,
        lambda known: Manifest(**{**vars(known), "migrations": (*known.migrations, *newer)}),
    )
    with empty_installation(tmp_path / "other"):
        with pytest.raises(CommandError, match="newer software"):
            place.restore()
        assert_whole()


def test_the_backup_of_another_kind_of_database_is_refused(place: Place, tmp_path: Path) -> None:
    place.backup()
    rewritten(place, lambda manifest: Manifest(**{**vars(manifest), "vendor": "oracle"}))
    refused = pytest.raises(CommandError, match="another database")
    with empty_installation(tmp_path / "other"), refused:
        place.restore()


def test_a_generation_cut_short_never_becomes_a_database(place: Place, tmp_path: Path) -> None:
    place.backup()
    generation = place.generations()[-1]
    whole = generation.read_bytes()
    with empty_installation(tmp_path / "other"):
        for length in (len(whole) - 1, len(whole) // 2, 100, 0):
            generation.write_bytes(whole[:length])
            with pytest.raises(CommandError, match="damaged"):
                place.restore()
            assert stored_files() == {}
        generation.write_bytes(whole)
        place.restore()
        assert_whole()
        assert Attachment.objects.count() == 2


def test_a_damaged_file_stops_it_and_partly_goes_on_without(place: Place, tmp_path: Path) -> None:
    place.backup()
    spoilt = place.on_shelf()[0]
    content = bytearray(spoilt.read_bytes())
    content[-20] ^= 1
    spoilt.write_bytes(content)
    with empty_installation(tmp_path / "other"):
        with pytest.raises(CommandError, match="its bytes have changed"):
            place.restore()
        with pytest.raises(CommandError, match="1 things are not as they were"):
            place.restore("--partly")
        assert len(stored_files()) == 3
        assert_whole()


@pytest.mark.parametrize("step", ["_put_file", "_finish"])
def test_broken_off_at_any_step_nothing_serves_and_it_can_be_begun_again(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    place.backup()
    done, files = [], stored_files()
    usual = getattr(restoring, step)

    def power_cut(*given: object) -> object:
        done.append(given)
        if len(done) == (2 if step == "_put_file" else 1):
            raise KeyboardInterrupt
        return usual(*given)

    with empty_installation(tmp_path / "other"):
        with monkeypatch.context() as patch:
            patch.setattr(restoring, step, power_cut)
            with pytest.raises(KeyboardInterrupt):
                place.restore()
        with pytest.raises(HalfRestored):
            assert_whole()
        place.restore()
        assert_whole()
        assert stored_files() == files
        assert Attachment.objects.count() == 2


def test_a_file_in_quarantine_comes_along_and_one_half_sent_is_awaited_again(
    place: Place, tmp_path: Path
) -> None:
    text = "退院サマリー".encode() * 100
    waiting = place.arriving(AttachmentState.CHECKING, len(text))
    pieces.put(keys.of_room(place.room), waiting, 0, text[:500])
    pieces.put(keys.of_room(place.room), waiting, 500, text[500:])
    half = place.arriving(AttachmentState.RECEIVING, 900)
    pieces.put(keys.of_room(place.room), half, 0, b"x" * 900)
    place.backup()
    with empty_installation(tmp_path / "other"):
        assert "1 files were on their way and are awaited again" in place.restore()
        row = Attachment.objects.get(pk=half)
        assert (row.state, row.offset) == (AttachmentState.RECEIVING, 0)
        source = Pieces(keys.of_room(place.room), waiting, len(text))
        assert source.read(0, len(text)) == text
        assert check_next()
        assert Attachment.objects.get(pk=waiting).state == AttachmentState.CLEAN


@pytest.mark.sqlite_only  # PostgreSQL puts the dump there in one transaction
def test_no_database_is_exchanged_under_a_server(place: Place, tmp_path: Path) -> None:
    place.backup()
    with empty_installation(tmp_path / "other"):
        name = connection.settings_dict["NAME"]
        server = connection.copy()
        with server.cursor() as cursor:
            cursor.execute("SELECT 1 FROM sqlite_master")
        with pytest.raises(CommandError, match="still has the database open"):
            place.restore()
        server.close()
        place.restore()
        assert Path(name).exists()


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "files/00/../x.age", "/etc/passwd", ""])
def test_no_manifest_names_a_file_outside_the_storage(name: str) -> None:
    for kept in ((name, "0" * 64, "0" * 64), (f"files/00/{uuid7()}/original.age", name, "0" * 64)):
        with pytest.raises(NoManifest):
            Kept(kept[0], 1, kept[1], kept[2])
