"""Photos under the hand: whose they are, taken inside the page, sent through a line that breaks."""

import io
import math
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from PIL import Image
from playwright.sync_api import Error, FilePayload, Locator, Request, Route, expect

from tests.e2e.journeys.conftest import Opener
from tests.e2e.journeys.test_refused_file import becomes
from tests.e2e.journeys.test_unsent import on_the_device
from tests.e2e.window import DESKTOP, PHONE, PORTRAIT, Window

pytestmark = pytest.mark.browser

PATIENT = "石川 ヨシ"
PIECE = 512 * 1024
SECONDS = 2.0  # from the press to the picture on the other screen
PATIENCE = 40_000  # what is looked through waits for its turn
NO_CAMERA = """navigator.mediaDevices.getUserMedia = async () => {
  throw new DOMException("no", "NotAllowedError");
}"""
CANARY = "カナリア仙骨部" * 40_000


def noise(side: int) -> bytes:
    """A photo of some megabytes: nothing can be left out of it."""
    picture = Image.frombytes("RGB", (side, side), os.urandom(3 * side * side))
    with io.BytesIO() as file:
        picture.save(file, "JPEG", quality=95)
        return file.getvalue()


def rows(window: Window) -> Locator:
    return window.page.locator(".composer-form .file-row")


def said(row: Locator) -> Locator:
    return row.locator(".file-state")


def choose(window: Window, name: str, media_type: str, data: bytes) -> None:
    given: FilePayload = {"name": name, "mimeType": media_type, "buffer": data}
    window.page.locator(".composer-form .files-chooser").set_input_files(given)


def shoot(window: Window, count: int) -> None:
    window.page.locator(".composer-modes [data-take], .note-files [data-take]").first.click()
    shutter = window.page.locator(".camera-shutter")
    for taken in range(count):
        expect(shutter).to_be_enabled()
        shutter.click()
        shots = window.page.locator(".camera-shots img")
        expect(shots).to_have_count(taken + 1, timeout=PATIENCE)
    window.page.locator(".camera").get_by_role("button", name="完了").click()


def loaded(picture: Locator, patience: float | None = None) -> None:
    expect(picture).to_be_visible(timeout=patience)
    picture.scroll_into_view_if_needed()  # what is far away is not asked for yet
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("(one) => one.naturalWidth") > 0


@contextmanager
def slow(window: Window, milliseconds: int) -> Iterator[list[Request]]:
    """Every piece takes so long; what was sent of them."""
    sent: list[Request] = []

    def later(route: Route) -> None:
        if route.request.method == "PATCH":
            sent.append(route.request)
            window.page.wait_for_timeout(milliseconds)
        with suppress(Error):  # its page was left meanwhile, or its route taken away
            route.continue_()

    window.page.route("**/uploads/*", later)
    yield sent
    window.page.unroute("**/uploads/*")


def expect_name_above_the_picture(nurse: Window) -> None:
    nurse.page.locator(".composer-modes [data-take]").click()
    whose = nurse.page.locator(".camera-whose")
    for words in (PATIENT, "いしかわ よし", "歳"):
        expect(whose).to_contain_text(words)
    expect(nurse.page.locator(".camera-shutter")).to_be_focused()
    above = whose.evaluate("(one) => one.getBoundingClientRect().bottom")
    assert above <= nurse.page.locator(".camera-live").evaluate(
        "(one) => one.getBoundingClientRect().top + 1"
    )
    nurse.page.locator(".camera [data-closes]").click()


def test_two_photos_of_a_wound_stand_on_the_physicians_screen_in_two_seconds(
    opened: Opener,
) -> None:
    nurse, physician = opened("佐藤 美咲", PORTRAIT), opened("田中 誠一", DESKTOP)
    room = nurse.room(PATIENT)
    nurse.open_room(room)
    physician.open_room(room)
    text = "仙骨部の褥瘡、処置の前と後です。"
    nurse.compose(text)
    expect_name_above_the_picture(nurse)
    shoot(nurse, 2)
    first = rows(nurse).first
    first.get_by_label("説明").fill("処置前")
    first.get_by_label("創傷の写真").check()
    expect(first.get_by_label("創の番号")).to_have_value("1")
    first.locator("[data-sites]").select_option("sacrum")
    rows(nurse).last.get_by_label("創傷の写真").check()
    expect(rows(nurse).last.locator("[data-sites]")).to_have_value("sacrum")
    for row in rows(nurse).all():
        expect(said(row)).to_have_text("送信済み")
        loaded(row.locator("img"))
    pressed = time.monotonic()
    nurse.send()
    theirs = physician.entry(text)
    loaded(theirs.locator(".attachment-image").first)
    seconds = time.monotonic() - pressed
    print(f"\nfrom the press to the picture on the physician's screen: {seconds:.2f} s")
    assert seconds < SECONDS
    loaded(theirs.locator(".attachment-image").last)
    expect(theirs.locator(".attachment-caption").first).to_contain_text("処置前")
    expect(nurse.page.locator(".composer-form")).to_be_hidden()
    assert becomes(lambda: "file/" not in on_the_device(nurse)), "what was taken is kept no longer"


