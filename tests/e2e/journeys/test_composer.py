"""The composer under the hand: what it asks back, what it refuses, and how keys behave in it."""

import pytest
from playwright.sync_api import expect

from tests.e2e.journeys.conftest import Opener
from tests.e2e.window import DESKTOP, LANDSCAPE, PHONE, PORTRAIT, Window

pytestmark = pytest.mark.browser


def test_an_impossible_value_is_refused_and_an_unusual_one_asked_back_once(
    opened: Opener, physician: Window
) -> None:
    nurse = opened("佐藤 美咲", PHONE)
    room = nurse.room("遠藤 清")
    nurse.open_room(room)
    physician.open_room(room)
    nurse.open_visit_note()
    nurse.visit_of(30)
    nurse.pick("overall", "少し変化あり")
    nurse.measure("temp", "377")
    nurse.measure("spo2", "93")
    nurse.send_note()
    problem = nurse.vital("temp").locator('[data-part="problem"]')
    expect(problem).to_have_text("25～45の値を入力してください。")
    expect(nurse.vital("temp").locator("[data-vital-value]")).to_be_focused()
    air = nurse.vital("spo2").locator('[data-part="problem"]')
    expect(air).to_have_text("室内気か酸素投与かを選んでください。")
    nurse.measure("temp", "３９．１")  # as a Japanese keyboard writes it
    nurse.vital("spo2").get_by_role("radio", name="室内気").check()
    nurse.measure("jcs", "4")
    nurse.answer("condition_text", "発熱しています。")
    nurse.send_note()
    jcs = nurse.vital("jcs").locator('[data-part="problem"]')
    expect(jcs).to_contain_text("0・1・2・3・10・20・30・100・200・300")
    nurse.measure("jcs", "1")
    nurse.send_note()
    question = nurse.page.get_by_role("dialog")
    expect(question).to_contain_text("ふだんと違う値があります")
    expect(question).to_contain_text("意識（JCS） 1")
    question.get_by_role("button", name="やめる").click()
    written = nurse.question("condition_text").locator("textarea")
    expect(written).to_have_value("発熱しています。")
    nurse.send_note()
    question.get_by_role("button", name="この値で正しい").click()
    theirs = physician.entries.last
    expect(theirs.locator('.reading[data-flag="high"]').first).to_contain_text("39.1")
    expect(theirs).to_contain_text("室内気")


TOPS = """() => Object.fromEntries([...document.querySelectorAll("care-note .vital")]
  .filter((one) => one.checkVisibility()).map(
  (one) => [one.dataset.vital, one.getBoundingClientRect().top - one.closest(".vital-set")
    .getBoundingClientRect().top]))"""


@pytest.mark.parametrize("size", [PHONE, PORTRAIT, LANDSCAPE, DESKTOP])
def test_nothing_moves_under_the_fingers_while_values_are_typed(
    size: tuple[int, int], opened: Opener
) -> None:
    nurse = opened("佐藤 美咲", size)
    nurse.open_room(nurse.room("石川 ヨシ"))
    nurse.open_visit_note()
    before = nurse.page.evaluate(TOPS)
    for code, value in (("temp", "36.6"), ("pulse", "84"), ("sbp", "132"), ("spo2", "94")):
        nurse.measure(code, value)
    nurse.vital("spo2").get_by_role("radio", name="室内気").check()
    after = nurse.page.evaluate(TOPS)
    assert {code: round(after[code] - before[code]) for code in before} == dict.fromkeys(before, 0)
    nurse.vital("sbp").get_by_text("詳細").click()
    expect(nurse.vital("sbp").locator('[data-vital-option="posture"]')).to_be_visible()


def test_control_and_enter_sends_but_not_while_words_are_being_chosen(opened: Opener) -> None:
    nurse = opened("佐藤 美咲")
    nurse.open_room(nurse.room("遠藤 清"))
    nurse.compose("")
    nurse.writing.click()
    devtools = nurse.page.context.new_cdp_session(nurse.page)
    composing = {"text": "ほうもん", "selectionStart": 4, "selectionEnd": 4}
    devtools.send("Input.imeSetComposition", composing)
    nurse.writing.dispatch_event(
        "keydown", {"key": "Enter", "ctrlKey": True, "isComposing": True, "bubbles": True}
    )
    expect(nurse.page.locator(".composer-form")).to_be_visible()
    expect(nurse.writing).to_have_value("ほうもん")
    devtools.send("Input.insertText", {"text": "訪問は無事に終わりました。"})
    expect(nurse.writing).to_have_value("訪問は無事に終わりました。")
    nurse.writing.press("Enter")
    nurse.page.keyboard.insert_text("次回は月曜です。")
    nurse.writing.press("Control+Enter")
    sent = nurse.entry("訪問は無事に終わりました。")
    expect(sent.locator(".entry-text")).to_have_text("訪問は無事に終わりました。\n次回は月曜です。")
    expect(nurse.page.locator(".composer-form")).to_be_hidden()


def test_nothing_written_is_said_and_not_sent(opened: Opener) -> None:
    nurse = opened("佐藤 美咲")
    nurse.open_room(nurse.room("遠藤 清"))
    nurse.compose("   ")
    nurse.send()
    expect(nurse.page.locator(".composer-problems")).to_have_text("まだ何も書かれていません。")


@pytest.mark.parametrize(("whole", "left"), [(PHONE, (390, 500)), (LANDSCAPE, (1024, 420))])
def test_the_keyboard_of_the_screen_covers_neither_the_field_nor_whose_record_it_is(
    whole: tuple[int, int], left: tuple[int, int], opened: Opener
) -> None:
    nurse = opened("佐藤 美咲", whole, has_touch=True)
    nurse.open_room(nurse.room("石川 ヨシ"))
    nurse.open_visit_note()
    nurse.vital("pulse").locator("[data-vital-value]").click()
    nurse.resize(left)  # as Chromium on Android does, by interactive-widget=resizes-content
    expect(nurse.vital("pulse").locator("[data-vital-value]")).to_be_in_viewport(ratio=1)
    expect(nurse.page.locator(".patient-name")).to_be_in_viewport(ratio=1)
    expect(nurse.page.locator(".note-bottom [type=submit]")).to_be_in_viewport(ratio=1)
    nurse.resize(whole)
    expect(nurse.vital("pulse").locator("[data-vital-value]")).to_be_in_viewport(ratio=1)
