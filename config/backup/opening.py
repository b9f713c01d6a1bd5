"""Taking a generation from the shelf, and the questions a restore and a drill both ask of it."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from config.backup import seal, state
from config.backup.bundle import Reader, Unsealed
from config.backup.manifest import Kept, Manifest
from config.backup.shelf import BLOCK, Generation, Shelf
from config.backup.trouble import Trouble
from sharing import age


def chosen(shelf: Shelf, stamp: str) -> Generation:
    """The one of this stamp; without one the newest that is complete."""
    for generation in shelf.generations():
        if generation.stamp == stamp or (not stamp and generation.complete):
            return generation
    raise Trouble(f"there is no generation {stamp}" if stamp else "there is no whole generation")


@contextmanager
def reading(
    generation: Generation, identities: Sequence[age.Identity]
) -> Iterator[tuple[Reader, str]]:
    """The generation, and what is wrong with its seal in words.

    All of it was opened once before: nothing that was cut short is put anywhere. Raises `Trouble`.
    """
    try:
        with generation.path.open("rb") as file:
            first = Reader(file, identities)
            for _part in first.database():
                pass
            if first.manifest.stamp != generation.stamp:
                raise Unsealed("it bears the name of another one")
            file.seek(0)
            wrong = seal.wrong_with(first.manifest, first.digest, first.seal)
            yield Reader(file, identities), wrong
    except age.Unopenable:
        raise Trouble(f"generation {generation.stamp} is for another identity") from None
    except (age.AgeError, Unsealed) as error:
        raise Trouble(f"generation {generation.stamp} is damaged: {error}") from error


def refuse_unfit(manifest: Manifest) -> None:
    """Before anything is written: the database's kind and the software's age must fit."""
    if manifest.vendor != connection.vendor:
        raise Trouble(f"the backup is of {manifest.vendor}, this installation has another database")
    if unknown := set(manifest.migrations) - state.known():
        raise Trouble(f"the backup is of newer software: {min(unknown)} is not known here")


def absent_keys(manifest: Manifest) -> list[str]:
    return [name for name in manifest.keys if not settings.KEYRING.holds(name)]


def wrong_with_file(path: Path, kept: Kept) -> str:
    """In words; nothing when size and digest are those of the manifest."""
    if not path.is_file():
        return "missing"
    if path.stat().st_size != kept.size:
        return f"{path.stat().st_size} bytes instead of {kept.size}"
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while data := file.read(BLOCK):
            digest.update(data)
    return "" if digest.hexdigest() == kept.sha256 else "its bytes have changed"
