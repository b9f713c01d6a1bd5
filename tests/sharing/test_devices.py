"""How devices are called and how soon they lock."""

import pytest

from sharing.devices import device_of

MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605"
IPAD = "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537 Chrome/140 Safari/537 Edg/140"
ANDROID = "Mozilla/5.0 (Linux; Android 15; Pixel Tablet) AppleWebKit/537 Chrome/140 Safari/537"


@pytest.mark.parametrize(
    ("agent", "touch", "label", "seconds"),
    [
        (IPAD, "", "iPad · Safari", 300),
        (MAC, "yes", "iPad · Safari", 300),
        (MAC, "", "Mac / iPad · Safari", 300),
        (MAC, "no", "Mac · Safari", 900),
        (WINDOWS, "yes", "Windows · Edge", 900),
        (ANDROID, "yes", "Android · Chrome", 300),
        ("", "no", "", 300),
        ("<script>alert(1)</script>", "", "", 300),
    ],
)
def test_a_device_is_named_in_plain_words(agent: str, touch: str, label: str, seconds: int) -> None:
    device = device_of(agent, touch, "192.0.2.7")
    assert (device.label, device.idle_seconds) == (label, seconds)
