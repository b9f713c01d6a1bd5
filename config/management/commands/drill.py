"""Proves that a backup can be restored: in a scratch place, compared to the last attachment."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backup.proving import Check, prove
from config.backup.shelf import Shelf
from config.backup.trouble import told_plainly
from sharing.age.identities import read_identities


class Command(BaseCommand):
    help = (
        "Restore a generation into a scratch place and compare it with its manifest: counts of "
        "every table, the log's tree, every chunk of every attachment. Status 1 if any is wrong."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", required=True, type=Path, metavar="FOLDER", dest="folder")
        parser.add_argument("--identity", required=True, type=Path, metavar="FILE")
        parser.add_argument(
            "--generation", default="", metavar="STAMP", help="by default the newest whole one"
        )

    def handle(self, *args: object, **options: Any) -> None:
        count = wrong = 0
        with told_plainly("drill"):
            identities = read_identities(options["identity"])
            for check in prove(Shelf(options["folder"]), identities, options["generation"]):
                self._tell(check)
                count, wrong = count + 1, wrong + check.wrong
        if wrong:
            raise CommandError(f"drill FAILED: {wrong} of {count} checks are wrong")
        self.stdout.write(f"drill passed: {count} checks")

    def _tell(self, check: Check) -> None:
        mark = "WRONG" if check.wrong else "ok"
        self.stdout.write(f"{mark:5}  {check.what:48}  {check.expected:>20}  {check.found}")
