"""`manage.py compilewords`: from each package's .po file to the .mo file that gettext reads."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile the translations of every package. Needs no gettext tools."

    def handle(self, **options: object) -> None:
        for source in catalogues(settings.BASE_DIR):
            compile_catalogue(source)


def catalogues(root: Path) -> list[Path]:
    return sorted(root.glob("*/locale/*/LC_MESSAGES/django.po"))


def compile_catalogue(source: Path) -> None:
    """Written anew only when older than its source."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return
    with source.open("rb") as po:
        catalogue = read_po(po, locale=source.parts[-3], domain="django")
    with target.open("wb") as mo:
        write_mo(mo, catalogue)
