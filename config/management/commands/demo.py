"""Makes the demo region in an empty database; a database that has it keeps it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.demo.born import NotADemo, bear


class Command(BaseCommand):
    help = "Make the demo region in an empty database (DEPLOYMENT=demo only)."

    def handle(self, **_options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("a demo region is made with DEPLOYMENT=demo only")
        try:
            made = bear()
        except NotADemo as error:
            raise CommandError(
                "this database is neither empty nor a complete demo; choose another data folder"
            ) from error
        self.stdout.write("The demo region is ready." if made else "The demo region is kept.")
