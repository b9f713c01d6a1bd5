"""Taps at the door and ticks on a tablet: at once, in any weather, and never twice."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.window import Window

pytestmark = pytest.mark.browser

NAME = "山田 ハナ"
TAPS = re.compile(r"/visits/.*/(start|end)/$")


def plan(window: Window, room: str, begins: str, ends: str) -> str:
    """A single visit of today by the person of the window; returns its key."""
    window.goto(f"/patients/{room}/visits/plan/")
    window.page.locator('[name="begins"]').fill(begins)
    window.page.locator('[name="ends"]').fill(ends)
    window.page.get_by_role("button", name="保存").click()
    window.page.wait_for_url(f"{window.base}/patients/{room}/visits/")
    window.goto("/")
    hours = f"{int(begins[:2])}{begins[2:]}～"
    card = window.page.locator(".day-visit", has_text=NAME).filter(has_text=hours)
    return str(card.last.get_attribute("data-key"))


def card_of(page: Page, key: str) -> Locator:
    return page.locator(f'.day-visit[data-key="{key}"]')


def test_a_visit_begins_and_ends_by_a_tap_without_leaving_today(nurse: Window) -> None:
    key = plan(nurse, nurse.room(NAME), "06:00", "06:30")
    card = card_of(nurse.page, key)
    card.get_by_role("button", name="訪問を開始").click()
    expect(card.locator('[data-part="state"]')).to_contain_text("訪問中")
    card.get_by_role("button", name="訪問を終了").click()
    expect(card.locator('[data-part="state"]')).to_contain_text("訪問済み")
    expect(card.get_by_role("link", name="記録を書く")).to_be_visible()
    assert nurse.page.url == f"{nurse.base}/"


def test_a_tap_without_a_signal_says_so_and_arrives_once_there_is_one(nurse: Window) -> None:
    key = plan(nurse, nurse.room(NAME), "05:00", "05:30")
    sent: list[str] = []

    def lost(route: Route) -> None:
        sent.append(route.request.post_data or "")
        route.abort("internetdisconnected")

    card = card_of(nurse.page, key)
    with nurse.trouble():
        nurse.page.route(TAPS, lost)
        card.get_by_role("button", name="訪問を開始").click()
        expect(nurse.page.locator(".visit-trouble")).to_contain_text("まだサーバーに届いていません")
        expect(card.get_by_role("button", name="送信中")).to_be_visible()
        nurse.page.unroute(TAPS)
        expect(card.locator('[data-part="state"]')).to_contain_text("訪問中", timeout=15_000)
    assert sent == ["{}"], "the first try leaves the time to the server's clock"
    card.get_by_role("button", name="訪問を終了").click()
    expect(card.locator('[data-part="state"]')).to_contain_text("訪問済み")


def test_a_point_handed_over_is_ticked_on_the_patients_page_and_gone_for_the_colleague(
    nurse: Window, physician: Window
) -> None:
    room = nurse.room(NAME)
    nurse.open_room(room)
    physician.open_room(room)
    points = nurse.page.locator(".handover .point")
    there = nurse.page.locator(".handover summary .badge").inner_text()
    nurse.page.locator(".handover summary").click()
    points.first.get_by_role("button", name="済み").click()
    expect(points).to_have_count(int(there) - 1)
    expect(physician.page.locator(".handover .point")).to_have_count(int(there) - 1)
