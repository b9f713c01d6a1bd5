"""One town for a whole module; each test takes back what it did there."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from audit import triggers
from sharing import epoch, keys
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


@pytest.fixture
def town(_founded: Town, db: None) -> Town:
    return _founded
