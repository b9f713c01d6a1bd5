"""A site of its own for the pictures, so that no test has written into it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.site import Site, demo_region
from tests.e2e.stage import chromium


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with demo_region(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser
