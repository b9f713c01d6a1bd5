"""Writes the log, without the content of its events, for `python -m audit.verify`."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from audit.export import lines


class Command(BaseCommand):
    help = "Writes the audit log as JSON lines for the offline verifier; events stay sealed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="where to write it; must not exist yet")

    def handle(self, *args: object, **options: str) -> None:
        with Path(options["file"]).open("x", encoding="utf-8") as out:
            out.writelines(lines())
