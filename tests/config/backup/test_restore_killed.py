"""kill -9 at any step of a restore: nobody serves a half, and the same restore begun again ends."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from config.backup import state
from config.backup.installed import HalfRestored, assert_whole
from tests import servers
from tests.config.backup.place import Place, empty_installation, stored_files
from tests.config.backup.test_killed import PATIENCE, ROOT, environment

pytestmark = pytest.mark.django_db(transaction=True)

# Where the restore ends: what is done with which file, for the how many-th time.
OF_FILES = {
    "marked, and nothing is there": "opening /attachments/ 1",
    "in the middle of the first file": "syncing /attachments/ 1",
    "a file is there, others are not": "placed /attachments/ 2",
}
OF_SQLITE = {
    "every file is there, and no database": "opening restored.sqlite3 1",
    "the database is being written": "syncing restored.sqlite3 1",
    "the database was gone through, and its place is not taken": "syncing restored.sqlite3 2",
    "the database is about to take its place": "placing restored.sqlite3 1",
    "the database has taken its place": "placed restored.sqlite3 1",
    "all of it is there, and the mark too": "removing .restoring 1",
}


def restored(place: Place, die_at: str) -> int:
    """What a restore in a process of its own, killed at that moment, ended with."""
    command = [
        sys.executable, "-m", "tests.config.backup.dying_restore", "--from", str(place.folder),
        "--identity", str(place.identity),
    ]  # fmt: skip
    done = subprocess.run(
        command, cwd=ROOT, env={**environment(), "DIE_AT": die_at}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    print(done.stdout, done.stderr)
    return done.returncode


def served() -> subprocess.CompletedProcess[str]:
    """A server that is started all the same."""
    command = [sys.executable, "manage.py", "serve", "--port", str(servers.free_port())]
    return subprocess.run(
        command, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip


def test_a_restore_killed_at_any_step_is_no_whole_one_and_is_begun_again(
    place: Place, tmp_path: Path
) -> None:
    """One after another ends at its moment, each over what the one before has left."""
    place.backup()
    counts, files = state.counts(), stored_files()
    with empty_installation(tmp_path / "other"):
        for moment, die_at in moments().items():
            assert restored(place, die_at) == -signal.SIGKILL, moment
            with pytest.raises(HalfRestored, match=r"run `manage\.py restore` again"):
                assert_whole()
        assert place.restore().splitlines()[-1].endswith("the server may start")
        assert_whole()
        assert stored_files() == files
        found = state.counts()
        differing = sorted(table for table in counts if counts[table] != found[table])
        assert differing == ["audit_event", "audit_leaf"], "the trace of the restore itself"
        assert list(tmp_path.rglob("*.unfinished")) == []
        assert list(tmp_path.rglob("restored.sqlite3*")) == []


def moments() -> dict[str, str]:
    return OF_FILES | OF_SQLITE if connection.vendor == "sqlite" else OF_FILES


def test_no_server_starts_on_what_a_killed_restore_has_left(place: Place, tmp_path: Path) -> None:
    place.backup()
    *_others, last = moments().values()
    with empty_installation(tmp_path / "other"):
        assert restored(place, last) == -signal.SIGKILL
        refused = served()
        assert refused.returncode != 0
        assert "run `manage.py restore` again" in refused.stdout + refused.stderr
