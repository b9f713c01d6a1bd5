"""What every test shares: a clean memory of keys, and a log that tests alone may empty."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from audit import triggers
from messaging import murmur
from sharing import access, epoch, keys
from sharing.denials import Denials
from tests import world as worlds
from tests.world import World

DATABASE_FIXTURES = {"db", "transactional_db", "world"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what asks the database is run: the rest was run on SQLite."""
    if os.environ.get("TEST_DATABASE") != "postgres":
        return
    asks = [item for item in items if _asks_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in asks])
    items[:] = asks


def _asks_the_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(DATABASE_FIXTURES & fixtures)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """Each test has a database of its own, so nothing of the last one may stay anywhere else."""
    yield
    shutil.rmtree(settings.ATTACHMENTS, ignore_errors=True)
    access.forget_reads()
    access._denials = Denials()
    murmur.forget()
    keys.forget_all()
    epoch.forget()


@pytest.fixture
def world(db: None) -> World:
    """Nurse, physician, care manager and pharmacist of P1; and a stranger."""
    return worlds.build()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """It goes away with the folder or the server it is on, whoever is still connected to it."""
    return True


@pytest.fixture(scope="session", autouse=True)
def _the_log_can_be_emptied_between_tests() -> Iterator[None]:
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def teardown(case: TransactionTestCase) -> None:
        with triggers.lifted(connection):
            empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield
