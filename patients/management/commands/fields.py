"""`manage.py fields`: every field of every form as a table, for clinicians to confirm."""

from django.core.management.base import BaseCommand

from patients.field_table import tables


class Command(BaseCommand):
    help = "Print every field of every form: keys, units, limits, states and options."

    def handle(self, **options: object) -> None:
        self.stdout.write(tables(), ending="")
