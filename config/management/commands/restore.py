"""Puts a backup into an empty installation; no server starts on it before all of it is there."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backup.restoring import restore
from config.backup.shelf import Shelf
from config.backup.trouble import told_plainly
from sharing.age.identities import read_identities


class Command(BaseCommand):
    help = "Restore a backup into an empty installation. Broken off, it can be begun again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", required=True, type=Path, metavar="FOLDER", dest="folder")
        parser.add_argument("--identity", required=True, type=Path, metavar="FILE")
        parser.add_argument(
            "--generation", default="", metavar="STAMP", help="by default the newest whole one"
        )
        parser.add_argument(
            "--partly", action="store_true", help="go on without files that are missing or damaged"
        )

    def handle(self, *args: object, **options: Any) -> None:
        with told_plainly("restore"):
            done = restore(
                Shelf(options["folder"]),
                read_identities(options["identity"]),
                options["generation"],
                partly=options["partly"],
            )
        manifest = done.manifest
        self.stdout.write(f"{len(manifest.files)} files, {sum(manifest.counts.values())} rows")
        self.stdout.write(f"epoch {done.epoch}; everybody signs in again")
        if done.awaited:
            self.stdout.write(f"{done.awaited} files were on their way and are awaited again")
        for finding in done.findings:
            self.stderr.write(finding)
        if done.findings:
            raise CommandError(
                f"restored {manifest.stamp}, but {len(done.findings)} things are not as they were"
            )
        self.stdout.write(f"restored {manifest.stamp}: the server may start")
