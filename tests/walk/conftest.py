"""One town for a whole module; each test takes back what it did there."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from audit import triggers
from sharing import epoch, keys
from sharing.models import InstallationSecret
from tests.walk import town as towns
from tests.walk.town import Town


@pytest.fixture(scope="module")
def _founded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    with django_db_blocker.unblock():
        yield towns.build()
        with triggers.lifted(connection):
            call_command("flush", verbosity=0, interactive=False)
        keys.forget_all()
        epoch.forget()


@pytest.fixture(scope="module")
def _files(_founded: Town, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town's files, which the end of each test throws away with its own."""
    kept = tmp_path_factory.mktemp("town") / "files"
    shutil.copytree(settings.ATTACHMENTS, kept)
    return kept


@pytest.fixture
def _opened(_founded: Town, django_db_blocker: DjangoDbBlocker) -> None:
    """The secrets are known to every process that serves; inside a test's transaction, which is
    never committed, each would be asked for again and again."""
    with django_db_blocker.unblock():
        for name in InstallationSecret.objects.values_list("name", flat=True):
            keys.installation_secret(name)


@pytest.fixture
def town(_founded: Town, _files: Path, _opened: None, db: None) -> Town:
    shutil.copytree(_files, settings.ATTACHMENTS, dirs_exist_ok=True)
    return _founded
