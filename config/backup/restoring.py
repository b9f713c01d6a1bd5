"""From a generation to an installation: files, then the database in one step, then what follows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Model

from audit import triggers
from audit.models import Leaf
from config.backup import installed, state
from config.backup.database import Database
from config.backup.elsewhere import standing_in
from config.backup.making import OPERATOR
from config.backup.manifest import Kept, Manifest
from config.backup.opening import (
    absent_keys,
    chosen,
    reading,
    refuse_unfit,
    wrong_with_file,
)
from config.backup.shelf import BLOCK, Shelf
from config.backup.trouble import Trouble
from config.backup.turns import one_at_a_time
from messaging.actions.files import await_again
from sharing import access, age, clock, epoch
from sharing.models import Account, Compartment, Organization, Session
from sharing.storage import storage

SIGNS_OF_LIFE: tuple[type[Model], ...] = (Organization, Account, Compartment, Leaf)


@dataclass(frozen=True)
class Restored:
    """`awaited` files must be sent again; `findings` say what is there and not as it should be."""

    manifest: Manifest
    epoch: int
    awaited: int
    findings: tuple[str, ...]


def restore(
    shelf: Shelf, identities: Sequence[age.Identity], stamp: str, *, partly: bool = False
) -> Restored:
    """Raises `Trouble`. Until it has ended well no server starts on this installation.

    `partly` goes on without files that are missing or damaged; they are named in `findings`.
    """
    database = installed.database()
    database.refuse_if_unable()
    with (
        one_at_a_time(settings.DATA, "restore"),
        reading(chosen(shelf, stamp), identities) as (reader, wrong_with_seal),
    ):
        if absent := absent_keys(reader.manifest):
            raise Trouble(f"the keyring lacks {', '.join(absent)}: put it back first")
        if wrong_with_seal:
            raise Trouble(f"generation {reader.manifest.stamp}: {wrong_with_seal}")
        refuse_unfit(reader.manifest)
        _refuse_unless_empty(database)
        database.mark()
        wrong = _put_files(shelf, reader.manifest, partly=partly)
        with database.replaced(reader.database()) as restored, standing_in(restored):
            done = _finish(reader.manifest, wrong)
        database.unmark()
        return done


def _refuse_unless_empty(database: Database) -> None:
    """What a restore that was broken off has left is taken away by this one."""
    if database.is_marked():
        return
    tables = set(connection.introspection.table_names())
    ours = {model._meta.db_table for model in apps.get_models()} | {"django_migrations"}
    if tables - ours:
        raise Trouble("the database holds tables of something else; use an empty one")
    for model in SIGNS_OF_LIFE:
        if model._meta.db_table in tables and model._default_manager.exists():
            raise Trouble("this installation is in use; a restore needs an empty one")
    if any(storage().listed()):
        raise Trouble("the folder of attachments is not empty; a restore needs an empty one")


def _put_files(shelf: Shelf, manifest: Manifest, *, partly: bool) -> list[str]:
    """All are looked at before any is written."""
    wrong = {
        kept: trouble
        for kept in manifest.files
        if (trouble := wrong_with_file(shelf.path(kept), kept))
    }
    named = [f"{kept.name}: {trouble}" for kept, trouble in wrong.items()]
    if named and not partly:
        raise Trouble("files are wrong (--partly goes on without them): " + "; ".join(named))
    for kept in manifest.files:
        if kept not in wrong:
            _put_file(shelf, kept)
    return named


def _put_file(shelf: Shelf, kept: Kept) -> None:
    with shelf.path(kept).open("rb") as source, storage().create(kept.name) as file:
        while data := source.read(BLOCK):
            file.write(data)


def _finish(manifest: Manifest, wrong: Sequence[str]) -> Restored:
    """In the restored database, before it takes its place or a server may start on it."""
    if tables := state.differing(manifest.counts, state.counts()):
        raise Trouble(f"the restored tables differ from the manifest: {', '.join(tables)}")
    state.bring_up_to_date()
    if count := state.unopened():
        raise Trouble(f"{count} secrets do not open with this keyring")
    findings = [*(f"missing since the backup: {name}" for name in manifest.missing), *wrong]
    findings += [f"the log: {finding}" for finding in state.wrong_with_tree(manifest.tree)]
    findings += [f"the log's guard: {name}" for name in triggers.missing(connection)]
    with access.witnessed(OPERATOR, "backup:restore", entity=f"Backup/{manifest.stamp}"):
        # Whoever signed out, or lost a device, since the backup stays signed out.
        Session.objects.all().delete()
        awaited = await_again()
        # The same generation restored twice must not be taken for the first time.
        fresh = epoch.raise_epoch(at_least=int(clock.now().timestamp()))
    return Restored(manifest, fresh, awaited, tuple(findings))
