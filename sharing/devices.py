"""What a device is called in the list of sessions, and how soon it locks itself."""

import re
from dataclasses import dataclass

from django.conf import settings

SYSTEMS = (
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
BROWSERS = (
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
DESKS = frozenset({"Windows", "Mac", "Linux", "Chromebook"})


@dataclass(frozen=True)
class Device:
    """`label` in plain words ("iPad · Safari"), `address` of the network it came from."""

    label: str
    idle_seconds: int
    address: str


def device_of(user_agent: str, touch: str, address: str) -> Device:
    """`touch` is what the page found out, "yes", "no" or nothing: an iPad says it is a Mac."""
    system = _first(SYSTEMS, user_agent)
    browser = _first(BROWSERS, user_agent)
    if system == "Mac" and (touch == "yes" or (browser == "Safari" and touch != "no")):
        system = "iPad" if touch == "yes" else "Mac / iPad"
    desk = system in DESKS and not re.search(r"\bMobile\b", user_agent)
    seconds = settings.IDLE_SECONDS_DESK if desk else settings.IDLE_SECONDS_TOUCH
    return Device(" · ".join(filter(None, (system, browser))), seconds, address)


def _first(names: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for mark, name in names if mark in user_agent), "")
