"""The keyring that wraps every secret: made, looked at, rotated and pruned."""

import os
import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sharing import keys
from sharing.keyring import Keyring, WeakKeyring
from sharing.queries.keyring import secrets_by_key

OWNER_ONLY = 0o600


class Command(BaseCommand):
    help = "Make, look at, rotate or prune the keyring. Keep its file apart from the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("deed", choices=["create", "status", "rotate", "prune"])
        parser.add_argument(
            "file", nargs="?", type=Path, help="the keyring's file; by default KEYRING_FILE"
        )

    def handle(self, *args: object, **options: Any) -> None:
        deeds = {
            "create": self.create,
            "status": self.status,
            "rotate": self.rotate,
            "prune": self.prune,
        }
        deeds[options["deed"]](options["file"] or _configured())

    def create(self, file: Path) -> None:
        if file.exists():
            raise CommandError("the file is there already; a keyring is never overwritten")
        keyring = Keyring.generate()
        _write(file, keyring)
        self.stdout.write(f"made with key {keyring.current}; back it up apart from the database")

    def status(self, file: Path) -> None:
        keyring, used = _read(file), secrets_by_key()
        for name, _key in keyring.keys:
            mark = " (current)" if name == keyring.current else ""
            self.stdout.write(f"{name}: wraps {used.pop(name, 0)} secrets{mark}")
        for name, count in used.items():
            self.stdout.write(f"{name}: wraps {count} secrets and IS NOT IN THE KEYRING")
        if used:
            raise CommandError("some secrets cannot be opened with this keyring")

    def rotate(self, file: Path) -> None:
        """The new key is on disk before anything is wrapped with it. Broken off in between, run
        it again or leave it: with both keys in the file everything opens."""
        keyring = _read(file).rotated()
        _write(file, keyring)
        changed = keys.rewrap(keyring)
        self.stdout.write(
            f"{changed} secrets are wrapped with {keyring.current}; when every server that shares "
            "the keyring has its new file, run `keyring prune`"
        )

    def prune(self, file: Path) -> None:
        """Servers still running with the old keyring may wrap with its key: hence the look."""
        keyring = _read(file)
        keys.rewrap(keyring)
        if old := secrets_by_key().keys() - {keyring.current}:
            raise CommandError(f"still in use, nothing was removed: {', '.join(sorted(old))}")
        _write(file, keyring.without_old())
        self.stdout.write(f"only {keyring.current} is left")


def _configured() -> Path:
    path = os.environ.get("KEYRING_FILE")
    if not path:
        raise CommandError("name the file: KEYRING_FILE is not set")
    return Path(path)


def _read(file: Path) -> Keyring:
    try:
        return Keyring.parse(file.read_text(encoding="ascii"))
    except (OSError, UnicodeDecodeError, WeakKeyring) as error:
        raise CommandError(f"the keyring cannot be read: {error}") from error


def _write(file: Path, keyring: Keyring) -> None:
    """All of it or nothing, also when the power fails; readable by its owner only."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(keyring.text())
        opened.flush()
        os.fsync(opened.fileno())
    beside.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
