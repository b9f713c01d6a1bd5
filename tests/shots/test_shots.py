"""The pictures of docs/screenshots: the demo region as its people see it. `./dev shots`."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from config.demo.pictures import photograph
from tests.e2e.site import ROOT, Site
from tests.e2e.window import DESKTOP, LANDSCAPE, PHONE, PORTRAIT, Window

pytestmark = pytest.mark.shots

FOLDER = ROOT / "docs" / "screenshots"
# What the camera sees: one of the demo's drawings.
LENS = """navigator.mediaDevices.getUserMedia = async () => {
  const canvas = Object.assign(document.createElement("canvas"), {width: 1200, height: 900});
  const bytes = Uint8Array.from(atob("%s"), (sign) => sign.charCodeAt(0));
  const seen = await createImageBitmap(new Blob([bytes], {type: "image/jpeg"}));
  const draw = () => canvas.getContext("2d").drawImage(seen, 0, 0);
  draw();
  setInterval(draw, 100);
  return canvas.captureStream(10);
};"""
LARGEST = 320_000  # bytes: a README is read over a telephone too


@contextmanager
def window_of(
    browser: Browser, site: Site, name: str, size: tuple[int, int], **options: Any
) -> Iterator[Window]:
    window = Window.open(browser, site.url, size, **options)
    if name:
        window.sign_in(name)
    yield window
    window.page.context.close()
    assert window.faults == []


def take(window: Window, name: str) -> Path:
    """As it stands when everything has arrived: no focus ring, no line still being drawn."""
    window.page.wait_for_load_state("networkidle")
    window.page.wait_for_timeout(400)
    FOLDER.mkdir(parents=True, exist_ok=True)
    target = FOLDER / f"{name}.png"
    target.write_bytes(window.page.screenshot(animations="disabled", caret="hide"))
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} KiB")
    assert target.stat().st_size < LARGEST
    return target


def test_the_page_of_the_cast(browser: Browser, site: Site) -> None:
    with window_of(browser, site, "", LANDSCAPE) as window:
        window.goto("/sign-in/")
        take(window, "sign-in")


def test_today_of_a_nurse(browser: Browser, site: Site) -> None:
    with window_of(browser, site, "佐藤 美咲", PORTRAIT) as window:
        expect(window.connected).to_be_attached()
        take(window, "today-nurse-tablet")


def test_a_timeline_on_a_tablet_and_in_the_dark_on_a_phone(browser: Browser, site: Site) -> None:
    with window_of(browser, site, "鈴木 陽子", LANDSCAPE) as window:
        show_the_night(window)
        take(window, "timeline-tablet")
    with window_of(browser, site, "佐藤 美咲", PHONE, color_scheme="dark") as window:
        show_the_night(window)
        take(window, "timeline-phone-dark")


def show_the_night(window: Window) -> None:
    """P1 at the urgent entry of the night."""
    window.open_room(window.room("山田 ハナ"))
    urgent = window.page.locator('.entries > .entry[data-purpose="urgent"]').last
    urgent.evaluate("(one) => one.scrollIntoView({block: 'start', behavior: 'instant'})")


def test_a_visit_note(browser: Browser, site: Site) -> None:
    with window_of(browser, site, "佐藤 美咲", PORTRAIT, has_touch=True) as window:
        window.open_note(window.room("山田 ハナ"), "visit-note")
        window.visit_of(40)
        window.pick("overall", "相談が必要")
        for code, value in (("temp", "36.6"), ("pulse", "92"), ("sbp", "142"), ("dbp", "78")):
            window.measure(code, value)
        window.measure("spo2", "90")
        window.vital("spo2").get_by_role("radio", name="酸素").check()
        window.vital("spo2").locator('[data-vital-option="flow"]').fill("2")
        window.vital("spo2").locator('[data-vital-option="by"]').select_option("cannula")
        window.measure("weight", "50.2")
        text = "下腿の浮腫は2+、昨日より軽くなっています。利尿薬の量をご相談します。"
        window.answer("condition_text", text)
        window.page.evaluate("scrollTo({top: 260, behavior: 'instant'})")
        take(window, "visit-note")


def test_the_desktop_of_a_physician(browser: Browser, site: Site) -> None:
    with window_of(browser, site, "田中 誠一", DESKTOP) as window:
        expect(window.connected).to_be_attached()
        take(window, "today-physician")
        show_the_night(window)
        take(window, "timeline-physician")


def test_the_vital_signs_of_the_weeks_before_a_night(browser: Browser, site: Site) -> None:
    with window_of(browser, site, "田中 誠一", PORTRAIT) as window:
        window.goto(f"/patients/{window.room('山田 ハナ')}/vitals/")
        take(window, "vitals-tablet")


def test_the_day_board_of_a_station(browser: Browser, site: Site) -> None:
    with window_of(browser, site, "大野 恵", PORTRAIT) as window:
        window.goto("/board/")
        take(window, "board")


def test_the_team_and_its_consents(browser: Browser, site: Site) -> None:
    with window_of(browser, site, "鈴木 陽子", LANDSCAPE) as window:
        window.goto(f"/patients/{window.room('山田 ハナ')}/team/")
        joining = window.page.get_by_label("加える人")
        joining.evaluate("(one) => one.scrollIntoView({block: 'center', behavior: 'instant'})")
        take(window, "team-and-consent")


def test_a_wound_on_two_days_side_by_side(browser: Browser, site: Site) -> None:
    with window_of(browser, site, "田中 誠一", LANDSCAPE) as window:
        window.goto(f"/patients/{window.room('石川 ヨシ')}/wounds/")
        window.page.get_by_role("button", name="最初と最後を並べて見る").click()
        pictures = window.page.locator(".viewer img")
        expect(pictures.first).to_have_js_property("complete", True)
        expect(pictures.last).to_have_js_property("complete", True)
        take(window, "side-by-side")


def test_the_camera_says_whose_picture_it_will_be(browser: Browser, site: Site) -> None:
    drawn = base64.b64encode(photograph("sacrum-2", datetime.now(UTC))).decode()
    with window_of(browser, site, "佐藤 美咲", PORTRAIT) as window:
        window.page.add_init_script(LENS % drawn)
        window.open_room(window.room("石川 ヨシ"))
        window.compose("仙骨部の褥瘡、処置の前です。")
        window.page.locator(".composer-modes [data-take]").first.click()
        shutter = window.page.locator(".camera-shutter")
        expect(shutter).to_be_enabled()
        shutter.click()
        expect(window.page.locator(".camera-shots img")).to_have_count(1)
        take(window, "camera")
