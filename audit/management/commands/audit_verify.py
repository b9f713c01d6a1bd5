"""Checks the log in this database as the offline verifier would."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from audit.export import lines
from audit.note import Verifier
from audit.verify import describe, verify


class Command(BaseCommand):
    help = "Checks the audit log against its checkpoints and names what is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--key", action="append", required=True, help="a verifier key")
        parser.add_argument(
            "--witnessed",
            action="append",
            default=[],
            help="a file with a checkpoint kept elsewhere",
        )

    def handle(self, *args: object, **options: list[str]) -> None:
        try:
            verifiers = [Verifier.parse(key) for key in options["key"]]
            witnessed = [Path(name).read_text(encoding="utf-8") for name in options["witnessed"]]
            report = verify(lines(), verifiers, witnessed)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        if report.findings:
            raise CommandError(describe(report))
        self.stdout.write(describe(report), ending="")
