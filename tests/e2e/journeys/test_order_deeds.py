"""An order followed by touch: taken without a signal, done, reported; and an ask taken from the
inbox, seen by the others without loading anything."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.window import Window

pytestmark = pytest.mark.browser


def order(physician: Window, room: str, text: str) -> dict[str, Any]:
    physician.open_room(room)
    return physician.post(room, text, "order", "nurse")


def test_a_step_without_a_signal_is_kept_and_arrives(nurse: Window, physician: Window) -> None:
    room = nurse.room("遠藤 清")
    text = "吸引圧を20kPa以下にしてください。"
    nurse.open_room(room)
    order(physician, room, text)
    mine, theirs = nurse.entry(text), physician.entry(text)
    expect(theirs.locator(".order")).to_contain_text("看護師あて")

    with nurse.trouble():
        nurse.page.context.set_offline(True)
        mine.get_by_role("button", name="指示を受ける").click()
        waiting = mine.locator(".order-waiting")
        expect(waiting).to_contain_text("「指示を受ける」を端末に保存しました")
        expect(mine.locator(".order-deeds")).to_be_hidden()
        nurse.page.context.set_offline(False)
        expect(theirs.locator(".order")).to_contain_text("佐藤 美咲（看護師）が受けています")
    mine.get_by_role("button", name="実施しました").click()
    mine.get_by_role("button", name="結果を報告する").click()
    dialog = nurse.page.locator("#step-dialog")
    dialog.locator("[type=submit]").click()
    expect(dialog.get_by_role("alert")).to_have_text("結果を書いてください。")
    dialog.get_by_label("結果").fill("18kPaで吸引できました。")
    dialog.locator("[type=submit]").click()
    expect(dialog).to_be_hidden()
    expect(theirs).to_contain_text("18kPaで吸引できました。")

    physician.goto("/")
    card = physician.page.locator(".order-card", has_text=text)
    card.get_by_role("button", name="結果を確認しました").click()
    expect(card).to_have_count(0)
    expect(mine.locator(".order")).to_contain_text("結果確認")


def test_an_order_as_an_answer_is_written_before_it_is_one(
    nurse: Window, physician: Window
) -> None:
    """One tap opens the composer; only what is sent answers, for whoever reads it."""
    room = nurse.room("遠藤 清")
    nurse.open_room(room)
    physician.open_room(room)
    asked = "気管孔の周りが赤くなっています。"
    nurse.post(room, asked, "urgent", "physician")
    entry = physician.entry(asked)
    entry.locator(".entry-answers").get_by_role("button", name="指示").click()
    expect(physician.writing).to_be_focused()
    expect(entry.locator('[data-part="responses"]')).to_be_hidden()
    expect(physician.page.get_by_role("radio", name="指示")).to_be_checked()
    chosen = physician.page.locator('[data-picker="to"] [data-part="chosen"]')
    expect(chosen).to_contain_text("看護師")

    chosen.get_by_role("button").click()
    physician.writing.fill("軟膏を1日2回塗ってください。")
    physician.send()
    told = physician.page.get_by_text("指示の宛先（職種または人）を選んでください。")
    expect(told).to_be_visible()
    picker = physician.page.locator('[data-picker="to"] select')
    expect(picker).to_be_focused()
    expect(picker.locator("option:checked")).to_have_text("選んでください")
    picker.select_option("role:nurse")
    expect(told).to_be_hidden()
    physician.send()

    answered = nurse.entry(asked).first.locator('[data-part="responses"]')
    expect(answered).to_contain_text("指示 田中 誠一（医師）")
    order = nurse.entry("軟膏を1日2回塗ってください。").locator(".order")
    expect(order.get_by_role("button", name="指示を受ける")).to_be_visible()
    mine = physician.entry("軟膏を1日2回塗ってください。").locator(".order")
    expect(mine.get_by_role("button", name="指示を取りやめる")).to_be_visible()
    expect(mine.get_by_role("button", name="指示を受ける")).to_have_count(0)
    expect(entry.first.locator(".entry-answers").get_by_role("button", name="指示")).to_have_count(
        0
    )


def test_one_takes_it_from_the_inbox_and_the_others_see_it(nurse: Window, manager: Window) -> None:
    room = nurse.room("山田 ハナ")
    text = "退院前の訪問日程をお返事ください。"
    manager.open_room(room)
    manager.post(room, text, "request", "nurse")
    nurse.goto("/inbox/")
    card = nurse.page.locator(".today-card", has_text=text)
    card.get_by_role("button", name="引き受ける").click()
    expect(card).to_contain_text("佐藤 美咲さんが引き受けました")
    expect(manager.entry(text).locator(".entry-claims")).to_contain_text(
        "佐藤 美咲さんが引き受けました"
    )
    card.get_by_role("button", name="引き受けを取り消す").click()
    expect(manager.entry(text).locator(".entry-claims")).to_be_hidden()
