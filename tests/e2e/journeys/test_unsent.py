"""What is written stays: through a reload, a cut line, another tab; and nobody else can read it."""

import json

import pytest
from playwright.sync_api import expect

from tests.e2e.journeys.conftest import Opener
from tests.e2e.window import PHONE, Window

pytestmark = pytest.mark.browser

# Every row of every table of the browser's database, its bytes as text and as hexadecimal.
ON_THE_DEVICE = """async () => {
  const rows = [];
  for (const {name} of await indexedDB.databases()) {
    const open = indexedDB.open(name);
    const database = await new Promise((done) => { open.onsuccess = () => done(open.result); });
    for (const table of database.objectStoreNames) {
      const all = database.transaction(table).objectStore(table).getAll();
      rows.push(...await new Promise((done) => { all.onsuccess = () => done(all.result); }));
    }
    database.close();
  }
  const bytes = (value) => value instanceof ArrayBuffer ? new Uint8Array(value) : value;
  const shown = (key, value) => {
    const given = bytes(value);
    if (!(given instanceof Uint8Array)) return value;
    return [new TextDecoder("utf-8").decode(given), new TextDecoder("utf-16le").decode(given)];
  };
  const kept = [{...localStorage}, {...sessionStorage}];
  return JSON.stringify([rows.map((row) => Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, shown(key, value)]))), kept]);
}"""


def on_the_device(window: Window) -> str:
    text: str = window.page.evaluate(ON_THE_DEVICE)
    return text


def test_a_draft_survives_a_reload_and_lies_sealed_on_the_device(opened: Opener) -> None:
    nurse = opened("佐藤 美咲", PHONE)
    nurse.open_room(nurse.room("石川 ヨシ"))
    nurse.compose("仙骨部の滲出液が増えています。", "相談")
    nurse.page.locator('[data-picker="to"] select').select_option("role:physician")
    expect(nurse.page.locator('[data-part="saved"]')).to_have_text("下書きを保存しました")
    lying = on_the_device(nurse)
    assert json.loads(lying)[0], "a draft must lie there, or this test says nothing"
    assert "滲出液" not in lying
    nurse.page.reload()
    expect(nurse.writing).to_have_value("仙骨部の滲出液が増えています。")
    expect(nurse.page.get_by_role("radio", name="相談")).to_be_checked()
    expect(nurse.page.locator('[data-picker="to"] .chips')).to_contain_text("医師")


def test_a_note_that_is_not_sent_lies_sealed_too_and_comes_back_whole(opened: Opener) -> None:
    nurse = opened("佐藤 美咲", PHONE)
    room = nurse.room("石川 ヨシ")
    nurse.open_note(room, "visit-note")
    nurse.pick("overall", "相談が必要")
    nurse.measure("temp", "37.2")
    nurse.measure("spo2", "94")
    nurse.vital("spo2").get_by_role("radio", name="室内気").check()
    nurse.answer("sbar_s", "仙骨部の滲出液が増えています。")
    nurse.answer("handover", "エアマットの圧を確認")
    expect(nurse.page.locator('[data-part="saved"]')).to_contain_text("下書きを保存しました")
    lying = on_the_device(nurse)
    assert json.loads(lying)[0], "a draft must lie there, or this test says nothing"
    assert not [secret for secret in ("滲出液", "37.2", "エアマット") if secret in lying]
    nurse.page.reload()
    expect(nurse.question("sbar_s").locator("textarea")).to_have_value(
        "仙骨部の滲出液が増えています。"
    )
    expect(nurse.vital("temp").locator("[data-vital-value]")).to_have_value("37.2")
    expect(nurse.vital("spo2").get_by_role("radio", name="室内気")).to_be_checked()
    expect(nurse.question("handover").locator("[data-line]").first).to_have_value(
        "エアマットの圧を確認"
    )
    expect(nurse.page.locator('select[name="purpose"]')).to_have_value("consult")
    expect(nurse.page.locator('[data-part="to-told"]')).to_contain_text("医師")


