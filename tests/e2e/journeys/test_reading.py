"""Reading in peace: nothing moves by itself, and everything is found again."""

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.journeys.conftest import Opener
from tests.e2e.window import DESKTOP, PHONE, Window

pytestmark = pytest.mark.browser

JAPAN = timezone(timedelta(hours=9))
TWO_FRAMES = """() => new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(done));
})"""
FIRST_ON_SCREEN = """() => {
  const top = document.querySelector("[data-patient-header]").getBoundingClientRect().bottom;
  const item = [...document.querySelectorAll(".entries > .entry")]
    .find((one) => one.getBoundingClientRect().top > top);
  return item.id;
}"""


def top(item: Locator) -> float:
    box = item.bounding_box()
    assert box is not None
    return box["y"]


def scroll(window: Window, pixels: int) -> None:
    """With the wheel, as a person does; on a busy machine the page follows a moment later."""
    places = [window.page.evaluate("scrollY")]
    window.page.mouse.move(200, 400)
    window.page.mouse.wheel(0, pixels)
    for _ in range(20):
        window.page.wait_for_timeout(200)
        places.append(window.page.evaluate("scrollY"))
        if places[-1] == places[-2] != places[0]:
            return


def test_thirty_new_entries_do_not_move_what_is_being_read(nurse: Window, opened: Opener) -> None:
    room = nurse.room("髙﨑")
    reader = opened("伊藤 健", DESKTOP).open_room(room)
    scroll(reader, -1_500)
    reader.page.evaluate(TWO_FRAMES)  # until then the page may think that its end is being read
    reading = reader.page.locator(f"#{reader.page.evaluate(FIRST_ON_SCREEN)}")
    before = top(reading)
    nurse.open_room(room)
    for number in range(30):
        nurse.post(room, f"続けて届く記録 {number + 1}")
    pill = reader.page.locator('[data-part="new"]')
    expect(pill).to_have_text("新しい記録 30件 ↓")
    assert abs(top(reading) - before) < 1
    pill.click()
    expect(reader.entry("続けて届く記録 1").first).to_be_in_viewport()
    expect(reader.page.locator(".unread-line")).to_have_count(1)
    scroll(reader, 30_000)
    expect(pill).to_be_hidden()


def test_the_unread_line_stands_before_what_came_since_and_stays(
    nurse: Window, opened: Opener
) -> None:
    room = nurse.room("石川 ヨシ")
    reader = opened("伊藤 健", PHONE)
    reader.read_all(room)
    nurse.open_room(room)
    first, second = (nurse.post(room, f"未読の{number}件目です。") for number in ("一", "二"))
    reader.open_room(room)
    line = reader.page.locator(".unread-line")
    after = reader.page.locator(".unread-line + .entry")
    expect(after).to_have_id(f"entry-{first['id']}")
    expect(line).to_be_in_viewport()
    reader.page.wait_for_timeout(2_500)
    nurse.post(room, "そのあとに届きました。")
    expect(reader.entry("そのあとに届きました。")).to_be_attached()
    expect(after).to_have_id(f"entry-{first['id']}")
    reader.open_room(room, anchor=f"#entry-{second['id']}")
    expect(reader.page.locator(f"#entry-{second['id']}")).to_be_in_viewport()


def test_paging_back_brings_the_beginning_without_a_jump(nurse: Window, opened: Opener) -> None:
    room = nurse.room("髙﨑")
    nurse.open_room(room)
    for number in range(45):
        nurse.post(room, f"長い経過 {number + 1}")
    reader = opened("小川 玲子", DESKTOP)
    reader.read_all(room)
    reader.open_room(room)
    expect(reader.entry("長い経過 45")).to_be_attached()
    shown = reader.entries.count()
    ends = time.monotonic() + 10
    while reader.page.locator('[data-part="earlier"]').is_visible() and time.monotonic() < ends:
        scroll(reader, -4_000)
    assert reader.entries.count() > shown
    cursors = reader.entries.evaluate_all("all => all.map((one) => Number(one.dataset.cursor))")
    assert cursors == sorted(set(cursors))
    # A day is named above its entries, and never twice in a row.
    expect(reader.page.locator(".entries > .day + .entry").first).to_be_attached()
    expect(reader.page.locator(".entries > .day + .day")).to_have_count(0)


def test_a_day_is_jumped_to_and_filters_show_only_what_they_say(physician: Window) -> None:
    room = physician.room("山田 ハナ")
    physician.open_room(room)
    day = (datetime.now(UTC).astimezone(JAPAN) - timedelta(days=8)).date()
    physician.page.locator('[data-part="date"]').fill(day.isoformat())
    first = physician.page.locator(".entries > .entry").first
    physician.page.wait_for_timeout(500)
    shown = physician.page.evaluate(
        """(day) => [...document.querySelectorAll(".entries > .day")]
        .filter((one) => one.getBoundingClientRect().bottom > 150)[0]?.dataset.day ?? day"""
        , day.isoformat()
    )  # fmt: skip
    assert shown >= day.isoformat()
    expect(first).to_be_attached()
    physician.open_room(room)
    physician.page.locator('[data-filter="purpose"]').select_option("urgent")
    others = physician.page.locator('.entries > .entry:not([data-purpose="urgent"])')
    expect(others).to_have_count(0)
    expect(physician.entries.first).to_be_visible()
    physician.page.locator('[data-filter="purpose"]').select_option("")
    physician.page.locator('[data-filter="role"]').select_option("pharmacist")
    expect(physician.entries.filter(has_not_text="薬剤師")).to_have_count(0)
    physician.page.locator('[data-filter="role"]').select_option("")
    physician.page.locator('[data-filter="mine"]').check()
    expect(physician.page.locator(".entries > .entry:not(.mine)")).to_have_count(0)
    expect(physician.entries.first).to_be_visible()
