"""The main job: a nurse's visit note, written in twelve touches, on the screens of three
organisations and on no other."""

import time
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.journeys.conftest import Opener
from tests.e2e.window import PORTRAIT, Window

pytestmark = pytest.mark.browser

S = "下腿の浮腫が2+に増え、靴がきついそうです。"
A = "心不全の増悪を疑います。"
R = "利尿薬の増量をご検討ください。"
POINT = "次回も体重を同じ秤で測る"
VITALS = {
    "temp": "36.6", "pulse": "84", "sbp": "132", "dbp": "74", "spo2": "91", "rr": "18", "jcs": "0",
    "nrs_rest": "1",
}  # fmt: skip
MOST_TOUCHES = 12
# Of the visit, between two touches: less than what blanks a screen that nobody touches.
MINUTES_A_TOUCH = 4
# Notes when one more entry is on the screen, by the clock all windows of this machine share.
WATCH = """() => {
  const count = () => document.querySelectorAll(".entries > .entry").length;
  const before = count();
  const found = () => count() > before;
  window.shownAt = null;
  const watch = new MutationObserver(() => {
    if (window.shownAt === null && found()) window.shownAt = Date.now();
  });
  watch.observe(document.body, {childList: true, subtree: true, characterData: true});
}"""
FORM = """async ({room, text}) => {
  const {entries} = await (await fetch(`/rooms/${room}/before/0`)).json();
  return entries.find((one) => JSON.stringify(one).includes(text));
}"""


@dataclass
class Finger:
    """Counts what a finger would do; typing with the keypad in hand is no touch."""

    window: Window
    touches: list[str] = field(default_factory=list)

    def touch(self, place: Locator, what: str) -> None:
        self.touches.append(what)
        self.at_minute(MINUTES_A_TOUCH * len(self.touches))
        place.tap()

    def at_minute(self, minute: int) -> None:
        """The visit takes its time in small steps: one leap over all of it would leave a screen
        untouched for so long that it locks itself, when its next look comes before the tap."""
        left = max(0, MINUTES_A_TOUCH * (MOST_TOUCHES - 1) - minute)
        self.window.page.clock.set_system_time(time.time() - left * 60)

    def pick(self, link_id: str, label: str) -> None:
        choices = self.window.question(link_id).locator(".pick").filter(has_text=label)
        self.touch(choices.locator("input").first, f"{link_id}: {label}")

    def write(self, link_id: str, text: str) -> None:
        place = self.window.question(link_id).locator("[data-answer], [data-line]").last
        self.touch(place, link_id)
        self.window.page.keyboard.insert_text(text)

    def measure(self, values: dict[str, str]) -> None:
        """One touch; the keypad's own key goes on to the next value."""
        first = self.window.vital(next(iter(values)))
        self.touch(first.locator("[data-vital-value]"), "vitals")
        for value in values.values():
            self.window.page.keyboard.type(value)
            self.window.page.keyboard.press("Enter")


def shown_at(page: Page) -> int:
    page.wait_for_function("() => window.shownAt")
    return int(page.evaluate("window.shownAt"))


def lines_of(entry: dict[str, Any]) -> dict[str, str]:
    lines = (line for section in entry["form"]["sections"] for line in section["lines"])
    return {line["id"]: line["text"] for line in lines}


def as_it_was_written(read: dict[str, Any]) -> None:
    said = lines_of(read)
    assert (said["sbar_s"], said["sbar_a"], said["sbar_r"]) == (S, A, R)
    assert "慢性心不全" in said["sbar_b"], "the profile was put in by one touch"
    assert (said["cough"], said["coldness"]) == ("湿性", "足")
    assert (said["handover.0"], said["overall"]) == (POINT, "相談が必要")
    assert (said["report_need"], read["purpose"]) == ("本日中", "consult")
    assert [(one["kind"], one["id"]) for one in read["to"]] == [("role", "physician")]
    assert read["to"][0]["reply_by"] is not None
    measured = {one["code"]: one["text"] for one in read["vitals"][0]["readings"]}
    assert measured["spo2"] == "91 %（室内気）"
    assert set(measured) == {"temp", "pulse", "bp", "spo2", "rr", "jcs", "nrs_rest"}
    assert measured["bp"].startswith("132/74")
    alone = {code: value for code, value in VITALS.items() if code in ("temp", "pulse", "rr")}
    assert all(measured[code].startswith(value) for code, value in alone.items())


