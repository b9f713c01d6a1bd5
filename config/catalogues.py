"""From each package's .po file to the .mo file that gettext reads. Needs no gettext tools."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_all(root: Path) -> None:
    """Those that are older than their source. Two processes may do this at once."""
    for source in sorted(root.glob("*/locale/*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            _compile(source, target)


def _compile(source: Path, target: Path) -> None:
    with source.open("rb") as po:
        catalogue = read_po(po, locale=source.parts[-3], domain="django")
    fresh = target.with_suffix(f".{os.getpid()}.new")
    with fresh.open("wb") as mo:
        write_mo(mo, catalogue)
    fresh.replace(target)
