"""Each test has an installation of its own, beside which an empty one may be made."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.config.backup.place import Place, located
from tests.world import World


@pytest.fixture
def place(tmp_path: Path, settings: Settings, world: World) -> Place:
    settings.DATA = tmp_path / "data"
    settings.ATTACHMENTS = tmp_path / "data" / "attachments"
    return located(tmp_path, world)
