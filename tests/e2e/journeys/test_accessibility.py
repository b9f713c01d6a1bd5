"""Every screen for everybody: read aloud, in the dark, by keyboard, enlarged, with a thumb."""

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.journeys.conftest import Opener
from tests.e2e.journeys.screens import SCREENS, Show
from tests.e2e.looking import A_SHARE_OR_ALL, faults
from tests.e2e.site import Site
from tests.e2e.window import DESKTOP, LANDSCAPE, PHONE, Window

pytestmark = pytest.mark.browser

NARROW = {"phone": PHONE, "desktop at 200 %": (720, 450), "tablet at 200 %": (512, 384)}
TOUCHED = (
    ".button, .icon-button, .place, .tab, .segment, .choice, .composer-invite, .location, .pick"
)
SMALL = """(selector) => [...document.querySelectorAll(selector)].filter((one) => {
  const box = one.getBoundingClientRect();
  return one.checkVisibility() && (box.height < 43.5 || box.width < 43.5);
}).map((one) => `${one.className} ${one.textContent.trim().slice(0, 20)} `
  + `${Math.round(one.getBoundingClientRect().width)}x`
  + Math.round(one.getBoundingClientRect().height))"""
TOO_WIDE = """() => [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility()
  && one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.className).slice(0, 8)"""
MOVING = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  const seconds = [style.transitionDuration, style.animationDuration].join(",").split(",");
  return seconds.some((text) => parseFloat(text) > 0.02);
}).map((one) => one.className).slice(0, 8)"""


@dataclass
class Tour:
    """Every screen looked at once: what is wrong with it, by the name of the screen."""

    window: Window
    whole: bool
    faults: dict[str, list[str]] = field(default_factory=dict)
    small: dict[str, list[str]] = field(default_factory=dict)
    wide: dict[str, list[str]] = field(default_factory=dict)

    def look(self, name: str, room: str, show: Show) -> None:
        turn = len(self.faults)
        self.window.resize(PHONE)
        show(self.window, room)
        self.small[name] = sorted(set(self.window.page.evaluate(SMALL, TOUCHED)))
        for kind, size in NARROW.items():
            self.window.resize(size)
            if self.window.overflow() > 0:
                self.wide[f"{name}, {kind}"] = self.window.page.evaluate(TOO_WIDE)
        self.window.resize(LANDSCAPE)
        self.faults[name] = faults(self.window, turn, whole=self.whole)


@pytest.fixture(scope="module", params=A_SHARE_OR_ALL)
def tour(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Tour:
    """On a tablet, by who sees every screen; each is opened once, as on a telephone."""
    window = Window.open(browser, site.url, PHONE, has_touch=True, reduced_motion="reduce")
    tour = Tour(window, whole=request.param)
    tour.look("sign-in", "", lambda window, _room: window.goto("/sign-in/"))
    room = window.step_in("大野 恵").room("遠藤 清")
    for name, show in SCREENS.items():
        tour.look(name, room, show)
    window.page.context.close()
    assert window.faults == []
    return tour


def found(seen: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: wrong for name, wrong in seen.items() if wrong}


def test_no_screen_has_a_grave_fault_for_those_who_read_otherwise(tour: Tour) -> None:
    assert len(tour.faults) == len(SCREENS) + 1
    assert found(tour.faults) == {}


def test_every_screen_fits_a_thumb_a_phone_and_an_enlarged_page(tour: Tour) -> None:
    assert len(tour.small) == len(SCREENS) + 1
    assert (found(tour.small), found(tour.wide)) == ({}, {})


def test_nothing_moves_for_who_asks_for_rest(opened: Opener) -> None:
    window = opened("大野 恵", DESKTOP, reduced_motion="reduce")
    room = window.room("遠藤 清")
    for name in ("today", "composer", "note"):
        SCREENS[name](window, room)
        assert window.page.evaluate(MOVING) == []


def test_the_main_job_is_done_with_the_keyboard_alone(opened: Opener) -> None:
    window = opened("", DESKTOP)
    window.goto("/sign-in/")
    page = window.page
    tab_to(window, "佐藤 美咲")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{window.base}/")
    tab_to(window, "患者")
    page.keyboard.press("Enter")
    page.wait_for_url("**/patients/")
    tab_to(window, "石川 ヨシ")
    page.keyboard.press("Enter")
    expect(window.entries.first).to_be_attached()
    tab_to(window, "訪問記録")
    page.keyboard.press("Enter")
    expect(window.ready_note).to_be_attached()
    window.visit_of(40)
    tab_to(window, "変わりなし")
    page.keyboard.press("Space")
    tab_to(window, "病状")
    page.keyboard.type("キーボードだけで書きました。")
    assert page.evaluate(FOCUS_SEEN), "where the keyboard is must be seen"
    tab_to(window, "体温")
    page.keyboard.type("36.4")
    page.keyboard.press("Enter")
    page.keyboard.type("72")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"{window.base}/patients/*/")
    expect(window.entries.last).to_contain_text("36.4")


FOCUSED = """() => {
  const one = document.activeElement;
  const named = one?.getAttribute("aria-label") || one?.labels?.[0]?.textContent;
  return (named || one?.textContent || "").trim();
}"""
FOCUS_SEEN = """() => {
  const style = getComputedStyle(document.activeElement);
  return document.activeElement !== document.body
    && (style.outlineStyle !== "none" || style.boxShadow !== "none");
}"""


def tab_to(window: Window, name: str) -> None:
    for _press in range(160):
        window.page.keyboard.press("Tab")
        if window.page.evaluate(FOCUSED).startswith(name):
            return
    raise AssertionError(f"the keyboard does not reach {name}")
