"""Looking at photos, documents and texts: by keyboard, by finger, by mouse, two side by side."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.journeys.conftest import Opener
from tests.e2e.journeys.filing import (
    ALL_KINDS,
    MEMO,
    PATIENT,
    corner,
    expect_shown,
    image,
    show_all_kinds,
    tiles,
    viewer,
)
from tests.e2e.window import DESKTOP, PHONE, Window

pytestmark = pytest.mark.browser

# Asked again while the original takes the place of the preview.
SCALED = """([pane, low, high]) => {
  const image = document.querySelectorAll(".pane")[pane]?.querySelector(".pane-image");
  const scale = image ? new DOMMatrix(getComputedStyle(image).transform).a : 0;
  return scale >= low && scale <= high;
}"""


@pytest.fixture
def room(nurse: Window) -> str:
    found = nurse.room(PATIENT)
    show_all_kinds(nurse, found)
    return found


def expect_scale(window: Window, pane: int, low: float, high: float = 0) -> None:
    window.page.wait_for_function(SCALED, arg=[pane, low, high or low])


class Fingers:
    """On the glass: what a touch screen tells the browser."""

    def __init__(self, window: Window) -> None:
        self._session = window.page.context.new_cdp_session(window.page)

    def touch(self, kind: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        self.touch("touchStart", start)
        self.touch("touchMove", end)
        self.touch("touchEnd")

    def pinch(self, start: int, end: int) -> None:
        """About the middle of the picture, from so many pixels off it to so many."""
        self.touch("touchStart", (195 - start, 400), (195 + start, 400))
        for off in range(start, end + 1, 10):
            self.touch("touchMove", (195 - off, 400), (195 + off, 400))
        self.touch("touchEnd")

    def tap_twice(self) -> None:
        for _tap in range(2):
            self.touch("touchStart", (195, 400))
            self.touch("touchEnd")


def test_everything_is_reached_and_seen_with_the_keyboard(physician: Window, room: str) -> None:
    physician.open_room(room)
    page, shown = physician.page, viewer(physician)
    first = tiles(physician, ALL_KINDS, 5).first
    expect(first.locator("img")).to_have_attribute("alt", "写真 創1 仙骨部 処置前。スケールあり")
    first.focus()
    page.keyboard.press("Enter")
    expect(shown).to_be_visible()
    expect(shown.locator(".viewer-whose")).to_contain_text(PATIENT)
    expect(shown.locator(".viewer-whose")).to_contain_text("年")
    expect(shown.locator(".viewer-title")).to_have_text("創1 仙骨部 処置前。スケールあり")
    expect(shown.locator(".viewer-when")).to_contain_text("佐藤 美咲（")
    expect(shown.locator(".viewer-when")).to_contain_text("撮影")
    expect_shown(physician)
    with page.expect_request(re.compile(r"/original$")):
        page.keyboard.press("+")
    expect(shown.locator(".viewer-scale")).to_have_text("150%")
    page.keyboard.press("ArrowRight")
    expect(shown.locator(".viewer-count")).to_have_text("1 / 5")
    page.keyboard.press("0")
    expect(shown.locator(".viewer-scale")).to_have_text("100%")
    page.keyboard.press("ArrowRight")
    expect(shown.locator(".viewer-title")).to_contain_text("発赤が広がっています")
    expect(shown.locator('[data-part="said"]')).to_contain_text("5件中2件目")
    for _step in range(2):
        page.keyboard.press("ArrowRight")
    _turns_pages(physician)
    page.keyboard.press("ArrowRight")
    expect(shown.locator(".pane-text")).to_have_text(MEMO)
    page.keyboard.press("ArrowRight")
    expect(shown.locator(".viewer-count")).to_have_text("5 / 5")
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    expect(first).to_be_focused()
    assert shown.locator("img").count() == 0, "nothing that was looked at stays in the page"


def _turns_pages(window: Window) -> None:
    page, shown = window.page, viewer(window)
    expect(shown.locator(".viewer-title")).to_have_text("紹介状.pdf")
    page.keyboard.press("PageDown")
    expect(image(window)).to_have_attribute("src", re.compile("page-2$"))
    expect(image(window)).to_have_attribute("alt", "書類 紹介状.pdf 3ページ中2ページ")
    expect_shown(window)
    field = shown.get_by_label("ページ", exact=False).and_(shown.locator("input"))
    field.fill("3")
    field.press("Enter")
    expect(image(window)).to_have_attribute("src", re.compile("page-3$"))
    page.keyboard.press("PageDown")
    expect(field).to_have_value("3")
    shown.locator(".pane").focus()


def test_fingers_enlarge_move_and_leaf_through(opened: Opener, room: str) -> None:
    window = opened("田中 誠一", PHONE, has_touch=True)
    window.open_room(room)
    tiles(window, ALL_KINDS, 5).first.tap()
    expect_shown(window)
    fingers = Fingers(window)
    fingers.pinch(40, 120)
    expect_scale(window, 0, 2.5, 3.5)
    window.page.wait_for_load_state("networkidle")
    before = corner(image(window))
    fingers.drag((200, 400), (260, 430))
    after = corner(image(window))
    assert (after[0] - before[0], after[1] - before[1]) == (60, 30)
    fingers.tap_twice()
    expect(viewer(window).locator(".viewer-scale")).to_have_text("100%")
    fingers.drag((320, 400), (120, 410))
    expect(viewer(window).locator(".viewer-count")).to_have_text("2 / 5")


def test_the_wheel_and_the_mouse_do_the_same(physician: Window, room: str) -> None:
    physician.open_room(room)
    tiles(physician, ALL_KINDS, 5).first.click()
    expect_shown(physician)
    x, y = corner(image(physician))
    page = physician.page
    page.mouse.move(x + 300, y + 200)
    page.mouse.wheel(0, -500)
    expect(viewer(physician).locator(".viewer-scale")).not_to_have_text("100%")
    page.mouse.dblclick(x + 200, y + 200)
    expect(viewer(physician).locator(".viewer-scale")).to_have_text("100%")
    with page.expect_download() as download:
        viewer(physician).get_by_role("link", name="保存").click()
    assert download.value.suggested_filename.endswith(".jpg")
    viewer(physician).get_by_role("button", name="閉じる").click()
    expect(viewer(physician)).to_be_hidden()


def test_two_photos_of_different_days_stand_side_by_side(physician: Window, room: str) -> None:
    physician.open_room(room)
    shown = viewer(physician)
    tiles(physician, ALL_KINDS, 5).nth(2).click()
    shown.get_by_role("button", name="並べて見る").click()
    choices = shown.locator(".viewer-choice")
    expect(choices.locator("h3").first).to_have_text("創1")
    expect(choices.locator(".viewer-pick").first).to_contain_text("発赤が広がっています")
    choices.locator(".viewer-pick").filter(has_text="処置前").first.click()
    panes = shown.locator(".pane")
    expect(panes).to_have_count(2)
    expect(panes.first.locator(".pane-caption")).to_contain_text("処置前。スケールあり")
    expect(panes.last.locator(".pane-caption")).to_contain_text("壊死組織が減りました")
    for pane in (0, 1):
        expect_shown(physician, pane)
    assert _corners(panes) == "beside"
    physician.page.keyboard.press("+")
    for pane in (0, 1):
        expect_scale(physician, pane, 1.5)
    shown.get_by_label("一緒に拡大").uncheck()
    panes.last.focus()
    physician.page.keyboard.press("0")
    expect_scale(physician, 0, 1.5)
    expect_scale(physician, 1, 1)
    physician.resize(PHONE)
    assert _corners(panes) == "above"
    physician.resize(DESKTOP)
    shown.get_by_role("button", name="1枚に戻す").click()
    expect(panes).to_have_count(1)
    shown.get_by_role("button", name="並べて見る").click()
    expect(choices).to_be_visible()
    physician.page.keyboard.press("Escape")
    expect(choices).to_be_hidden()
    expect(shown).to_be_visible()
    physician.page.keyboard.press("Escape")
    expect(shown).to_be_hidden()


def _corners(panes: Locator) -> str:
    first, second = (corner(panes.nth(number)) for number in (0, 1))
    return "beside" if first[1] == second[1] else "above" if first[0] == second[0] else ""
