"""Every screen a person can come to: for the tests that look at all of them."""

from collections.abc import Callable

from playwright.sync_api import FilePayload, expect

from tests.e2e.window import Window

Show = Callable[[Window, str], None]


def _at(path: str) -> Show:
    return lambda window, room: window.goto(path.format(room=room))


def _timeline(window: Window, room: str) -> None:
    window.open_room(room)
    expect(window.entries.first).to_be_attached()


def _composer(window: Window, room: str) -> None:
    _timeline(window, room)
    window.compose("")
    expect(window.writing).to_be_visible()


def _refusal(window: Window, room: str) -> None:
    _composer(window, room)
    window.send()
    expect(window.page.locator(".composer-problems")).to_be_visible()


def _note(window: Window, room: str) -> None:
    window.open_note(room, "visit-note")
    expect(window.vital("temp")).to_be_visible()


def _whole_note(window: Window, room: str) -> None:
    """Everything opened, a wound and an ask begun, and refused."""
    _note(window, room)
    for section in window.page.locator("care-note details[data-section]").all():
        section.evaluate("(one) => { one.open = true; }")
    window.pick("overall", "すぐ対応が必要")
    window.page.locator('[data-question="wounds"] > .row [data-add-row]').last.click()
    window.page.locator('[data-part="add-ask"]').click()
    window.measure("temp", "377")
    window.send_note()
    expect(window.page.locator(".note-problems")).to_be_visible()


def _body_map(window: Window, room: str) -> None:
    _whole_note(window, room)
    window.page.locator("[data-row] [data-map]").first.click()
    expect(window.page.locator("#body-map")).to_be_visible()


def _whereabouts(window: Window, room: str) -> None:
    _timeline(window, room)
    window.page.locator("summary.location").click()


def _phrases(window: Window, room: str) -> None:
    _composer(window, room)
    window.page.locator(".composer-modes care-phrases button").first.click()
    expect(window.page.locator(".phrase-choice").first).to_be_visible()


def _camera(window: Window, room: str) -> None:
    _composer(window, room)
    window.page.locator(".composer-modes [data-take]").click()
    expect(window.page.locator(".camera-shutter")).to_be_enabled()


def _photos(window: Window, room: str) -> None:
    """Two files that cannot be read as pictures, one of them of a wound, one not taken."""
    _composer(window, room)
    given = ("創の写真.jpg", "image/jpeg"), ("紹介状.pdf", "application/pdf"), ("a.zip", "")
    files = [FilePayload(name=name, mimeType=kind, buffer=b"%PDF") for name, kind in given]
    window.page.locator(".composer-form .files-chooser").set_input_files(files)
    rows = window.page.locator(".composer-form .file-row")
    expect(rows).to_have_count(2)
    rows.first.locator('[data-file-field="is-wound"]').check()


def _record(window: Window, room: str) -> None:
    _timeline(window, room)
    entry = (window.entries.last.get_attribute("id") or "").removeprefix("entry-")
    window.goto(f"/rooms/{room}/entries/{entry}/record/")


# 大野 is nurse, member of a team and administrator: she sees them all.
SCREENS: dict[str, Show] = {
    "today": _at("/"),
    "inbox": _at("/inbox/"),
    "pass on": _at("/orders/pass-on/"),
    "patients": _at("/patients/"),
    "register": _at("/patients/register/"),
    "timeline": _timeline,
    "composer": _composer,
    "composer refused": _refusal,
    "note": _note,
    "whole note refused": _whole_note,
    "body map": _body_map,
    "call": _at("/patients/{room}/write/call/"),
    "order by telephone": _at("/patients/{room}/write/order/"),
    "death": _at("/patients/{room}/write/death/"),
    "whereabouts": _whereabouts,
    "overview": _at("/patients/{room}/overview/"),
    "amend": _at("/patients/{room}/amend/"),
    "allergy": _at("/patients/{room}/items/new/allergy/"),
    "team": _at("/patients/{room}/team/"),
    "history": _at("/patients/{room}/history/"),
    "me": _at("/me/"),
    "phrases": _at("/phrases/"),
    "phrases to choose": _phrases,
    "camera": _camera,
    "photos to send": _photos,
    "record sheet": _record,
    "suspicion": _at("/patients/{room}/concern/"),
    "suspicions": _at("/concerns/"),
    "staff": _at("/staff/"),
}
