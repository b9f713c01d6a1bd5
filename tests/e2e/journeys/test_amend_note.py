"""A note that is put right where it was written: the others read the new words, the first stay."""

import pytest
from playwright.sync_api import expect

from tests.e2e.journeys.conftest import Opener
from tests.e2e.window import PORTRAIT, Window

pytestmark = pytest.mark.browser

FIRST, RIGHT = "夜間の吸引は6回でした。", "夜間の吸引は8回でした。"
REASON = "数え間違いのため"


def test_an_amended_note_is_read_in_its_new_words_and_its_history_keeps_the_first(
    opened: Opener, physician: Window
) -> None:
    nurse = opened("佐藤 美咲", PORTRAIT)
    room = nurse.room("遠藤 清")
    nurse.open_room(room)
    physician.open_room(room)
    write(nurse)
    nurse.page.wait_for_url(f"**/patients/{room}/")
    expect(physician.entry(FIRST)).to_be_attached()
    amend(nurse)
    nurse.page.wait_for_url(f"**/patients/{room}/#entry-*")
    expect(nurse.entry(RIGHT)).to_be_visible()

    theirs = physician.entry(RIGHT)
    expect(theirs).to_contain_text("佐藤 美咲さんが訂正しました")
    expect(physician.entry(FIRST)).to_have_count(0)
    theirs.locator(".entry-amended").click()
    versions = physician.page.locator("#history-dialog .version")
    expect(versions).to_have_count(2)
    expect(versions.first).to_contain_text(FIRST)
    expect(versions.last).to_contain_text(RIGHT)
    expect(versions.last).to_contain_text(REASON)
    physician.page.keyboard.press("Escape")


def write(nurse: Window) -> None:
    nurse.open_visit_note()
    nurse.visit_of(30)
    nurse.pick("overall", "変わりなし")
    nurse.pick("report_need", "不要")
    nurse.answer("condition_text", FIRST)
    nurse.send_note()


def amend(nurse: Window) -> None:
    """First without a reason: that is asked for, and nothing is lost."""
    entry = nurse.entry(FIRST)
    expect(entry.locator(".entry-state")).to_have_text("サーバーに到着")
    entry.get_by_label("その他の操作").click()
    entry.locator('.menu-item[data-action="amend"]').click()
    expect(nurse.ready_note).to_be_attached()
    text = nurse.question("condition_text").locator("textarea")
    expect(text).to_have_value(FIRST)
    text.fill(RIGHT)
    send = nurse.page.locator(".note-bottom [type=submit]")
    send.click()
    expect(nurse.page.locator(".note-problems")).to_have_text("理由を入力してください。")
    nurse.page.locator('[name="reason"]').fill(REASON)
    send.click()
