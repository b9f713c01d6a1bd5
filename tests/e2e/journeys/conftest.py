"""One site, one Chromium and the windows of three people, shared by every journey."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.e2e.site import Site, demo_region
from tests.e2e.stage import chromium
from tests.e2e.window import DESKTOP, LANDSCAPE, PORTRAIT, Window

Opener = Callable[..., Window]


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with demo_region(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium(cameras=True) as browser:
        yield browser


@pytest.fixture(scope="package")
def watched() -> list[Window]:
    return []


@pytest.fixture(scope="package")
def nurse(browser: Browser, site: Site, watched: list[Window]) -> Window:
    watched.append(Window.open(browser, site.url, PORTRAIT, has_touch=True))
    return watched[-1].sign_in("佐藤 美咲")


@pytest.fixture(scope="package")
def physician(browser: Browser, site: Site, watched: list[Window]) -> Window:
    watched.append(Window.open(browser, site.url, DESKTOP))
    return watched[-1].sign_in("田中 誠一")


@pytest.fixture(scope="package")
def manager(browser: Browser, site: Site, watched: list[Window]) -> Window:
    watched.append(Window.open(browser, site.url, LANDSCAPE, has_touch=True))
    return watched[-1].sign_in("鈴木 陽子")


@pytest.fixture
def opened(
    browser: Browser, site: Site, watched: list[Window], _nothing_went_wrong: None
) -> Iterator[Opener]:
    """Opens a window for one test: of `name`, or of nobody yet."""
    mine: list[Window] = []

    def open_one(name: str = "", size: tuple[int, int] = LANDSCAPE, **options: Any) -> Window:
        window = Window.open(browser, options.pop("base", site.url), size, **options)
        mine.append(window)
        watched.append(window)
        return window.sign_in(name) if name else window

    yield open_one
    faults = [fault for window in mine for fault in window.faults]
    for window in mine:
        watched.remove(window)
        window.page.context.close()
    assert faults == []


@pytest.fixture(autouse=True)
def _nothing_went_wrong(watched: list[Window]) -> Iterator[None]:
    """No error on any console, no exception, no refused script, no request to another host."""
    yield
    faults = [fault for window in watched for fault in window.faults]
    for window in watched:
        window.faults.clear()
    assert faults == []