def test_a_whole_note_takes_twelve_touches_and_is_read_as_it_was_written(
    opened: Opener, manager: Window
) -> None:
    nurse = opened("佐藤 美咲", PORTRAIT, has_touch=True, of_its_own=True)
    room = nurse.room("山田 ハナ")
    finger = Finger(nurse)
    finger.at_minute(0)
    nurse.open_room(room)
    begun = time.monotonic()
    finger.touch(nurse.page.locator("a.button[data-write]"), "open the note")
    expect(nurse.ready_note).to_be_attached()
    finger.pick("overall", "相談が必要")
    finger.measure(VITALS)
    finger.touch(nurse.vital("spo2").get_by_role("radio", name="室内気"), "room air")
    finger.pick("cough", "湿性")
    finger.pick("coldness", "足")
    finger.write("sbar_s", S)
    finger.touch(nurse.page.locator('[data-part="suggest-background"]'), "background")
    finger.write("sbar_a", A)
    finger.write("sbar_r", R)
    finger.write("handover", POINT)
    finger.touch(nurse.page.locator(".note-bottom [type=submit]"), "send")
    nurse.page.wait_for_url(f"**/patients/{room}/")
    seconds = time.monotonic() - begun
    print(f"{len(finger.touches)} touches in {seconds:.1f} s of script: {finger.touches}")
    assert seconds < 60
    assert len(finger.touches) <= MOST_TOUCHES
    expect(nurse.entries.last.locator(".entry-state")).to_have_text("サーバーに到着")
    manager.open_room(room)
    expect(manager.entries.last).to_contain_text("相談が必要")
    read = manager.page.evaluate(FORM, {"room": room, "text": S})
    as_it_was_written(read)


def test_a_note_reaches_the_others_in_a_second_and_their_reading_comes_back(
    nurse: Window, physician: Window, manager: Window
) -> None:
    room = nurse.room("山田 ハナ")
    for window in (nurse, physician, manager):
        window.read_all(room)
        window.open_room(room)
    text = "下腿の浮腫は2+、今夜の利尿薬についてご相談します。"
    physician.page.evaluate(WATCH)
    manager.page.evaluate(WATCH)
    nurse.open_visit_note()
    nurse.visit_of(30)
    nurse.pick("overall", "相談が必要")
    nurse.answer("sbar_s", text)
    pressed = int(nurse.page.evaluate("Date.now()"))
    nurse.send_note()
    nurse.page.wait_for_url(f"**/patients/{room}/")
    mine = nurse.entries.last
    expect(mine).to_contain_text("相談が必要")
    seconds = [(shown_at(window.page) - pressed) / 1000 for window in (physician, manager)]
    print(f"on the physician's screen after {seconds[0]:.3f} s, manager's {seconds[1]:.3f} s")
    assert max(seconds) < 1.5
    theirs = physician.entries.last
    expect(theirs).to_contain_text("訪問記録")
    expect(theirs.locator(".entry-to")).to_contain_text("までに返答")
    for window in (physician, manager):
        window.entries.last.scroll_into_view_if_needed()
    expect(mine.locator(".entry-readers")).to_contain_text("医師 既読")
    expect(mine.locator(".entry-readers")).to_contain_text("ケアマネジャー 既読")
    theirs.get_by_role("button", name="電話する").click()
    expect(mine.locator(".entry-responses")).to_contain_text("電話する 田中 誠一（医師）")


def test_a_note_begun_on_the_tablet_is_finished_at_the_desk(opened: Opener) -> None:
    tablet, desk = opened("佐藤 美咲", PORTRAIT), opened("佐藤 美咲")
    room = tablet.room("遠藤 清")
    tablet.open_note(room, "visit-note")
    tablet.answer("remarks", "車の中で書きはじめました。")
    expect(tablet.page.locator('[data-part="saved"]')).to_contain_text(
        "ほかの端末でも", timeout=15_000
    )
    desk.open_room(room)
    offer = desk.page.locator(".draft-offer").filter(has_text="訪問記録").first
    draft = offer.get_attribute("data-draft")
    offer.get_by_role("link", name="続きを書く").click()
    expect(desk.question("remarks").locator("textarea")).to_have_value("車の中で書きはじめました。")
    desk.answer("remarks", "机で書きおえました。")
    expect(desk.page.locator('[data-part="saved"]')).to_contain_text(
        "ほかの端末でも", timeout=15_000
    )
    tablet.answer("remarks", "車の中で書きたしました。")
    with tablet.trouble():
        question = tablet.page.get_by_role("dialog")
        expect(question).to_contain_text("別の端末でも書き換えられています", timeout=15_000)
        question.get_by_role("button", name="別の端末の内容を使う").click()
    expect(tablet.question("remarks").locator("textarea")).to_have_value("机で書きおえました。")
    desk.visit_of(40)
    desk.pick("overall", "変わりなし")
    desk.send_note()
    desk.page.wait_for_url(f"**/patients/{room}/")
    expect(desk.entries.last.locator(".entry-state")).to_have_text("サーバーに到着")
    desk.page.reload()
    expect(desk.entries.last).to_contain_text("変わりなし")
    assert desk.page.locator(f'.draft-offer[data-draft="{draft}"]').count() == 0


