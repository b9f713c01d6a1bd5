"""The record beside the timeline: whose it is, where they are, who may see it."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.journeys.conftest import Opener
from tests.e2e.window import DESKTOP, LANDSCAPE, Window

pytestmark = pytest.mark.browser


def test_two_patients_of_one_name_are_told_apart(physician: Window, nurse: Window) -> None:
    banner = physician.page.locator(".same-name")
    physician.open_room(physician.room("山田 ハナ"))
    expect(banner).to_contain_text("同じお名前の方がいます：")
    expect(banner).to_contain_text("山田 花")
    physician.open_room(physician.room("山田 花"))
    expect(banner).to_contain_text("山田 ハナ")
    # Who is in one team only is not told of the other.
    nurse.open_room(nurse.room("山田 ハナ"))
    expect(nurse.page.locator(".same-name")).to_have_count(0)


def test_the_whereabouts_change_with_two_taps_and_on_the_others_screens(
    nurse: Window, manager: Window
) -> None:
    room = nurse.room("石川 ヨシ")
    nurse.open_room(room)
    manager.open_room(room)
    nurse.page.locator("summary.location").click()
    nurse.page.get_by_role("button", name="ショートステイ").click()
    expect(nurse.page.locator("summary.location")).to_contain_text("ショートステイ")
    expect(manager.page.locator("summary.location")).to_contain_text("ショートステイ")


def test_a_patient_is_registered_and_found_by_kana_of_half_width(opened: Opener) -> None:
    manager = opened("高橋 直樹", LANDSCAPE)
    manager.goto("/patients/register/")
    page = manager.page
    with manager.trouble():
        page.get_by_role("button", name="登録する").click()
        expect(page.get_by_role("alert").filter(visible=True).first).to_be_visible()
    page.get_by_label("姓", exact=True).fill("北沢")
    page.get_by_label("名", exact=True).fill("ゲンジ")
    page.get_by_label(re.compile("姓（かな）")).fill("きたざわ")
    page.get_by_label(re.compile("名（かな）")).fill("げんじ")
    page.get_by_label(re.compile("^生年月日")).fill("昭和15年4月2日")
    page.get_by_role("radio", name="男性").check()
    page.get_by_role("radio", name="書面").check()
    page.get_by_role("button", name="登録する").click()
    page.wait_for_url("**/patients/*-*/**")
    expect(page.locator(".patient-name")).to_have_text("北沢 ゲンジ")
    expect(page.locator(".patient-facts")).to_contain_text("1940年（昭和15年）4月2日")
    manager.goto("/patients/")
    for spelling in ("ｷﾀｻﾞﾜ", "キタザワ", "げんじ"):
        page.get_by_role("searchbox").fill(spelling)
        page.get_by_role("searchbox").press("Enter")
        expect(page.locator("a.list-row")).to_have_count(1)
        expect(page.locator("a.list-row")).to_contain_text("北沢 ゲンジ")


def test_nobody_joins_a_team_before_the_patient_agreed(opened: Opener) -> None:
    physician = opened("田中 誠一", DESKTOP)
    room = physician.room("山田 花")
    physician.goto(f"/patients/{room}/team/")
    page = physician.page
    chooser = page.get_by_label("加える人")
    expect(chooser.locator("option", has_text="中村 由美")).to_have_count(0)
    page.get_by_text("同意を記録する", exact=True).click()
    page.get_by_role("checkbox", name="ヘルパーステーションひだまり").check()
    page.get_by_role("radio", name="書面").check()
    page.get_by_role("button", name="同意を記録", exact=True).click()
    option = chooser.locator("option", has_text="中村 由美")
    expect(option).to_have_count(1)
    chooser.select_option(value=option.get_attribute("value"))
    page.get_by_role("button", name="チームに加える").click()
    expect(page.locator(".item").filter(has_text="中村 由美").first).to_be_visible()


def test_a_person_reads_the_screens_in_english_when_they_choose_so(opened: Opener) -> None:
    window = opened("森 彩香")
    window.goto("/me/")
    window.page.get_by_role("radio", name="English").check()
    window.page.get_by_role("button", name="保存する").click()
    expect(window.page.get_by_role("button", name="Sign out", exact=True)).to_be_visible()
    window.goto("/")
    expect(window.page.locator("html")).to_have_attribute("lang", "en")
    expect(window.page.get_by_role("heading", name="Today", exact=True)).to_be_visible()
    expect(window.page.locator("care-bell")).to_contain_text("Connected")
    window.goto("/me/")
    window.page.get_by_role("radio", name="日本語").check()
    window.page.get_by_role("button", name="Keep").click()
    expect(window.page.get_by_role("button", name="サインアウト", exact=True)).to_be_visible()
