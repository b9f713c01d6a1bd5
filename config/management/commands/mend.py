"""Puts files back that are missing or have rotted, from the folder of the backups."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backup.mending import mend
from config.backup.shelf import Shelf
from config.backup.trouble import told_plainly


class Command(BaseCommand):
    help = (
        "Open every file and put back those that are missing or damaged, from the folder of the "
        "backups. Needs no identity. Status 1 when one cannot be put back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", required=True, type=Path, metavar="FOLDER", dest="folder")

    def handle(self, *args: object, **options: Any) -> None:
        with told_plainly("mend"):
            done = list(mend(Shelf(options["folder"])))
        for one in done:
            self.stdout.write(f"{'put back' if one.mended else 'NOT in the backup'}: {one.name}")
        lost = sum(not one.mended for one in done)
        if lost:
            raise CommandError(f"mend FAILED: {lost} of {len(done)} files could not be put back")
        self.stdout.write(f"mended {len(done)} files: every file opens")
