"""The main job: a nurse's visit note on the screens of three organisations, and on no other."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.journeys.conftest import Opener
from tests.e2e.window import Window

pytestmark = pytest.mark.browser

NOTE = "浮腫は下腿2+です。今夜の利尿薬についてご相談します。"
# Notes when a text is first on the screen, by the clock all windows of this machine share.
WATCH = """text => {
  const found = () => document.querySelector(".entries")?.innerText.includes(text);
  window.shownAt = null;
  const watch = new MutationObserver(() => {
    if (window.shownAt === null && found()) window.shownAt = Date.now();
  });
  watch.observe(document.body, {childList: true, subtree: true, characterData: true});
}"""
PRESSED = """() => document.addEventListener("click", (event) => {
  if (event.target.closest("[type=submit]")) window.pressedAt = Date.now();
}, {capture: true})"""


def shown_at(page: Page) -> int:
    page.wait_for_function("() => window.shownAt")
    return int(page.evaluate("window.shownAt"))


def test_a_visit_note_reaches_the_others_in_a_second_and_their_reading_comes_back(
    nurse: Window, physician: Window, manager: Window
) -> None:
    room = nurse.room("山田 ハナ")
    for window in (nurse, physician, manager):
        window.read_all(room)
        window.open_room(room)
    physician.page.evaluate(WATCH, NOTE)
    manager.page.evaluate(WATCH, NOTE)
    nurse.page.evaluate(PRESSED)
    write_visit_note(nurse)
    nurse.send()
    mine = nurse.entry(NOTE)
    expect(mine).to_be_visible()
    seconds = [
        (shown_at(window.page) - int(nurse.page.evaluate("window.pressedAt"))) / 1000
        for window in (physician, manager)
    ]
    print(f"on the physician's screen after {seconds[0]:.3f} s, manager's {seconds[1]:.3f} s")
    assert max(seconds) < 1.0
    theirs = physician.entry(NOTE)
    expect(theirs).to_contain_text("91 %（酸素 1 L/分 カニュラ）")
    expect(theirs).to_contain_text("訪問記録")
    expect(theirs.locator(".entry-to")).to_contain_text("までに返答")
    for window in (physician, manager):
        window.entry(NOTE).scroll_into_view_if_needed()
    expect(mine.locator(".entry-readers")).to_contain_text("医師 既読", timeout=8_000)
    expect(mine.locator(".entry-readers")).to_contain_text("ケアマネジャー 既読", timeout=8_000)
    theirs.get_by_role("button", name="電話する").click()
    expect(mine.locator(".entry-responses")).to_contain_text("電話する 田中 誠一（医師）")
    expect(mine.locator(".entry-state")).to_have_text("田中 誠一医師が確認")


def write_visit_note(nurse: Window) -> None:
    nurse.open_visit_note()
    nurse.choose("相談")
    for code, value in (("temp", "36.6"), ("pulse", "84"), ("sbp", "132"), ("dbp", "74")):
        nurse.measure(code, value)
    nurse.measure("spo2", "91")
    nurse.vital("spo2").locator('[data-vital-option="air"]').select_option("oxygen")
    nurse.vital("spo2").locator('[data-vital-option="flow"]').fill("1")
    nurse.vital("spo2").locator('[data-vital-option="by"]').select_option("cannula")
    nurse.vital("jcs").locator("[data-vital-value]").select_option(value="0")
    nurse.writing.fill(NOTE)
    nurse.page.locator('[data-picker="to"] select').select_option("role:physician")
    nurse.page.locator('select[name="reply-by"]').select_option("today")


def test_a_stranger_finds_nothing_by_address_search_count_or_socket(
    nurse: Window, opened: Opener
) -> None:
    room = nurse.room("山田 ハナ")
    stranger = opened("加藤 浩")
    expect(stranger.connected).to_be_attached()
    nurse.open_room(room)
    text = "ほかの地域には届かない記録です。"
    nurse.post(room, text, purpose="urgent")
    expect(nurse.entry(text)).to_be_visible()
    ask = stranger.page.request
    random = room[:-4] + "0000"
    paths = ("/patients/{}/", "/patients/{}/overview/", "/rooms/{}/after/0", "/rooms/{}/before/0")
    for path in paths:
        theirs, nobodys = (ask.get(stranger.base + path.format(one)) for one in (room, random))
        assert (theirs.status, theirs.body()) == (404, nobodys.body())
    stranger.goto("/patients/")
    stranger.page.get_by_role("searchbox").fill("やまだ")
    stranger.page.get_by_role("searchbox").press("Enter")
    expect(stranger.page.get_by_text("見つかりません")).to_be_visible()
    stranger.goto("/")
    stranger.page.wait_for_timeout(4_500)  # a pump's beat: what is late would be here by now
    expect(stranger.page.locator(".badge")).to_have_count(0)
    assert "山田" not in stranger.page.content()
    assert stranger.frames
    assert not [frame for frame in stranger.frames if room in frame or '"ring"' in frame]
