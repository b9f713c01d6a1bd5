"""What a thief finds in the backup's folder, and what is read in the mail that cron sends."""

from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import connection

from config.backup.bundle import Reader
from messaging.pieces import file_folder
from sharing import keys
from sharing.age import Opened
from sharing.age.identities import read_identities
from sharing.models import Organization
from sharing.storage import storage
from tests.config.backup.place import Place
from tests.leaks.finder import found

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "左大転子に褥瘡、娘さんは別居"
PICTURE = "canary of a photograph "
NAME = "背部.jpg"


@pytest.fixture
def told(place: Place) -> Place:
    place.post(WORDS)
    place.photo(PICTURE.encode() * 5_000)
    return place


def secrets() -> dict[str, str]:
    organization = Organization.objects.first()
    assert organization is not None
    return {
        "words": WORDS, "picture": PICTURE, "file name": NAME, "organisation": organization.name,
        "table": "sharing_organization",
    }  # fmt: skip


def test_nothing_in_the_folder_says_anything_about_anybody(told: Place) -> None:
    told.backup()
    files = [path for path in told.folder.rglob("*") if path.is_file()]
    names = [str(path.relative_to(told.folder)).encode() for path in files]
    places = {"names": names, "contents": [path.read_bytes() for path in files]}
    assert found(secrets(), places) == []


def test_whoever_has_the_identity_and_not_the_keyring_learns_nothing_of_a_patient(
    told: Place,
) -> None:
    told.backup()
    dump = opened(told)
    if connection.vendor == "sqlite":  # PostgreSQL's is compressed
        names = {line.split(" as ")[0] for line in found(secrets(), {"dump": [dump]})}
        assert names == {"organisation", "table"}
    patient = {name: secrets()[name] for name in ("words", "picture", "file name")}
    assert found(patient, {"dump": [dump]}) == []


def opened(place: Place) -> bytes:
    with place.generations()[-1].open("rb") as file:
        return b"".join(Reader(file, read_identities(place.identity)).database())


def test_with_the_keyring_the_very_same_files_open(told: Place) -> None:
    """So there was something that could have leaked."""
    told.backup()
    identities = keys.of_room(told.room).identities
    contents = []
    for path in told.on_shelf():
        with path.open("rb") as file, closing(Opened(file, identities)) as plain:
            contents.append(plain.read(0, plain.size))
    assert any(PICTURE.encode() in content for content in contents)


def test_nothing_printed_says_anything_about_anybody(told: Place) -> None:
    printed = told.backup() + told.drill()
    lost = told.photo()
    storage().remove(f"{file_folder(lost)}/original.age")
    with pytest.raises(CommandError) as incomplete:
        told.backup()
    printed += str(incomplete.value)
    assert "drill passed" in printed
    texts = {name: text for name, text in secrets().items() if name != "table"}
    assert found(texts, {"the mail": [printed.encode()]}) == []


def test_the_keyring_is_in_no_file_of_the_folder(told: Place, settings: object) -> None:
    told.backup()
    keyring = settings.KEYRING  # type: ignore[attr-defined]
    texts = {"keyring": keyring.text().strip()}
    contents = [path.read_bytes() for path in told.folder.rglob("*") if Path(path).is_file()]
    assert found(texts, {"the folder": [*contents, opened(told)]}) == []