def test_a_line_that_breaks_in_mid_upload_loses_neither_entry_nor_photo(
    opened: Opener, physician: Window
) -> None:
    nurse = opened("佐藤 美咲", PHONE)
    room = nurse.room(PATIENT)
    nurse.open_room(room)
    physician.open_room(room)
    photo = noise(1800)
    text = "圏外で送った写真です。"
    nurse.compose(text)
    with nurse.trouble(), slow(nurse, 150) as sent:
        choose(nurse, "IMG_0001.jpg", "image/jpeg", photo)
        row = rows(nurse).first
        expect(said(row)).to_contain_text("送信中")
        nurse.page.wait_for_timeout(400)
        nurse.page.context.set_offline(True)
        expect(said(row)).to_have_text("まだこの端末だけ")
        expect(row.locator('[data-part="file-trouble"]')).to_contain_text(
            "電波が戻ると自動で送ります"
        )
        loaded(row.locator("img"))
        nurse.send()
        mine = nurse.entry(text)
        expect(mine.locator(".entry-state")).to_have_text("端末に保存")
        loaded(mine.locator(".attachment-image"))
        nurse.page.context.set_offline(False)
        expect(mine.locator(".entry-state")).to_have_text("サーバーに到着")
        loaded(physician.entry(text).locator(".attachment-image"), PATIENCE)
        expect(nurse.connected).to_be_attached()
    assert len(sent) <= math.ceil(len(photo) / PIECE) + 2, "it goes on where it stopped"
    loaded(mine.locator(".attachment-image"))


def test_a_reload_in_mid_upload_keeps_draft_and_photo_and_goes_on(opened: Opener) -> None:
    nurse = opened("佐藤 美咲", PHONE)
    nurse.open_room(nurse.room(PATIENT))
    photo = noise(1800)
    pieces = math.ceil(len(photo) / PIECE)
    nurse.compose("読み込み直しても続きます。")
    with nurse.trouble(), slow(nurse, 250) as sent:
        choose(nurse, "IMG_0002.jpg", "image/jpeg", photo)
        rows(nurse).first.get_by_label("説明").fill("足背")
        expect(nurse.page.locator('.composer-form [data-part="saved"]')).to_have_text(
            "下書きを保存しました"
        )
        expect(said(rows(nurse).first)).to_contain_text("送信中")
        nurse.page.wait_for_timeout(300)
        nurse.page.reload()
        row = rows(nurse).first
        expect(row.get_by_label("説明")).to_have_value("足背")
        loaded(row.locator("img"))
        expect(said(row)).to_have_text("送信済み", timeout=PATIENCE)
        assert pieces <= len(sent) <= pieces + 2
    # Another page sends what this one began, too.
    with nurse.trouble(), slow(nurse, 250):
        choose(nurse, "IMG_0003.jpg", "image/jpeg", photo)
        expect(said(rows(nurse).last)).to_contain_text("送信中")
        nurse.page.wait_for_timeout(300)
        nurse.goto("/patients/")
    expect(nurse.page.locator("care-bell")).to_contain_text("つながっています", timeout=PATIENCE)
    nurse.page.go_back()
    expect(said(rows(nurse).last)).to_have_text("送信済み")
    for _again in range(2):
        rows(nurse).last.get_by_role("button", name="外す").click()
        nurse.page.get_by_role("dialog").get_by_role("button", name="外す").click()
    expect(rows(nurse)).to_have_count(0)


