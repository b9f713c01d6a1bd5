"""Charts, medicines and wounds on a phone: light, dark, on paper, read aloud."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from sharing.uuid7 import uuid7
from tests.e2e.journeys.conftest import Opener
from tests.e2e.journeys.test_accessibility import SMALL, TOO_WIDE
from tests.e2e.looking import a_share_and_all, faults
from tests.e2e.window import POST, Window

pytestmark = pytest.mark.browser

PHONE = (390, 844)
TOUCHED = ".patient .tab, .page-main :is(.button, .icon-button, .span, .menu-item)"
PAGES = {"vitals": "vitals/", "a quarter": "vitals/?days=90", "medicines": "medicines/",
         "a form": "medicines/new/", "wounds": "wounds/"}  # fmt: skip
WOUND = {
    "number": "1", "wound_kind": "pressure-ulcer", "site": "sacrum", "length": "5", "width": "4",
    "depth": "D3", "exudate": "e3", "size": "s8", "inflammation": "i1", "granulation": "g3",
    "necrosis": "N3", "pocket": "p0", "treatment": "洗浄",
}  # fmt: skip


def post(window: Window, room: str, days_ago: int, **said: Any) -> None:
    at = (datetime.now(UTC) - timedelta(days=days_ago, hours=1)).isoformat()
    body = {
        "id": str(uuid7()), "kind": "note", "purpose": "report", "text": "記録", "to": [],
        "mentions": [], "captured_at": at, "soft_confirmed": True, **said,
    }  # fmt: skip
    status, answer = window.page.evaluate(POST, {"room": room, "body": body})
    assert status == 201, answer


def fill(window: Window, room: str) -> None:
    """A fortnight of readings, one of them unusual and one impossible to take; and a wound."""
    for days_ago, pulse in ((9, "78"), (6, "131"), (3, "80")):
        values: dict[str, object] = {"pulse": {"value": pulse}, "temp": {"value": "36.4"}}
        if days_ago == 6:
            values["temp"] = {"state": "unable"}
        post(window, room, days_ago, vitals=[{"values": values}])
    for days_ago, necrosis in ((8, "N3"), (1, "n0")):
        began = datetime.now(UTC) - timedelta(days=days_ago, hours=2)
        wound = {key: {"value": value} for key, value in {**WOUND, "necrosis": necrosis}.items()}
        answers = {
            "visit_kind": {"value": "regular"}, "overall": {"value": "unchanged"},
            "started_at": {"value": began.isoformat()}, "report_need": {"value": "none"},
            "ended_at": {"value": (began + timedelta(minutes=50)).isoformat()},
            "care": {"value": ["ulcer-dressing"]}, "wounds": {"value": [wound]},
        }  # fmt: skip
        form = {"questionnaire": "visit-note", "version": 1, "answers": answers}
        post(window, room, days_ago, kind="visit-note", form=form)


def enter(window: Window, room: str, name: str) -> None:
    window.goto(f"/patients/{room}/medicines/new/")
    window.page.get_by_label("薬の名前").fill(name)
    window.page.get_by_label("用量").fill("20mg")
    window.page.get_by_role("button", name="保存").click()
    window.page.wait_for_url(f"**/patients/{room}/medicines/")


@a_share_and_all
def test_charts_lists_and_maps_have_no_grave_fault_and_fit_a_phone(
    opened: Opener, whole: bool
) -> None:
    window = opened("佐藤 美咲", PHONE, reduced_motion="reduce")
    room = window.room("石川 ヨシ")
    window.open_room(room)
    fill(window, room)
    enter(window, room, "アムロジピン錠")
    grave, small, wide = {}, {}, {}
    for turn, (name, path) in enumerate(PAGES.items()):
        window.goto(f"/patients/{room}/{path}")
        grave[name] = faults(window, turn, whole=whole)
        small[name] = window.page.evaluate(SMALL, TOUCHED)
        wide[name] = window.page.evaluate(TOO_WIDE) if window.overflow() > 0 else []
    found = (grave, small, wide)
    assert [{name: one for name, one in kind.items() if one} for kind in found] == [{}, {}, {}]


def test_a_chart_is_named_and_its_table_says_every_value(opened: Opener) -> None:
    window = opened("佐藤 美咲", PHONE)
    room = window.room("木村 正夫")
    window.open_room(room)
    fill(window, room)
    window.goto(f"/patients/{room}/vitals/")
    page = window.page
    expect(page.get_by_role("img", name="脈拍")).to_be_visible()
    table = page.get_by_role("table", name="最近14日のバイタル")
    expect(table.get_by_role("row", name="131")).to_contain_text("ふだんより高い")
    expect(table.get_by_role("columnheader", name="体温")).to_be_attached()
    expect(table.get_by_text("測定不能")).to_be_attached()
    page.get_by_role("link", name="30日").click()
    expect(page.get_by_role("table", name="最近30日のバイタル")).to_be_attached()
    assert window.overflow() <= 0


def test_on_paper_the_charts_are_two_in_a_row_and_the_table_is_whole(opened: Opener) -> None:
    window = opened("佐藤 美咲", (794, 1123))
    room = window.room("木村 正夫")
    window.open_room(room)
    fill(window, room)
    window.goto(f"/patients/{room}/vitals/")
    window.page.emulate_media(media="print")
    assert window.overflow() <= 0
    boxes = [one.bounding_box() for one in window.page.locator(".chart-card").all()[:2]]
    assert len({box["y"] for box in boxes if box}) == 1
    expect(window.page.locator(".patient .tabs")).to_be_hidden()


def test_the_open_tab_is_seen_on_a_phone(opened: Opener) -> None:
    window = opened("佐藤 美咲", PHONE)
    room = window.room("石川 ヨシ")
    window.goto(f"/patients/{room}/history/")
    expect(window.page.locator(".tab[aria-current]")).to_be_in_viewport(ratio=0.99)
    assert window.overflow() <= 0
