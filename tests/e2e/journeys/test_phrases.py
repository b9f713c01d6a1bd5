"""定型文 in the composer, and what a tap copies: in the hand of a nurse."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.journeys.conftest import Opener
from tests.e2e.window import LANDSCAPE, PORTRAIT

pytestmark = pytest.mark.browser
RECORD_PDF, RECORD_CSV = re.compile(r"/record\.pdf$"), re.compile(r"/record\.csv$")


def test_a_phrase_is_inserted_at_the_caret_and_its_blanks_are_walked_through(
    opened: Opener,
) -> None:
    nurse = opened("佐藤 美咲", PORTRAIT)
    nurse.open_room(nurse.room("遠藤 清"))
    nurse.compose("訪問しました。")
    page = nurse.page
    page.get_by_role("button", name="定型文").click()
    page.get_by_role("searchbox", name="定型文を探す").fill("むせはみられ")
    page.locator(".phrase-choice").click()
    expect(nurse.writing).to_have_value(
        "訪問しました。食事{割}割、水分{mL}mL。むせはみられません。"
    )
    page.keyboard.type("7")
    page.keyboard.press("Tab")
    page.keyboard.type("300")
    expect(nurse.writing).to_have_value("訪問しました。食事7割、水分300mL。むせはみられません。")
    expect(page.get_by_role("button", name="次の空欄")).to_be_hidden()


def test_a_blank_that_is_left_is_named_and_nothing_is_sent(opened: Opener) -> None:
    nurse = opened("佐藤 美咲", PORTRAIT)
    nurse.open_room(nurse.room("遠藤 清"))
    nurse.compose("食事{割}割でした。{x}")
    nurse.send()
    expect(nurse.page.locator(".composer-problems")).to_have_text("空欄を埋めてください：{割}")
    expect(nurse.writing).to_have_value("食事{割}割でした。{x}")


def test_a_note_with_a_blank_left_leads_to_its_field(opened: Opener) -> None:
    nurse = opened("佐藤 美咲", PORTRAIT)
    nurse.open_room(nurse.room("遠藤 清"))
    nurse.open_visit_note()
    nurse.visit_of(30)
    nurse.pick("overall", "変わりなし")
    nurse.pick("report_need", "不要")
    nurse.answer("condition_text", "食事{割}割でした。")
    nurse.send_note()
    problems = nurse.page.locator(".note-problems")
    expect(problems).to_have_text("空欄を埋めてください：{割}")


def test_one_tap_copies_and_a_refusal_offers_the_text(opened: Opener) -> None:
    nurse = opened("佐藤 美咲", PORTRAIT)
    room = nurse.room("遠藤 清")
    nurse.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    nurse.open_room(room)
    expect(nurse.entries.last).to_be_attached()
    entry = (nurse.entries.last.get_attribute("id") or "").removeprefix("entry-")
    nurse.goto(f"/rooms/{room}/entries/{entry}/record/")
    copied = nurse.page.get_by_role("button", name="カルテへコピー")
    copied.click()
    expect(nurse.page.locator("[data-copy-said]")).to_contain_text("コピーしました")
    text = nurse.page.evaluate("navigator.clipboard.readText()")
    assert "遠藤 清" in text
    nurse.page.evaluate(
        "() => { navigator.clipboard.write = () => Promise.reject(new Error('no')) }"
    )
    copied.click()
    by_hand = nurse.page.get_by_role("textbox", name="コピーする文")
    expect(by_hand).to_have_value(text)


@pytest.mark.parametrize(
    ("person", "first"),
    [("鈴木 陽子", "支援経過へコピー"), ("田中 誠一", "カルテへコピー")],
)
def test_the_menu_of_an_entry_copies_it_with_the_copy_one_needs_first(
    opened: Opener, person: str, first: str
) -> None:
    window = opened(person, LANDSCAPE)
    window.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    room = window.room("山田 ハナ")
    window.open_room(room)
    entry = window.entries.filter(has=window.page.locator(".entry-form:not([hidden])")).last
    entry.get_by_label("その他の操作").click()
    items = entry.locator(".menu-item:visible")
    expect(items.first).to_have_text(first)
    expect(items.filter(has_text="記録書PDF")).to_have_attribute("href", RECORD_PDF)
    expect(items.filter(has_text="CSV")).to_have_attribute("href", RECORD_CSV)
    path = f"/rooms/{room}/entries/{entry.get_attribute('data-id')}/copy/"
    wanted = f"{window.base}{path}{items.first.get_attribute('data-copy')}"
    items.first.click()
    expect(entry.locator('[data-part="said"]')).to_contain_text("コピーしました")
    expect(window.page.locator("#announcements")).to_contain_text("コピーしました")
    said = window.page.request.get(wanted)
    assert window.page.evaluate("navigator.clipboard.readText()") == said.json()["text"]
    with window.page.expect_download() as download:
        entry.get_by_label("その他の操作").click()
        items.filter(has_text="CSV").click()
    assert download.value.suggested_filename.startswith("record-")
