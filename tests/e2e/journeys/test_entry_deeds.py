"""What may be done with an entry that stands there, and what the others see of it."""

import pytest
from playwright.sync_api import expect

from tests.e2e.window import Window

pytestmark = pytest.mark.browser


def deed(window: Window, text: str, action: str) -> None:
    entry = window.entry(text)
    entry.get_by_label("その他の操作").click()
    entry.locator(f'.menu-item[data-action="{action}"]').click()


def test_an_amended_entry_says_so_and_its_first_version_stays_readable(
    nurse: Window, physician: Window
) -> None:
    room = nurse.room("遠藤 清")
    nurse.open_room(room)
    physician.open_room(room)
    nurse.compose("吸引は一日6回でした。")
    nurse.send()
    expect(physician.entry("吸引は一日6回でした。")).to_be_attached()
    deed(nurse, "吸引は一日6回でした。", "amend")
    dialog = nurse.page.locator("#amend-dialog")
    dialog.get_by_label("本文").fill("吸引は一日8回でした。")
    dialog.locator("[type=submit]").click()
    expect(dialog.get_by_role("alert")).to_have_text("理由を入力してください。")
    dialog.get_by_label("訂正の理由").fill("数え間違い")
    dialog.locator("[type=submit]").click()
    expect(dialog).to_be_hidden()
    theirs = physician.entry("吸引は一日8回でした。")
    expect(theirs).to_contain_text("佐藤 美咲さんが訂正しました")
    expect(physician.entry("吸引は一日6回でした。")).to_have_count(0)
    theirs.locator(".entry-amended").click()
    versions = physician.page.locator("#history-dialog .version")
    expect(versions).to_have_count(2)
    expect(versions.first).to_contain_text("6回")
    expect(versions.last).to_contain_text("数え間違い")
    physician.page.keyboard.press("Escape")
    expect(physician.page.locator("#history-dialog")).to_be_hidden()


def test_an_entry_of_another_patient_is_gone_from_every_window_at_once(
    nurse: Window, physician: Window
) -> None:
    room = nurse.room("遠藤 清")
    nurse.open_room(room)
    physician.open_room(room)
    text = "木村様の奥様からのお電話です。"
    nurse.compose(text)
    nurse.send()
    expect(physician.entry(text)).to_be_attached()
    deed(nurse, text, "retract")
    dialog = nurse.page.locator("#retract-dialog")
    dialog.get_by_label("別の患者さんの記録だった").check()
    dialog.locator("[type=submit]").click()
    expect(dialog).to_be_hidden()
    for window in (nurse, physician):
        expect(window.entry(text)).to_have_count(0)
        expect(window.entries.filter(has_text="佐藤 美咲さんが取り消しました")).to_be_attached()
        assert text not in window.page.content()
    physician.page.reload()
    expect(physician.entries.filter(has_text="別の患者の記録")).to_be_attached()
    assert text not in physician.page.content()


def test_a_reply_stands_under_what_it_answers(nurse: Window, manager: Window) -> None:
    room = nurse.room("石川 ヨシ")
    nurse.open_room(room)
    manager.open_room(room)
    question = "デイサービスの入浴は再開してよいでしょうか。"
    manager.compose(question, "相談")
    manager.page.locator('[data-picker="to"] select').select_option("role:nurse")
    manager.send()
    asked = nurse.entry(question)
    asked.get_by_role("button", name="返信").click()
    expect(nurse.page.locator(".composer-quote")).to_contain_text("鈴木 陽子")
    nurse.writing.fill("創部を覆えば再開できます。")
    nurse.writing.press("Control+Enter")
    reply = manager.entry("創部を覆えば再開できます。")
    expect(reply.locator('[data-part="quote"]')).to_contain_text(question)
    asked.get_by_role("button", name="承知しました").click()
    expect(manager.entry(question).locator(".entry-responses").first).to_contain_text("佐藤 美咲")


def test_words_of_an_amendment_outlive_a_cut_line_and_a_closed_dialog(nurse: Window) -> None:
    room = nurse.room("遠藤 清")
    nurse.open_room(room)
    text = "カニューレの交換は木曜です。"
    nurse.compose(text)
    nurse.send()
    expect(nurse.entry(text).locator(".entry-state")).to_have_text("サーバーに到着")
    dialog = nurse.page.locator("#amend-dialog")
    with nurse.trouble():
        deed(nurse, text, "amend")
        nurse.page.context.set_offline(True)
        dialog.get_by_label("本文").fill("カニューレの交換は金曜です。")
        dialog.get_by_label("訂正の理由").fill("曜日の誤り")
        dialog.locator("[type=submit]").click()
        expect(dialog.get_by_role("alert")).to_contain_text("送信できませんでした")
        expect(dialog.get_by_label("本文")).to_have_value("カニューレの交換は金曜です。")
        nurse.page.context.set_offline(False)
        nurse.page.reload()
    expect(nurse.entry(text)).to_be_visible()
    deed(nurse, text, "amend")
    expect(dialog.get_by_role("status")).to_contain_text("下書き")
    expect(dialog.get_by_label("本文")).to_have_value("カニューレの交換は金曜です。")
    dialog.locator("[type=submit]").click()
    expect(dialog).to_be_hidden()
    expect(nurse.entry("カニューレの交換は金曜です。")).to_be_attached()
    deed(nurse, "カニューレの交換は金曜です。", "amend")
    expect(dialog.get_by_role("status")).to_be_hidden()
    dialog.locator(".form-actions [data-closes]").click()


def test_only_what_asks_me_offers_a_filled_button_and_only_until_i_answered(
    nurse: Window, manager: Window
) -> None:
    room = nurse.room("石川 ヨシ")
    nurse.open_room(room)
    manager.open_room(room)
    report, request = "本日の面談の報告です。", "体重の測定をお願いします。"
    manager.post(room, report)
    manager.post(room, request, purpose="request", to="nurse")
    filled = ".entry-answers .primary"
    expect(nurse.entry(report).locator(".entry-answers .button").first).to_be_visible()
    expect(nurse.entry(report).locator(filled)).to_have_count(0)
    expect(nurse.entry(request).locator(filled)).to_have_count(1)
    nurse.entry(request).locator(filled).click()
    expect(nurse.entry(request).locator(".entry-responses")).to_contain_text("佐藤 美咲")
    expect(nurse.entry(request).locator(filled)).to_have_count(0)
