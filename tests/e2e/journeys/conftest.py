"""One site and one Chromium for every journey; windows of one test each, on emptied devices."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.e2e.devices import Device, Devices
from tests.e2e.site import Site, copied, prepared
from tests.e2e.stage import chromium
from tests.e2e.window import DESKTOP, LANDSCAPE, PORTRAIT, Window

Opener = Callable[..., Window]


@pytest.fixture(scope="package")
def prepared_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """For those who need an installation of their own: made once, copied in a moment."""
    return prepared(tmp_path_factory.mktemp("prepared"))


@pytest.fixture(scope="package")
def site(prepared_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with copied(prepared_site, tmp_path_factory.mktemp("site") / "shared") as site:
        yield site


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium(cameras=True) as browser:
        yield browser


@pytest.fixture(scope="package")
def devices(browser: Browser) -> Devices:
    return Devices(browser)


@pytest.fixture
def opened(devices: Devices, site: Site) -> Iterator[Opener]:
    """Opens a window for one test, on an empty device: of `name`, or of nobody yet. Who does to it
    what cannot be undone, as a clock put in, asks for one `of_its_own`."""
    mine: list[tuple[Device, Window]] = []

    def open_one(name: str = "", size: tuple[int, int] = LANDSCAPE, **options: Any) -> Window:
        device = devices.take(options.pop("base", site.url), size, **options)
        window = Window.beside(device.context, device.base)
        mine.append((device, window))
        return window.step_in(name) if name else window

    yield open_one
    # No error on any console, no exception, no refused script, no request to another host.
    faults = [fault for _device, window in mine for fault in window.faults]
    for device, _window in mine:
        devices.give_back(device)
    assert faults == []


@pytest.fixture
def nurse(opened: Opener) -> Window:
    return opened("佐藤 美咲", PORTRAIT, has_touch=True)


@pytest.fixture
def physician(opened: Opener) -> Window:
    return opened("田中 誠一", DESKTOP)


@pytest.fixture
def manager(opened: Opener) -> Window:
    return opened("鈴木 陽子", LANDSCAPE, has_touch=True)
