"""Devices that are used again: the first page of a new one costs more than most tests do."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.window import new_context

Kind = tuple[tuple[str, Any], ...]  # Any: whatever Playwright takes as an option
NOTHING = "/healthz"


@dataclass
class Device:
    """A context, and a bare page of the site that keeps its process and its type faces warm."""

    kind: Kind
    base: str
    context: BrowserContext
    keeper: Page
    of_its_own: bool


@dataclass
class Devices:
    """Who takes a device finds it empty: no cookie, no row, no permission, no page, online."""

    browser: Browser
    free: dict[Kind, list[Device]] = field(default_factory=lambda: defaultdict(list))

    def take(
        self, base: str, size: tuple[int, int], *, of_its_own: bool = False, **options: Any
    ) -> Device:
        kind = (("base", base), ("size", size), *sorted(options.items()))
        if self.free[kind] and not of_its_own:
            return self.free[kind].pop()
        context = new_context(self.browser, size, **options)
        keeper = context.new_page()
        keeper.goto(base + NOTHING)
        return Device(kind, base, context, keeper, of_its_own)

    def give_back(self, device: Device) -> None:
        if device.of_its_own:
            device.context.close()
            return
        for page in device.context.pages:
            if page is not device.keeper:
                page.close()
        empty(device)
        self.free[device.kind].append(device)


def empty(device: Device) -> None:
    """Everything but the files of the program, which the browser may keep."""
    context = device.context
    context.unroute_all()
    context.set_offline(False)
    context.clear_permissions()
    context.clear_cookies()
    devtools = context.new_cdp_session(device.keeper)
    devtools.send("Storage.clearDataForOrigin", {"origin": device.base, "storageTypes": "all"})
    devtools.detach()
