"""Files that arrive and are checked while a backup is made: all of each is in it, or it says so."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError

from config.backup.bundle import Reader, Writer
from config.backup.making import MOMENTS
from config.backup.seal import key_of, seal
from messaging import pieces
from messaging.models import Attachment
from messaging.pieces import upload_folder
from messaging.queries.upkeep import troubles
from messaging.vocabulary import AttachmentState
from sharing import keys
from sharing.age import Recipient
from sharing.age.identities import read_identities
from sharing.storage import storage
from tests.config.backup.meanwhile import around_each_moment, once
from tests.config.backup.place import Place, empty_installation
from tests.device import Device
from tests.sending import Sending, check_all

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "退院サマリー".encode() * 10_000  # three pieces


def sent(place: Place) -> str:
    """All of it has arrived, and an entry speaks of it: the device lets go of it."""
    nurse = Device.of(place.world, "sato")
    sending = Sending(nurse, TEXT, name="memo.txt")
    sending.whole()
    nurse.post(attachments=[{"id": sending.id}])
    return sending.id


def waiting(place: Place, length: int = 1000) -> Attachment:
    """In quarantine, with a thousand bytes of it in two pieces."""
    row = Attachment.objects.get(pk=place.arriving(AttachmentState.CHECKING, length))
    for offset in (0, 500):
        pieces.put(keys.of_room(place.room), row.pk, offset, b"x" * 500)()
    return row


def test_a_file_checked_right_after_the_moment_that_is_copied_is_in_the_backup(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived: list[str] = []
    around_each_moment(
        monkeypatch, before=once(lambda: arrived.append(sent(place))), after=once(check_all)
    )
    assert " complete: " in place.backup()
    assert "drill passed" in place.drill()
    with empty_installation(tmp_path / "other"):
        assert "awaited again" not in place.restore()
        assert Attachment.objects.get(pk=arrived[0]).state == AttachmentState.CLEAN
        assert list(troubles(None, every_chunk=True)) == []


def test_a_file_that_is_given_up_meanwhile_is_not_missing(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending = Sending(Device.of(place.world, "sato"), TEXT, name="memo.txt")
    around_each_moment(monkeypatch, before=once(sending.whole), after=once(sending.give_up))
    assert " complete: 4 files" in place.backup()
    assert sending.status == 204
    assert "drill passed" in place.drill()


def test_while_each_moment_lacks_another_file_the_backup_says_that_it_is_not_complete(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived: list[str] = []
    around_each_moment(monkeypatch, before=lambda: arrived.append(sent(place)), after=check_all)
    with pytest.raises(CommandError, match="INCOMPLETE: 1 missing"):
        place.backup()
    assert len(arrived) == MOMENTS


def test_a_piece_that_is_lost_from_quarantine_is_named_and_one_moment_is_enough_to_say_so(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = waiting(place)
    storage().remove(next(iter(storage().listed(upload_folder(row.pk)))).name)
    moments: list[None] = []
    around_each_moment(monkeypatch, before=lambda: moments.append(None))
    with pytest.raises(CommandError, match="INCOMPLETE: 1 missing"):
        place.backup()
    assert len(moments) == 1  # the look before it was the first
    [generation] = place.generations()
    with generation.open("rb") as file:
        manifest = Reader(file, read_identities(place.identity)).manifest
    assert manifest.missing == (f"{upload_folder(row.pk)}: missing",)


def test_what_is_no_piece_is_left_alone(place: Place) -> None:
    row = waiting(place)
    with storage().create(f"{upload_folder(row.pk)}/000000000500.age.1.unfinished") as stray:
        stray.write(b"cut")
    assert " complete: 6 files" in place.backup()


def test_a_file_whose_last_piece_is_lost_is_not_whole(place: Place) -> None:
    waiting(place, length=1001)
    with pytest.raises(CommandError, match="INCOMPLETE: 1 missing"):
        place.backup()


def test_a_clean_file_that_names_no_bytes_is_not_complete(place: Place) -> None:
    row = waiting(place)
    Attachment.objects.filter(pk=row.pk).update(state=AttachmentState.CLEAN)
    with pytest.raises(CommandError, match="INCOMPLETE: 1 missing"):
        place.backup()


def test_the_drill_opens_what_waits_in_quarantine(place: Place) -> None:
    waiting(place)
    assert " complete: 6 files" in place.backup()
    [shown] = [line for line in place.drill().splitlines() if "attachments to be checked" in line]
    assert shown.split()[-2:] == ["1", "1"]


def test_the_drill_names_a_file_that_has_arrived_and_has_no_bytes_behind_it(place: Place) -> None:
    waiting(place)
    place.backup()
    without_pieces(place)
    with pytest.raises(CommandError, match="drill FAILED: 2 of "):
        place.drill()


def test_the_drill_names_a_piece_that_is_lost_from_the_shelf(place: Place) -> None:
    place.backup()
    before = set(place.on_shelf())
    waiting(place)
    place.backup()
    (set(place.on_shelf()) - before).pop().unlink()
    with pytest.raises(CommandError, match="drill FAILED: 4 of "):
        place.drill()


def without_pieces(place: Place) -> None:
    """The newest generation as it was made before anybody looked whether all pieces are there."""
    path = place.generations()[-1]
    with path.open("rb") as file:
        reader = Reader(file, read_identities(place.identity))
        dump = list(reader.database())
    files = tuple(one for one in reader.manifest.files if not one.name.startswith("uploads/"))
    manifest = replace(reader.manifest, files=files)
    with path.open("wb") as changed:
        writer = Writer(changed, [Recipient.parse(place.recipient)])
        writer.finish(seal(key_of(manifest), writer.write(manifest, dump)))
