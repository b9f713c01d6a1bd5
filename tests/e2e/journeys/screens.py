"""Every screen a person can come to: for the tests that look at all of them."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.window import Window

Show = Callable[[Window, str], None]


def _at(path: str) -> Show:
    return lambda window, room: window.goto(path.format(room=room))


def _timeline(window: Window, room: str) -> None:
    window.open_room(room)
    expect(window.entries.first).to_be_attached()


def _composer(window: Window, room: str) -> None:
    _timeline(window, room)
    window.open_visit_note()
    expect(window.vital("temp")).to_be_visible()


def _refusal(window: Window, room: str) -> None:
    _composer(window, room)
    window.measure("temp", "377")
    window.send()
    expect(window.page.locator(".composer-problems")).to_be_visible()


def _whereabouts(window: Window, room: str) -> None:
    _timeline(window, room)
    window.page.locator("summary.location").click()


# 大野 is nurse, member of a team and administrator: she sees them all.
SCREENS: dict[str, Show] = {
    "today": _at("/"),
    "patients": _at("/patients/"),
    "register": _at("/patients/register/"),
    "timeline": _timeline,
    "composer": _composer,
    "composer refused": _refusal,
    "whereabouts": _whereabouts,
    "overview": _at("/patients/{room}/overview/"),
    "amend": _at("/patients/{room}/amend/"),
    "allergy": _at("/patients/{room}/items/new/allergy/"),
    "team": _at("/patients/{room}/team/"),
    "history": _at("/patients/{room}/history/"),
    "me": _at("/me/"),
    "staff": _at("/staff/"),
}
