"""Installations for tests: a fresh copy of a seeded database each, on either database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import servers
from tests.load.installation import Installation, Templates

BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def postgres() -> Iterator[servers.Postgres]:
    with servers.postgres() as running:
        yield running


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    return Templates(tmp_path_factory.mktemp("templates"))


@pytest.fixture(params=BOTH)
def installation(
    request: pytest.FixtureRequest, templates: Templates, tmp_path: Path
) -> Installation:
    """Eight rooms of six members, on SQLite and again on PostgreSQL."""
    if request.param == "sqlite":
        return templates.sqlite(tmp_path)
    return templates.postgresql(tmp_path, request.getfixturevalue("postgres"))


@pytest.fixture
def on_sqlite(templates: Templates, tmp_path: Path) -> Installation:
    return templates.sqlite(tmp_path)
