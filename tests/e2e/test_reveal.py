"""A new password can be looked at while it is typed, and is hidden again before it is sent."""

import pytest
from playwright.sync_api import expect

from tests.e2e.test_passkey import base, chromium, link

__all__ = ["base"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_new_password_is_shown_when_asked_for_and_hidden_when_it_is_sent(base: str) -> None:
    address = link()
    with chromium(base) as (page, _devtools):
        page.goto(address)
        page.get_by_label("ログイン名").fill("kato")
        page.get_by_role("button", name="次へ").click()
        first, second = page.locator('[name="password"]'), page.locator('[name="again"]')
        first.fill("雨の日は")
        second.fill("雨の日は")
        expect(first).to_have_attribute("type", "password")
        page.get_by_label("パスワードを表示する").check()
        expect(first).to_have_attribute("type", "text")
        expect(second).to_have_attribute("type", "text")
        page.evaluate("document.addEventListener('submit', (event) => event.preventDefault())")
        page.get_by_role("button", name="次へ").click()
        expect(first).to_have_attribute("type", "password")
        expect(second).to_have_attribute("type", "password")