def test_what_was_sent_without_a_line_is_kept_and_arrives_once(
    opened: Opener, manager: Window
) -> None:
    nurse = opened("佐藤 美咲", PHONE)
    room = nurse.room("石川 ヨシ")
    nurse.open_room(room)
    manager.open_room(room)
    text = "圏外で書いた記録です。"
    with nurse.trouble():
        nurse.page.context.set_offline(True)
        nurse.compose(text)
        nurse.send()
        expect(nurse.entry(text).locator(".entry-state")).to_have_text("端末に保存")
        expect(nurse.page.locator("care-bell")).to_contain_text("端末に保存中 1件（電波待ち）")
        expect(nurse.page.locator(".composer-invite")).to_be_visible()
        assert text not in on_the_device(nurse)
        nurse.page.context.set_offline(False)
        expect(nurse.entry(text).locator(".entry-state")).to_have_text("サーバーに到着")
        expect(nurse.connected).to_be_attached()
    expect(nurse.page.locator("care-bell")).to_contain_text("つながっています")
    expect(manager.entry(text)).to_have_count(1)
    expect(nurse.entry(text)).to_have_count(1)
    nurse.page.reload()
    expect(nurse.entry(text)).to_have_count(1)


def test_who_signs_in_next_on_the_device_reads_nothing_of_what_was_not_sent(
    opened: Opener,
) -> None:
    tablet = opened("佐藤 美咲")
    room = tablet.room("石川 ヨシ")
    tablet.open_room(room)
    text = "次の方には読めない下書きです。"
    with tablet.trouble():
        tablet.page.route("**/entries", lambda route: route.abort())
        tablet.compose(text)
        tablet.send()
        expect(tablet.entry(text).locator(".entry-state")).to_have_text("端末に保存")
        tablet.goto("/me/")
        tablet.page.get_by_role("button", name="サインアウト", exact=True).click()
        tablet.page.wait_for_url("**/sign-in/**")
        tablet.page.unroute("**/entries")
    tablet.sign_in("田中 誠一").open_room(room)
    expect(tablet.entries.first).to_be_visible()
    expect(tablet.entry(text)).to_have_count(0)
    expect(tablet.page.locator(".composer-form")).to_be_hidden()
    assert text not in on_the_device(tablet)
    assert not json.loads(on_the_device(tablet))[0], "what nobody can open any more is gone"


def test_two_tabs_and_two_devices_of_one_person_show_one_entry_once(
    opened: Opener, nurse: Window
) -> None:
    first = opened("佐藤 美咲")
    room = first.room("木村 正夫")
    first.open_room(room)
    second = Window.beside(first.page.context, first.base).open_room(room)
    nurse.open_room(room)
    text = "同じ人の二つの画面に、一度だけ出ます。"
    with first.trouble():
        first.page.route("**/entries", lambda route: route.abort())
        first.compose(text)
        first.send()
        expect(first.entry(text)).to_have_count(1)
        expect(second.entry(text).locator(".entry-state")).to_have_text("端末に保存")
        second.page.reload()
        expect(second.entry(text)).to_have_count(1)
        first.page.unroute("**/entries")
    for window in (second, first, nurse):
        expect(window.entry(text).locator(".entry-state")).to_have_text("サーバーに到着")
        expect(window.entry(text)).to_have_count(1)
    assert second.faults == []


WRONG_CLOCK = """() => {
  const right = Date.now.bind(Date), days = 3 * 86400000, Right = Date;
  window.Date = class extends Right {
    constructor(...given) { super(...(given.length ? given : [right() + days])); }
    static now() { return right() + days; }
  };
}"""


def test_an_entry_of_a_device_with_a_wrong_clock_is_kept_and_goes_with_the_right_time(
    opened: Opener, manager: Window
) -> None:
    nurse = opened("佐藤 美咲", PHONE)
    room = nurse.room("石川 ヨシ")
    nurse.open_room(room)
    manager.open_room(room)
    nurse.page.evaluate(WRONG_CLOCK)
    text = "時計が三日進んだ端末で書きました。"
    with nurse.trouble():
        nurse.compose(text)
        nurse.send()
        parked = nurse.entry(text).locator(".entry-parked")
        expect(parked).to_contain_text("時計")
        expect(nurse.entry(text).locator(".entry-state")).to_have_text("送信できませんでした")
        nurse.page.wait_for_timeout(300)  # the console speaks of the refusal a little later
    parked.get_by_role("button", name="もう一度送る").click()
    expect(nurse.entry(text).locator(".entry-state")).to_have_text("サーバーに到着")
    expect(manager.entry(text)).to_have_count(1)
    expect(manager.entry(text).locator('[data-part="late"]')).to_be_hidden()
