"""SQLite: a snapshot while others write, and a new database put in the place of an empty one."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import connection

from config.backup.database import Dump
from config.backup.elsewhere import Settings, other, standing_in
from config.backup.trouble import Trouble
from sharing.durable import private, private_folder, put_in_place, sync_folder

BLOCK = 1024 * 1024
SNAPSHOT, RESTORED = "snapshot.sqlite3", "restored.sqlite3"
WAIT_SECONDS = 60


class Sqlite:
    """The installation's database is one file."""

    def version(self) -> str:
        return sqlite3.sqlite_version

    def refuse_if_unable(self) -> None:
        """Nothing but Python is needed."""

    def tidy(self, deed: str) -> None:
        """Copies that a run of this deed left behind when it was killed; no other's, it may run."""
        for left in list(settings.DATA.glob(f"{deed}-*")):
            _remove(left)

    @contextmanager
    def snapshot(self) -> Iterator[Dump]:
        """A copy of one moment. It holds no free pages: what was deleted does not come along."""
        with _own_folder("backup") as folder:
            file = folder / SNAPSHOT
            os.close(private(str(file), os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            with closing(sqlite3.connect(_file(), timeout=WAIT_SECONDS)) as live:
                live.execute("VACUUM INTO ?", [str(file)])
            with standing_in(other(str(file), init_command="PRAGMA query_only=ON;")):
                yield lambda: _blocks(file)

    @contextmanager
    def scratch(self, dump: Iterable[bytes]) -> Iterator[Settings]:
        with _own_folder("drill") as folder:
            file = folder / SNAPSHOT
            _write(file, dump)
            yield other(str(file))

    @contextmanager
    def replaced(self, dump: Iterable[bytes]) -> Iterator[Settings]:
        """The block works on the new database; ended well, that takes the old one's place."""
        own = _file()
        fresh = own.with_name(f"{own.name}.{RESTORED}")
        for left in own.parent.glob(f"{fresh.name}*"):
            left.unlink()
        _write(fresh, dump)
        yield other(str(fresh))
        _settle(fresh)
        _let_go(own)
        put_in_place(fresh, own)

    def mark(self) -> None:
        private_folder(_mark().parent)
        os.close(private(str(_mark()), os.O_CREAT | os.O_WRONLY))
        sync_folder(_mark().parent)

    def unmark(self) -> None:
        _mark().unlink(missing_ok=True)

    def is_marked(self) -> bool:
        return _mark().exists()


def _file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def _mark() -> Path:
    return _file().with_name(f"{_file().name}.restoring")


@contextmanager
def _own_folder(deed: str) -> Iterator[Path]:
    folder = settings.DATA / f"{deed}-{uuid4().hex}"
    private_folder(folder)
    try:
        yield folder
    finally:
        _remove(folder)


def _remove(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()


def _blocks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while data := opened.read(BLOCK):
            yield data


def _write(file: Path, dump: Iterable[bytes]) -> None:
    with open(file, "xb", opener=private) as opened:
        for data in dump:
            opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())


def _settle(file: Path) -> None:
    """Everything into the one file: what stands in a journal beside it would be left behind."""
    connection.close()
    with closing(sqlite3.connect(file)) as fresh:
        fresh.execute("PRAGMA journal_mode=DELETE").fetchone()
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _let_go(file: Path) -> None:
    """Nobody has the old database open: what they write would be lost, or spoil the new one."""
    connection.close()
    if not file.exists():
        return
    try:
        with closing(sqlite3.connect(file, timeout=2)) as old:
            alone = old.execute("PRAGMA journal_mode=DELETE").fetchone() == ("delete",)
    except sqlite3.OperationalError:
        alone = False
    if not alone:
        raise Trouble("a server still has the database open; stop it and begin again")
