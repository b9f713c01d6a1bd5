"""A file the server does not take: its sender reads why at the picture, and decides about it."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.e2e.journeys.conftest import Opener
from tests.e2e.journeys.filing import photo
from tests.e2e.journeys.test_unsent import on_the_device
from tests.e2e.window import DESKTOP, PHONE, Window

pytestmark = pytest.mark.browser

PATIENT = "石川 ヨシ"
PROGRAM = b"MZ" + bytes(5_000)
PATIENCE = 40_000  # what is looked through waits for its turn
FULL = "容量がいっぱいです。"
QUOTA = f'{{"error": "quota-person", "message": "{FULL}", "fields": {{}}}}'


def posted(nurse: Window, text: str, data: bytes, problem: str = "") -> Locator:
    """An entry with one file, sent from the composer; returns the file in it.

    With a `problem` it is sent when that has been said of the file.
    """
    nurse.open_room(nurse.room(PATIENT))
    nurse.compose(text)
    nurse.page.locator(".composer-form .files-chooser").set_input_files(
        {"name": "創部.jpg", "mimeType": "image/jpeg", "buffer": data}
    )
    row = nurse.page.locator(".composer-form .file-row")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(problem)
    nurse.send()
    return nurse.entry(text).locator(".attachment")


def state(file: Locator) -> Locator:
    return file.locator(".attachment-state")


def becomes(so: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE / 1000
    while not so() and time.monotonic() < until:
        time.sleep(0.05)
    return so()


def test_what_the_check_refused_says_why_and_is_taken_out_by_its_sender(opened: Opener) -> None:
    nurse, physician = opened("佐藤 美咲", PHONE), opened("田中 誠一", DESKTOP)
    physician.open_room(physician.room(PATIENT))
    text = "届かなかった写真です。"
    mine = posted(nurse, text, PROGRAM)
    theirs = physician.entry(text).locator(".attachment")
    for file in (mine, theirs):
        expect(state(file)).to_contain_text("プログラムは送れません。", timeout=PATIENCE)
        expect(state(file)).to_contain_text("受け取れませんでした")
    expect(theirs.get_by_role("button")).to_have_count(0)
    assert becomes(lambda: "file/" in on_the_device(nurse)), "kept until its sender has decided"
    nurse.page.reload()
    expect(mine.get_by_role("button", name="記録から外す")).to_be_visible()
    expect(mine.get_by_role("button", name="もう一度送る")).to_be_hidden()
    mine.get_by_role("button", name="記録から外す").click()
    nurse.page.get_by_role("dialog").get_by_role("button", name="外す").click()
    for file in (mine, theirs):
        expect(file).to_have_count(0)
    assert becomes(lambda: "file/" not in on_the_device(nurse))
    expect(physician.entry(text)).to_contain_text("訂正しました")


def test_another_one_is_sent_instead(opened: Opener) -> None:
    nurse = opened("佐藤 美咲", DESKTOP)
    mine = posted(nurse, "代わりを送る写真です。", PROGRAM)
    mine.get_by_role("button", name="代わりのファイルを送る").click(timeout=PATIENCE)
    dialog = nurse.page.locator("#amend-dialog")
    expect(dialog.locator(".file-row")).to_contain_text("プログラムは送れません。")
    dialog.locator('[data-file-deed="remove"]').click()
    nurse.page.get_by_role("dialog").get_by_role("button", name="外す").last.click()
    dialog.locator(".files-chooser").set_input_files(
        {"name": "創部.jpg", "mimeType": "image/jpeg", "buffer": photo("sacrum-1", 1)}
    )
    dialog.locator('[name="reason"]').fill("写真の差し替え")
    dialog.locator('button[type="submit"]').click()
    expect(mine.locator(".attachment-image")).to_be_visible(timeout=PATIENCE)
    expect(mine).to_have_count(1)
    assert becomes(lambda: "file/" not in on_the_device(nurse))


def test_a_file_for_which_there_is_no_room_is_not_awaited_for_ever(opened: Opener) -> None:
    nurse = opened("佐藤 美咲", PHONE)
    refused: list[str] = []

    def refuse(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        refused.append(route.request.url)
        return route.fulfill(status=413, body=QUOTA, content_type="application/json")

    def is_refused_again() -> bool:
        nurse.page.wait_for_timeout(50)
        return len(refused) == 2

    with nurse.trouble():
        nurse.page.route("**/uploads", refuse)
        mine = posted(nurse, "容量がない日の写真です。", photo("sacrum-2", 0), FULL)
        assert becomes(is_refused_again), "once its entry is there, for the entry to say why"
        again = mine.get_by_role("button", name="もう一度送る")
        expect(again).to_be_visible(timeout=PATIENCE)
        expect(state(mine)).to_contain_text(FULL)
        expect(mine.locator(".attachment-image")).to_be_visible()
        nurse.page.unroute("**/uploads")
    again.click()
    expect(mine.locator('a[href*="/attachments/"]')).to_have_count(1, timeout=PATIENCE)
    expect(mine.get_by_role("button", name="記録から外す")).to_be_hidden()