def test_a_file_that_is_not_sent_lies_sealed_and_is_gone_for_the_next_person(
    opened: Opener,
) -> None:
    tablet = opened("佐藤 美咲")
    room = tablet.room(PATIENT)
    tablet.open_room(room)
    with tablet.trouble():
        tablet.page.route("**/uploads*", lambda route: route.abort())
        tablet.compose("")
        choose(tablet, "メモ.txt", "text/plain", CANARY.encode())
        expect(tablet.page.locator("care-bell")).to_contain_text("端末に保存中")
        lying = on_the_device(tablet)
        assert "slice/" in lying, "the file must lie there, or this test says nothing"
        assert not [secret for secret in ("カナリア", "メモ") if secret in lying]
        tablet.goto("/me/")
        tablet.page.get_by_role("button", name="サインアウト", exact=True).click()
        tablet.page.wait_for_url("**/sign-in/**")
        tablet.page.unroute("**/uploads*")
    tablet.sign_in("田中 誠一").open_room(room)
    expect(tablet.entries.first).to_be_visible()
    expect(tablet.page.locator(".composer-form")).to_be_hidden()
    lying = on_the_device(tablet)
    assert "slice/" not in lying
    assert "file/" not in lying


def test_without_a_camera_the_page_says_so_and_offers_files(opened: Opener) -> None:
    nurse = opened("佐藤 美咲", PHONE)
    nurse.page.add_init_script(NO_CAMERA)
    nurse.open_room(nurse.room(PATIENT))
    nurse.compose("")
    nurse.page.locator(".composer-modes [data-take]").click()
    trouble = nurse.page.locator(".camera-trouble")
    expect(trouble).to_contain_text("カメラの使用が許可されていません")
    with nurse.page.expect_file_chooser() as chooser:
        trouble.get_by_role("button", name="ファイルを選ぶ").click()
    chooser.value.set_files(FilePayload(name="a.docx", mimeType="", buffer=b"x"))
    expect(nurse.page.locator('[data-part="file-problem"]').first).to_contain_text(
        "「a.docx」は付けられません"
    )
    expect(rows(nurse)).to_have_count(0)


def begin_note(nurse: Window, room: str, text: str) -> None:
    nurse.open_note(room, "visit-note")
    nurse.visit_of(30)
    nurse.pick("overall", "変わりなし")
    nurse.pick("report_need", "不要")
    nurse.answer("condition_text", text)


def test_photos_of_a_note_are_put_in_order_amended_and_taken_away(
    opened: Opener, physician: Window
) -> None:
    nurse = opened("佐藤 美咲", PORTRAIT)
    room = nurse.room(PATIENT)
    physician.open_room(room)
    text = "写真のある訪問記録です。"
    begin_note(nurse, room, text)
    shoot(nurse, 2)
    listed = nurse.page.locator(".note-files .file-row")
    listed.first.get_by_label("説明").fill("あと")
    listed.last.get_by_label("説明").fill("さき")
    listed.last.get_by_role("button", name="上へ").click()
    expect(listed.first.get_by_label("説明")).to_have_value("さき")
    nurse.send_note()
    nurse.page.wait_for_url(f"**/patients/{room}/")
    theirs = physician.entry(text)
    expect(theirs.locator(".attachment-caption")).to_have_text(["さき", "あと"])

    entry = nurse.entry(text)
    expect(entry.locator(".entry-state")).to_have_text("サーバーに到着")
    expect(entry.locator(".attachment-tile[href]")).to_have_count(2, timeout=PATIENCE)
    for picture in entry.locator(".attachment-image").all():
        loaded(picture, PATIENCE)
    entry.get_by_label("その他の操作").click()
    entry.locator('.menu-item[data-action="amend"]').click()
    expect(nurse.ready_note).to_be_attached()
    expect(listed).to_have_count(2)
    loaded(listed.first.locator("img"))
    listed.last.get_by_role("button", name="外す").click()
    nurse.page.get_by_role("dialog").get_by_role("button", name="外す").click()
    listed.first.get_by_label("説明").fill("処置前")
    nurse.page.locator('input[name="reason"]').fill("取り違えのため")
    nurse.page.locator(".note-bottom [type=submit]").click()
    nurse.page.wait_for_url(f"**/patients/{room}/#entry-*")
    expect(theirs.locator(".attachment-caption")).to_have_text(["処置前"])
    loaded(theirs.locator(".attachment-image"))