def written(opened: Opener, text: str) -> tuple[Window, str]:
    """A nurse at a visit note that is ready to be sent, and its room."""
    nurse = opened("佐藤 美咲", PORTRAIT)
    room = nurse.room("石川 ヨシ")
    nurse.open_room(room)
    nurse.open_note(room, "visit-note")
    nurse.visit_of(40)
    nurse.pick("overall", "変わりなし")
    nurse.answer("condition_text", text)
    return nurse, room


def test_a_note_written_without_a_line_waits_in_the_timeline_and_comes_back_when_refused(
    opened: Opener,
) -> None:
    nurse, room = written(opened, "圏外で書いた訪問記録です。")
    with nurse.trouble():
        nurse.page.route("**/entries", lambda route: route.abort())
        nurse.send_note()
        kept = nurse.page.locator('[data-part="kept"]')
        expect(kept).to_contain_text("この端末に保存しました")
        kept.get_by_role("link", name="タイムラインへ").click()
        nurse.page.wait_for_url(f"**/patients/{room}/")
        waiting = nurse.page.locator(".entry.unsent")
        expect(waiting.locator(".entry-state")).to_have_text("端末に保存")
        body = '{"error": "invalid", "message": "様式が変わりました。", "fields": {}}'
        nurse.page.route(  # in front of the other one, so that nothing slips through between them
            "**/entries",
            lambda route: route.fulfill(status=422, content_type="application/json", body=body),
        )
        nurse.page.evaluate("dispatchEvent(new Event('online'))")
        expect(waiting.locator(".entry-parked")).to_contain_text("様式が変わりました。")
        state = nurse.page.locator("care-bell .state-text")
        expect(state).to_have_text("送れない記録 1件")
        expect(state).to_have_attribute("href", f"/patients/{room}/")
        waiting.get_by_role("button", name="入力欄に戻す").click()
        expect(nurse.ready_note).to_be_attached()
        nurse.page.unroute("**/entries")
    text = nurse.question("condition_text").locator("textarea")
    expect(text).to_have_value("圏外で書いた訪問記録です。")
    nurse.send_note()
    nurse.page.wait_for_url(f"**/patients/{room}/")
    expect(nurse.entries.last.locator(".entry-state")).to_have_text("サーバーに到着")
    expect(nurse.page.locator(".entry.unsent")).to_have_count(0)


def test_a_note_sent_without_a_signal_says_that_it_is_kept_and_leaves_by_itself(
    opened: Opener,
) -> None:
    nurse, room = written(opened, "電波のない部屋で書いた訪問記録です。")
    with nurse.trouble():
        nurse.page.context.set_offline(True)
        nurse.send_note()
        kept = nurse.page.locator('[data-part="kept"]')
        expect(kept).to_be_visible()
        expect(kept).to_contain_text("この端末に保存しました")
        expect(nurse.page.locator(".note-form")).to_be_hidden()
        expect(kept.locator("a")).to_be_hidden()
        nurse.page.context.set_offline(False)
        nurse.page.wait_for_url(f"**/patients/{room}/")
    expect(nurse.entries.last).to_contain_text("電波のない部屋で書いた訪問記録です。")
    expect(nurse.entries.last.locator(".entry-state")).to_have_text("サーバーに到着")


def test_a_stranger_finds_nothing_by_address_search_count_or_socket(
    nurse: Window, opened: Opener
) -> None:
    room = nurse.room("山田 ハナ")
    stranger = opened("加藤 浩")
    stranger.goto("/")
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
