"""Every screen for everybody: read aloud, in the dark, by keyboard, enlarged, with a thumb."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.journeys.conftest import Opener
from tests.e2e.journeys.screens import SCREENS
from tests.e2e.window import DESKTOP, LANDSCAPE, PHONE, Window

pytestmark = pytest.mark.browser

NARROW = {"phone": PHONE, "desktop at 200 %": (720, 450), "tablet at 200 %": (512, 384)}
GRAVE = {"serious", "critical"}
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


def violations(window: Window, *rules: str) -> list[str]:
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    found = Axe().run(window.page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"][:4]
    ]


def in_light_and_dark(window: Window) -> list[str]:
    """In the dark only the colours are others."""
    window.page.emulate_media(color_scheme="light")
    found = violations(window)
    window.page.emulate_media(color_scheme="dark")
    return found + [f"dark {one}" for one in violations(window, "color-contrast")]


def test_no_screen_has_a_grave_fault_for_those_who_read_otherwise(opened: Opener) -> None:
    window = opened("", LANDSCAPE, reduced_motion="reduce")
    window.goto("/sign-in/")
    faults = {"sign-in": in_light_and_dark(window)}
    window.sign_in("大野 恵")
    room = window.room("遠藤 清")
    for name, show in SCREENS.items():
        show(window, room)
        faults[name] = in_light_and_dark(window)
    assert {name: found for name, found in faults.items() if found} == {}


def test_every_screen_fits_a_thumb_a_phone_and_an_enlarged_page(opened: Opener) -> None:
    window = opened("大野 恵", PHONE, has_touch=True)
    room = window.room("遠藤 清")
    small, wide = {}, {}
    for name, show in SCREENS.items():
        window.resize(PHONE)
        show(window, room)
        if found := window.page.evaluate(SMALL, TOUCHED):
            small[name] = sorted(set(found))
        for kind, size in NARROW.items():
            window.resize(size)
            if window.overflow() > 0:
                wide[f"{name}, {kind}"] = window.page.evaluate(TOO_WIDE)
    assert (small, wide) == ({}, {})


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
