"""kill -9 at any moment: nothing readable stays in the folder, and the next backup is whole."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

from tests import servers
from tests.config.backup.place import Place
from tests.leaks.finder import found

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[3]
PATIENCE = 60.0


def environment() -> dict[str, str]:
    """Of a process that works on this test's own database."""
    own = connection.settings_dict
    url = f"sqlite:///{own['NAME']}"
    if connection.vendor == "postgresql":
        url = f"postgresql://{own['USER']}@{own['HOST']}:{own['PORT']}/{own['NAME']}"
    return {
        "PATH": os.environ.get("PATH", os.defpath), "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEPLOYMENT": "demo", "TSUNAGI_DATA": str(django_settings.DATA), "DATABASE_URL": url,
        "KEYRING": django_settings.KEYRING.text(), **servers.compiled_once(),
    }  # fmt: skip


def killed(place: Place, moment: Callable[[], Iterable[Path]]) -> bool:
    """Whether a backup was killed when one of these files appeared; else it was too quick."""
    command = [
        sys.executable, "manage.py", "backup", "--to", str(place.folder),
        "--recipient", place.recipient, "--keep", "1",
    ]  # fmt: skip
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if any(True for _path in moment()):
            process.kill()
        time.sleep(0.0005)
    return process.wait() == -signal.SIGKILL


MOMENTS: dict[str, Callable[[Path], Iterable[Path]]] = {
    "a file is being copied": lambda folder: folder.glob("files/*/*.unfinished"),
    "a file was copied": lambda folder: list(folder.glob("files/*/*.age"))[5:],
    "the database is being copied": lambda _folder: django_settings.DATA.glob("backup-*/*"),
    "the generation is being written": lambda folder: folder.glob("generations/*.age.unfinished"),
}


# Nothing of a PostgreSQL dump lies on the disk.
ON_SQLITE = pytest.param("the database is being copied", marks=pytest.mark.sqlite_only)


@pytest.mark.parametrize(
    "moment", [*(one for one in MOMENTS if one not in ON_SQLITE.values), ON_SQLITE]
)
def test_killed_at_any_moment_the_older_generation_stays_and_the_next_one_is_whole(
    place: Place, moment: str
) -> None:
    place.backup()
    older = place.generations()
    for _attempt in range(5):
        for _photo in range(4):
            place.photo(os.urandom(2_000_000))
        if killed(place, lambda: MOMENTS[moment](place.folder)):
            break
    else:
        pytest.fail("every backup ended before it was killed")
    assert older[0].exists()
    if connection.vendor == "sqlite" and ("database" in moment or "generation" in moment):
        assert any(django_settings.DATA.glob("backup-*"))  # taken away by the next run
    assert_nothing_is_readable(place)
    assert "drill passed" in place.drill()
    assert " complete: " in place.backup()
    assert "drill passed" in place.drill()
    assert list(django_settings.DATA.glob("backup-*")) == []
    assert list(place.folder.rglob("*.unfinished")) == []


def assert_nothing_is_readable(place: Place) -> None:
    texts = {"an organisation": "訪問看護", "a database": "CREATE TABLE", "words": "仙骨部に発赤"}
    contents = [path.read_bytes() for path in place.folder.rglob("*") if path.is_file()]
    assert len(contents) > 4
    assert found(texts, {"the folder": contents}) == []
