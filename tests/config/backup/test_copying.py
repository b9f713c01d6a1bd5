"""Files that go while they are copied, and a disk of the backup that is full."""

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest
from django.conf import settings as django_settings

from config.backup import copying
from config.backup.manifest import Kept
from config.backup.shelf import Shelf
from sharing.storage import LocalDisk
from tests.config.backup.place import Place
from tests.faults.short_files import no_file_longer_than

HEADER = "0" * 64


class Fleeting(LocalDisk):
    """Each file is removed as soon as somebody has opened it."""

    def open(self, name: str) -> BinaryIO:
        file = super().open(name)
        self.remove(name)
        return file


@pytest.mark.django_db(transaction=True)
def test_a_file_that_goes_while_it_is_copied_is_copied_to_its_end(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "storage", lambda: Fleeting(django_settings.ATTACHMENTS))
    assert " complete: 4 files (4 new" in place.backup()
    assert "drill passed" in place.drill()


def anything(_copy: BinaryIO) -> None: ...


def left(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_full_disk_keeps_nothing_of_a_file(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.prepare()
    with no_file_longer_than(100_000), pytest.raises(OSError, match="too large"):
        shelf.put("files/00/x/original.age", HEADER, BytesIO(b"x" * 150_000), anything)
    assert left(tmp_path) == []


def test_a_copy_that_is_not_what_it_should_be_never_stands_on_the_shelf(tmp_path: Path) -> None:
    """Killed right then, the next run would take it for saved."""
    shelf = Shelf(tmp_path)
    shelf.prepare()

    def look(copy: BinaryIO) -> None:
        copy.seek(0)
        assert copy.read() == b"rotten"
        assert [path.suffix for path in left(tmp_path)] == [".unfinished"]
        raise LookupError

    with pytest.raises(LookupError):
        shelf.put("files/00/x/original.age", HEADER, BytesIO(b"rotten"), look)
    assert left(tmp_path) == []


def test_a_full_disk_keeps_nothing_of_a_generation(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.prepare()
    needs: list[Kept] = []
    full = pytest.raises(OSError, match="too large")
    with no_file_longer_than(100_000), full, shelf.generation("1", needs, complete=True) as file:
        file.write(b"x" * 150_000)
    assert [path.name for path in left(tmp_path)] == ["1.files"]  # nobody looks at it
