"""Files that the server has lost come back from the backup's folder, without the identity."""

import pytest
from django.core.management import CommandError

from audit.queries import events
from messaging.queries.upkeep import troubles
from sharing import clock
from sharing.storage import storage
from sharing.trace_keys import TraceSealer
from tests.config.backup.place import Place, said, stored_files

pytestmark = pytest.mark.django_db(transaction=True)


def mend(place: Place) -> str:
    return said("mend", "--from", str(place.folder))


def rot(name: str) -> None:
    content = bytearray(stored_files()[name])
    content[-1] ^= 1
    with storage().create(name) as file:
        file.write(content)


def test_what_is_missing_and_what_has_rotted_is_put_back(place: Place) -> None:
    place.backup()
    place.identity.unlink()
    whole = stored_files()
    first, second, *_others = whole
    storage().remove(first)
    rot(second)
    lines = mend(place).splitlines()
    assert sorted(lines[:2]) == sorted([f"put back: {first}", f"put back: {second}"])
    assert lines[-1] == "mended 2 files: every file opens"
    assert stored_files() == whole
    assert list(troubles(None, every_chunk=True)) == []
    last = events(TraceSealer.of(clock.now()))[-1]
    assert (last.action, last.compartments) == ("files:mend", (str(place.room),))


def test_a_whole_storage_is_left_alone(place: Place) -> None:
    place.backup()
    before = len(events(TraceSealer.of(clock.now())))
    assert mend(place) == "mended 0 files: every file opens\n"
    assert len(events(TraceSealer.of(clock.now()))) == before


def test_a_copy_that_is_no_better_is_not_put_back(place: Place) -> None:
    place.backup()
    name = next(iter(stored_files()))
    for path in place.on_shelf():
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        path.write_bytes(content)
    storage().remove(name)
    with pytest.raises(CommandError, match="1 of 1 files could not be put back"):
        mend(place)
    assert name not in stored_files()


def test_without_a_backup_of_it_a_file_stays_lost(place: Place) -> None:
    storage().remove(next(iter(stored_files())))
    with pytest.raises(CommandError, match="could not be put back"):
        mend(place)
