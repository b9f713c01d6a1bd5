"""Passkeys in a real Chromium, with an authenticator that is real but for its finger."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import CDPSession, Page, expect, sync_playwright

from sharing.actions import invitation
from sharing.models import Account, Passkey, Session, TotpDevice
from sharing.vocabulary import OrganizationKind, Role
from tests import servers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@contextmanager
def chromium(base: str) -> Iterator[tuple[Page, CDPSession]]:
    """A tablet at `base`. Nothing is asked of the database while it is open: Playwright's loop
    runs in this thread."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=servers.chromium_binary(), args=["--no-sandbox"]
        )
        page = browser.new_context(
            base_url=base, locale="ja-JP", viewport={"width": 768, "height": 1024}
        ).new_page()
        yield page, page.context.new_cdp_session(page)
        browser.close()


def authenticator(devtools: CDPSession, *, verifies: bool = True) -> str:
    devtools.send("WebAuthn.enable")
    added = devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": verifies,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return str(added["authenticatorId"])


def link() -> str:
    made = invitation.invite_first_administrator(
        "海鳴クリニック", OrganizationKind.CLINIC, "加藤 浩", Role.PHYSICIAN
    )
    return f"/join/link/{made.token}/"


def join(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("ログイン名").fill("kato")
    page.get_by_role("button", name="次へ").click()
    page.get_by_role("button", name="この端末にパスキーを作る").click()


def path(page: Page) -> str:
    return urlsplit(page.url).path


@pytest.fixture
def base(live_server: object) -> str:
    """By name: a passkey cannot belong to a bare address."""
    port = urlsplit(str(live_server)).port
    return f"http://localhost:{port}"


def test_a_passkey_makes_the_account_and_opens_it_again(base: str) -> None:
    address = link()
    with chromium(base) as (page, devtools):
        authenticator(devtools)
        join(page, address)
        page.wait_for_url(f"{base}/")
        page.goto("/me/")
        expect(page.get_by_text("この端末", exact=True)).to_be_visible()
        page.get_by_role("button", name="サインアウト").click()
        page.wait_for_url("**/sign-in/")
        page.get_by_role("button", name="パスキーでサインイン").click()
        page.wait_for_url(f"{base}/")
        page.goto("/me/")
        assert path(page) == "/me/"
        # Administration asks for it once more only when it is no longer fresh.
        page.goto("/staff/invite/")
        assert path(page) == "/staff/invite/"
    passkey = Passkey.objects.get()
    assert passkey.sign_count > 0
    assert passkey.used_at is not None
    assert not TotpDevice.objects.exists()
    assert not Account.objects.get().has_usable_password()
    assert Session.objects.get().verified_at is not None


def test_an_authenticator_that_does_not_verify_its_user_makes_no_account(base: str) -> None:
    address = link()
    with chromium(base) as (page, devtools):
        authenticator(devtools, verifies=False)
        join(page, address)
        expect(page.get_by_role("alert")).to_be_visible()
        assert path(page) == "/join/factors/"
    assert not Account.objects.exists()


def test_a_copied_passkey_whose_counter_stood_still_opens_nothing(base: str) -> None:
    address = link()
    with chromium(base) as (page, devtools):
        key = authenticator(devtools)
        join(page, address)
        page.wait_for_url(f"{base}/")
        held = devtools.send("WebAuthn.getCredentials", {"authenticatorId": key})
        copied = {**held["credentials"][0], "signCount": 0}
        page.goto("/me/")
        page.get_by_role("button", name="サインアウト").click()
        page.wait_for_url("**/sign-in/")
        page.get_by_role("button", name="パスキーでサインイン").click()
        page.wait_for_url(f"{base}/")
        page.goto("/me/")
        page.get_by_role("button", name="サインアウト").click()
        page.wait_for_url("**/sign-in/")
        devtools.send("WebAuthn.clearCredentials", {"authenticatorId": key})
        devtools.send("WebAuthn.addCredential", {"authenticatorId": key, "credential": copied})
        page.get_by_role("button", name="パスキーでサインイン").click()
        expect(page.get_by_role("alert")).to_be_visible()
        assert path(page) == "/sign-in/"
    assert not Session.objects.filter(account__isnull=False).exists()
