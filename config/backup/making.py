"""One backup while the server runs: files, a snapshot, the files named since, a generation."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from config.backup import bundle, installed, state
from config.backup.copying import Copying
from config.backup.database import Dump
from config.backup.manifest import Manifest
from config.backup.seal import fresh_key, seal
from config.backup.shelf import Shelf
from config.backup.turns import one_at_a_time
from sharing import access, age, clock
from sharing.keyring import Keyring
from sharing.models import Installation

OPERATOR = "Server/operator"
MOMENTS = 5  # tries for one of which nothing is missing


@dataclass(frozen=True)
class Made:
    """`fresh` files were copied by this run; `removed` generations and files by `keep`."""

    manifest: Manifest
    fresh: int
    generations: int
    removed: tuple[int, int]

    @property
    def complete(self) -> bool:
        return not self.manifest.missing


def make(shelf: Shelf, recipients: Sequence[age.Recipient], keep: int | None) -> Made:
    """Raises `Trouble`. A file that is missing does not stop it: the generation says so."""
    database = installed.database()
    database.refuse_if_unable()
    with one_at_a_time(settings.DATA, "backup"):
        shelf.prepare()
        database.tidy("backup")
        stamp = shelf.free_stamp(clock.now())
        _begin(stamp)
        copying = Copying(shelf, shelf.held())
        copying.copy_all()  # without a snapshot that a long first copy would hold open
        manifest = _saved(copying, stamp, recipients)
        removed = shelf.keep(keep) if keep is not None else (0, 0)
        return Made(manifest, copying.fresh, len(shelf.generations()), removed)


def _begin(stamp: str) -> None:
    """Before the snapshot, so that the backup holds its own trace."""
    with access.witnessed(OPERATOR, "backup:create", entity=f"Backup/{stamp}"):
        pass


def _saved(copying: Copying, stamp: str, recipients: Sequence[age.Recipient]) -> Manifest:
    """A moment of which everything is there.

    While one is copied a file may be checked or given up, and a key pruned: the next moment knows.
    What two moments lack alike is lost.
    """
    lacking = _lacking(copying, settings.READ_KEYRING())
    left = MOMENTS
    while True:
        left -= 1
        before = lacking
        with installed.database().snapshot() as dump:
            copying.copy_all()
            keyring = settings.READ_KEYRING()
            lacking = _lacking(copying, keyring)
            if not left or lacking in ([], before):
                return _written(copying, stamp, keyring, recipients, dump)


def _lacking(copying: Copying, keyring: Keyring) -> list[str]:
    return [*copying.missing, *(name for name in state.key_ids() if not keyring.holds(name))]


def _manifest(stamp: str, seal_key: str, copying: Copying, keyring: Keyring) -> Manifest:
    return Manifest(
        stamp=stamp,
        seal_key=seal_key,
        vendor=connection.vendor,
        server=installed.database().version(),
        migrations=state.applied(),
        counts=state.counts(),
        tree=state.tree(),
        epoch=_epoch(),
        keys=tuple(sorted({*state.key_ids(), keyring.current})),
        files=tuple(copying.files),
        missing=tuple(copying.missing),
    )


def _epoch() -> int:
    return Installation.objects.values_list("epoch", flat=True).first() or 1


def _written(
    copying: Copying,
    stamp: str,
    keyring: Keyring,
    recipients: Sequence[age.Recipient],
    dump: Dump,
) -> Manifest:
    key, wrapped = fresh_key(stamp, keyring)
    manifest = _manifest(stamp, wrapped, copying, keyring)
    complete = not manifest.missing
    with copying.shelf.generation(stamp, manifest.files, complete=complete) as file:
        writer = bundle.Writer(file, recipients)
        writer.finish(seal(key, writer.write(manifest, dump())))
    return manifest
