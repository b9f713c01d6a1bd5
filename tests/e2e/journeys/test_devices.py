"""A device that one test gives back holds nothing for the next: or tests would lean on others."""

import pytest
from playwright.sync_api import expect

from tests.e2e.devices import Devices
from tests.e2e.site import Site
from tests.e2e.window import PHONE, Window

pytestmark = pytest.mark.browser

KEEP = "async () => { localStorage.a = sessionStorage.a = 'b'; await caches.open('a'); }"
KEPT = (
    "async () => [(await indexedDB.databases()).length, localStorage.length, "
    "sessionStorage.length, (await caches.keys()).length, "
    "(await navigator.permissions.query({name: 'geolocation'})).state === 'granted', "
    "navigator.onLine]"
)


def test_a_device_given_back_is_empty_for_who_takes_it_next(devices: Devices, site: Site) -> None:
    options = {"is_mobile": True}  # a kind that no other test takes
    device = devices.take(site.url, PHONE, **options)
    nurse = Window.beside(device.context, site.url).step_in("佐藤 美咲")
    nurse.open_room(nurse.room("石川 ヨシ"))
    nurse.compose("次の試験には残らない下書きです。")
    expect(nurse.page.locator('[data-part="saved"]')).to_have_text("下書きを保存しました")
    nurse.page.evaluate(KEEP)
    device.context.grant_permissions(["geolocation"])
    assert all(nurse.page.evaluate(KEPT)), "all of this must lie there, or this test says nothing"
    device.context.route("**/*", lambda route: route.abort())
    device.context.set_offline(True)
    devices.give_back(device)

    again = devices.take(site.url, PHONE, **options)
    assert again is device
    window = Window.beside(again.context, site.url)
    window.goto("/patients/")
    assert window.page.url.startswith(f"{site.url}/sign-in/")
    assert window.page.evaluate(KEPT) == [0, 0, 0, 0, False, True]
    devices.give_back(again)
    assert nurse.faults + window.faults == []
