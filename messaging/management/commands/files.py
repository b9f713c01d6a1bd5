"""Looks after the files of entries: orphans, files that are missing, files that have rotted."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from messaging.actions import orphans
from messaging.queries import upkeep


class Command(BaseCommand):
    help = (
        "Hold the stored files against the database, while the server runs. "
        "Status 1 when a file is missing or damaged; orphans are no damage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="open every chunk of every file")
        parser.add_argument("--remove-orphans", action="store_true")
        parser.add_argument("--room", type=UUID, help="only the files of this room's rows")

    def handle(self, *args: object, **options: Any) -> None:
        room = options["room"]
        if room is None:
            held = upkeep.held()
            self.stdout.write(f"{held.files} files, {held.size} bytes")
            self._orphans(remove=options["remove_orphans"])
        elif options["remove_orphans"]:
            raise CommandError("an orphan belongs to no room: leave out --room")
        self._rows(room, every_chunk=options["check"])

    def _orphans(self, *, remove: bool) -> None:
        found = list(upkeep.orphans())
        for one in found:
            self.stdout.write(f"orphan, {one.kind}: {one.file.name} ({one.file.size} bytes)")
        if remove:
            orphans.remove([one.file for one in found])
        done = "removed" if remove else "found"
        size = sum(one.file.size for one in found)
        self.stdout.write(f"{len(found)} orphans {done}, {size} bytes")

    def _rows(self, room: UUID | None, *, every_chunk: bool) -> None:
        wrong = 0
        for trouble in upkeep.troubles(room, every_chunk=every_chunk):
            self.stdout.write(f"{trouble.flaw}: {trouble.name}")
            wrong += 1
        if sealed := upkeep.unreadable(room):
            self.stdout.write(f"{sealed} rows of rooms whose secret is not at hand: not looked at")
        looked = "opened to the last chunk" if every_chunk else "looked for"
        if wrong:
            raise CommandError(f"{wrong} files are missing or damaged; all were {looked}")
        self.stdout.write(f"every file that a row names is there; all were {looked}")
