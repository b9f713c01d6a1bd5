"""Makes a backup while the server runs: database and files, sealed for keys kept offline."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.backup.making import Made, make
from config.backup.shelf import Shelf
from config.backup.trouble import told_plainly
from sharing.age import Recipient


class Command(BaseCommand):
    help = (
        "Back up database and files while the server runs, sealed for recipients whose identity "
        "is kept offline. The keyring is never in it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", required=True, type=Path, metavar="FOLDER")
        parser.add_argument(
            "--recipient", required=True, action="append", metavar="age1…",
            help="may be given several times: any one of their identities opens the backup",
        )  # fmt: skip
        parser.add_argument(
            "--keep", type=int, metavar="N",
            help="remove whole generations but the newest N, and files that none of them needs",
        )  # fmt: skip

    def handle(self, *args: object, **options: Any) -> None:
        folder, keep = options["to"].resolve(), options["keep"]
        _refuse(folder, keep)
        with told_plainly("backup"):
            recipients = [Recipient.parse(text) for text in options["recipient"]]
            made = make(Shelf(folder), recipients, keep)
        self._tell(made)

    def _tell(self, made: Made) -> None:
        manifest = made.manifest
        needed = ", ".join(manifest.keys)
        self.stdout.write(f"The keyring is not in it. Keep it elsewhere, with key {needed}.")
        generations, files = made.removed
        if generations or files:
            self.stdout.write(f"removed {generations} generations and {files} files")
        summary = (
            f"{len(manifest.files)} files ({made.fresh} new, {manifest.size} bytes in all), "
            f"{sum(manifest.counts.values())} rows, {made.generations} generations"
        )
        if not made.complete:
            for name in manifest.missing:
                self.stderr.write(f"not saved: {name}")
            raise CommandError(
                f"backup {manifest.stamp} INCOMPLETE: {len(manifest.missing)} missing; {summary}"
            )
        self.stdout.write(f"backup {manifest.stamp} complete: {summary}")


def _refuse(folder: Path, keep: int | None) -> None:
    if keep is not None and keep < 1:
        raise CommandError("--keep needs 1 or more")
    if not folder.is_dir():
        raise CommandError("backup FAILED: the folder is not there; is its disk mounted?")
    for own in (settings.DATA.resolve(), settings.ATTACHMENTS.resolve()):
        if folder.is_relative_to(own) or own.is_relative_to(folder):
            raise CommandError(
                "backup FAILED: it does not belong into the data folder, nor around it"
            )
    keyring = os.environ.get("KEYRING_FILE")
    if keyring and Path(keyring).resolve().is_relative_to(folder):
        raise CommandError("backup FAILED: the keyring lies in its folder; keep them apart")
