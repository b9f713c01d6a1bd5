"""`manage.py compilewords`: makes the translations readable for gettext."""

from django.conf import settings
from django.core.management.base import BaseCommand

from config.catalogues import compile_all


class Command(BaseCommand):
    help = "Compile the translations of every package. Needs no gettext tools."

    def handle(self, **options: object) -> None:
        compile_all(settings.BASE_DIR)
