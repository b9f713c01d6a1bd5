"""What axe finds on a page: in one theme by turns for every change, in both in `./dev soak`."""

from collections.abc import Sequence

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.window import Window

GRAVE = {"serious", "critical"}
THEMES = ("light", "dark")
A_SHARE_OR_ALL = (
    pytest.param(False, id="a share"),
    pytest.param(True, id="all of it", marks=pytest.mark.soak),
)
a_share_and_all = pytest.mark.parametrize("whole", A_SHARE_OR_ALL)
IS_HERE = "typeof window.axe === 'object'"
RUN = """async () => (await axe.run({resultTypes: ["violations"]})).violations"""


def faults(window: Window, turn: int, *, whole: bool) -> list[str]:
    """Of this page, all rules; `turn` counts what is looked at, so that the themes take turns."""
    themes: Sequence[str] = THEMES if whole else (THEMES[turn % len(THEMES)],)
    return [f"{theme} {one}" for theme in themes for one in violations(window, theme)]


def violations(window: Window, theme: str) -> list[str]:
    page = window.page
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    if not page.evaluate(IS_HERE):
        page.evaluate(Axe().axe_script)
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in page.evaluate(RUN)
        if one["impact"] in GRAVE
        for node in one["nodes"][:4]
    ]
