"""The screen that nobody touches, the server that dies, and the colleague who leaves the team."""

from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from tests.e2e.journeys.conftest import Opener
from tests.e2e.site import Site, copied
from tests.e2e.window import PORTRAIT, Window

pytestmark = pytest.mark.browser

IDLE = {"IDLE_SECONDS_TOUCH": "8", "IDLE_SECONDS_DESK": "8"}


def test_an_idle_screen_goes_blank_and_the_same_person_goes_on_where_they_were(
    prepared_site: Site, tmp_path: Path, opened: Opener
) -> None:
    with copied(prepared_site, tmp_path / "short", IDLE) as short:
        tablet = opened("佐藤 美咲", PORTRAIT, base=short.url)
        tablet.open_room(tablet.room("石川 ヨシ"))
        tablet.compose("途中まで書いた記録です。")
        expect(tablet.page.locator('[data-part="saved"]')).to_have_text("下書きを保存しました")
        with tablet.trouble():
            lock = tablet.page.get_by_role("alertdialog")
            expect(lock).to_be_visible(timeout=25_000)
            expect(tablet.page.locator("#page-frame")).to_be_hidden()
            expect(tablet.page.locator(".entries > .entry")).to_have_count(0)
            assert "石川" not in tablet.page.title()
            with tablet.page.context.expect_page() as opening:
                lock.get_by_role("link", name="サインイン").click()
            again = opening.value
            again.get_by_role("button", name="佐藤 美咲").click()
            again.wait_for_url("**/patients/**")
            expect(tablet.writing).to_have_value("途中まで書いた記録です。")
            leave(tablet)  # away from the short server's idle clock


def leave(window: Window) -> None:
    """To an empty page; again, when the page was just loading itself anew."""
    for _attempt in range(10):
        with suppress(Error):
            window.page.goto("about:blank")
            return
        window.page.wait_for_timeout(300)
    raise AssertionError("the page does not let go")


def test_windows_come_back_by_themselves_after_the_server_was_killed(
    prepared_site: Site, tmp_path: Path, opened: Opener
) -> None:
    with copied(prepared_site, tmp_path / "killed") as site:
        nurse, physician = opened("佐藤 美咲", base=site.url), opened("田中 誠一", base=site.url)
        room = nurse.room("石川 ヨシ")
        nurse.open_room(room)
        physician.open_room(room)
        text = "サーバーが止まっている間に書きました。"
        with nurse.trouble(), physician.trouble():
            site.kill()
            nurse.compose(text)
            nurse.send()
            expect(nurse.entry(text).locator(".entry-state")).to_have_text("端末に保存")
            expect(physician.page.locator("care-bell")).to_contain_text("通知が届きません")
            site.start()
            expect(nurse.entry(text).locator(".entry-state")).to_have_text(
                "サーバーに到着", timeout=40_000
            )
            expect(physician.entry(text)).to_have_count(1, timeout=40_000)
            expect(physician.connected).to_be_attached(timeout=40_000)
            expect(nurse.connected).to_be_attached(timeout=40_000)
        physician.post(room, "また届くようになりました。")
        expect(nurse.entry("また届くようになりました。")).to_have_count(1)
        for window in (nurse, physician):
            leave(window)


def test_who_is_removed_while_watching_is_left_with_an_empty_page(opened: Opener) -> None:
    physician, pharmacist = opened("田中 誠一"), opened("伊藤 健")
    room = physician.room("山田 花")
    pharmacist.open_room(room)
    expect(pharmacist.entries.first).to_be_visible()
    physician.goto(f"/patients/{room}/team/")
    row = physician.page.locator(".item").filter(has_text="伊藤 健")
    row.get_by_role("button", name="外す").click()
    with pharmacist.trouble():
        physician.page.get_by_role("dialog").get_by_role("button", name="外す").click()
        expect(pharmacist.entries).to_have_count(0)
        expect(pharmacist.page.get_by_role("alert").filter(visible=True)).to_contain_text(
            "チームから外れたため"
        )
        pharmacist.page.wait_for_timeout(300)
    assert "山田" not in pharmacist.page.locator("body").inner_text()
    assert "山田" not in pharmacist.page.title()
    assert pharmacist.page.request.get(f"{pharmacist.base}/patients/{room}/").status == 404
