"""One Chromium for many windows; it speaks with nobody but the site."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, expect, sync_playwright

from tests import servers
from tests.e2e.window import PATIENCE

QUIET = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    # Pages of one device share a process: to start one costs more than to load a page.
    "--process-per-site",
)  # fmt: skip
# Two cameras that show a moving drawing; who opens one is asked nothing.
CAMERAS = (
    "--use-fake-device-for-media-stream=device-count=2", "--use-fake-ui-for-media-stream",
)  # fmt: skip


@contextmanager
def chromium(*, cameras: bool = False) -> Iterator[Browser]:
    """While it is open nothing may be asked of a database: its loop runs in this thread."""
    arguments = [*QUIET, *(CAMERAS if cameras else ())]
    if os.getuid() == 0:
        arguments.append("--no-sandbox")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=servers.chromium_binary(), args=arguments
        )
        yield browser
        browser.close()
