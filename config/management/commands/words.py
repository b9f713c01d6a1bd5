"""`manage.py words`: texts without Japanese, translations nobody uses, and two for one text."""

import io
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

PACKAGES = ("config", "sharing", "patients", "messaging")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
Text = str | tuple[str, ...] | list[str]
Key = tuple[str | None, Text]


class Command(BaseCommand):
    help = "Add missing texts to each package's Japanese file; with --check only say what lacks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check: bool = False, **options: object) -> None:
        lacking = [problem for package in PACKAGES for problem in self._package(package, check)]
        lacking += colliding()
        for problem in lacking:
            self.stdout.write(problem)
        if lacking and check:
            raise CommandError(
                f"{len(lacking)} texts are not translated, no longer used, or translated twice"
            )

    def _package(self, package: str, check: bool) -> Iterator[str]:
        used = used_texts(settings.BASE_DIR / package)
        path = _path(package)
        catalogue = read(path)
        # A text that an earlier package translates needs no second translation here.
        known = {(one.context, one.id) for one in catalogue if one.id and _said(one.string)}
        everywhere = known | {key for other in PACKAGES for key in translated(other)}
        for context, text in sorted(used - everywhere, key=str):
            yield f"{package}: not translated: {text!r}"
            catalogue.add(text, context=context)
        for context, text in sorted(known - used_everywhere(), key=str):
            yield f"{package}: not used: {text!r}"
            if not check:
                catalogue.delete(_plain(text), context)
        if not check:
            write(path, catalogue)


def used_texts(package: Path) -> set[Key]:
    """Every text that code and templates of a package hand to gettext."""
    found: set[Key] = set()
    for path in sorted(package.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            found |= _extracted(path.read_bytes())
        elif path.suffix in (".html", ".txt", ".svg") and "templates" in path.parts:
            source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            # Indentation means nothing in a template, and everything to a reader of Python.
            found |= _extracted("\n".join(line.strip() for line in source.splitlines()).encode())
    return found


def colliding() -> list[str]:
    """Texts that two packages translate differently: merged, only one of the two would be shown."""
    said: dict[Key, dict[str, list[str]]] = {}
    for package in PACKAGES:
        for one in read(_path(package)):
            if one.id and _said(one.string):
                ways = said.setdefault((one.context, one.id), {})
                ways.setdefault(str(one.string), []).append(package)
    return [
        f"two translations of {text!r}, give each a context: {_ways(ways)}"
        for (_context, text), ways in said.items()
        if len(ways) > 1
    ]


def used_everywhere() -> set[Key]:
    return {key for package in PACKAGES for key in used_texts(settings.BASE_DIR / package)}


def translated(package: str) -> set[Key]:
    return {(one.context, one.id) for one in read(_path(package)) if one.id and _said(one.string)}


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="ja", domain="django")
    with path.open("rb") as po:
        return read_po(po, locale="ja", domain="django")


def write(path: Path, catalogue: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, omit_header=False, sort_output=False, no_location=True)
    path.write_bytes(buffer.getvalue())


def _path(package: str) -> Path:
    return Path(settings.BASE_DIR / package / "locale" / "ja" / "LC_MESSAGES" / "django.po")


def _extracted(source: bytes) -> set[Key]:
    found = extract("python", io.BytesIO(source), keywords=KEYWORDS)
    return {(context, text) for _line, text, _comments, context in found}


def _said(translation: Text | None) -> bool:
    return bool(translation) and all(translation or "")


def _ways(ways: dict[str, list[str]]) -> str:
    return "; ".join(f"{way} ({', '.join(where)})" for way, where in ways.items())


def _plain(text: Text) -> str:
    return text if isinstance(text, str) else text[0]
