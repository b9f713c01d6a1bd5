"""Whatever people write comes back to the letter on another member's device, and never runs."""

import json
import os
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from sharing.uuid7 import uuid7
from tests import servers
from tests.leaks import site as sites
from tests.leaks.site import Browser, Site

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("TSUNAGI_SHARED_DATA", ROOT.parent / "shared" / "data"))
needs_data = pytest.mark.skipif(
    not (DATA / "text" / "blns.json").exists() or not (DATA / "notes").is_dir(),
    reason="outside data: TSUNAGI_SHARED_DATA does not hold notes/ and text/blns.json",
)
# Ours, so that something hostile is tried on every machine.
OWN = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg/onload=alert(1)>",
    "javascript:alert(1)", "{{constructor.constructor('alert(1)')()}}", "</textarea><b>",
    "<!--", "]]>", "&lt;b&gt; &amp; &#x27;", "\u202eright to left", "a\u0300\u0301\u0302",
    "𠮷野家の髙﨑さん", "👩🏽‍⚕️", "\ufeff頭", "行\r\n末\n\t空白  ", "　全角　", "' OR 1=1 --",
    "${jndi:ldap://x}", "%00%0d%0a", "\\u0000 \\x00 \\", "\x07\x1b[31m", "\u2028\u2029", "ÅÅ ガ",
)  # fmt: skip


def notes() -> dict[str, str]:
    if not (DATA / "notes").is_dir():
        return {}
    return {
        path.name: path.read_bytes().decode() for path in sorted((DATA / "notes").glob("*.txt"))
    }


def naughty() -> list[str]:
    place = DATA / "text" / "blns.json"
    found: list[str] = json.loads(place.read_bytes()) if place.exists() else []
    return found


class Room:
    """A patient's room on the real server, with a nurse who writes and others who read."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.nurse, self.doctor = site.browser("sato"), site.browser("tanaka")
        self.id = str(uuid7())
        self.cursor = 0
        self.register(self.id, "山田", "霧沢市朝霧町5-12")
        added = {"practitioner_role": site.cast["roles"]["tanaka"]}
        assert self.nurse.form(f"/patients/{self.id}/team/add/", added).status_code == 302

    def register(self, room: str, family: str, address: str) -> int:
        return self.nurse.form("/patients/register/", {
            "id": room, "family": family, "given": "ハナ", "kana_family": "やまだ",
            "kana_given": "はな", "birth_date": "1942-03-08", "sex": "female", "address": address,
            "consent_kind": "paper", "consent_date": "2026-01-05", "consent_note": "",
            "organizations": [self.site.cast["organizations"]["O2"]],
        }).status_code  # fmt: skip

    def write(self, text: str, **more: object) -> str:
        entry = str(uuid7())
        answer = self.nurse.post(self.id, id=entry, text=text, **more)
        assert answer.status_code == 201, (answer.text[:200], text[:40])
        return entry

    def news(self, reader: Browser) -> dict[str, dict[str, Any]]:
        """What another member's device gets behind where it was."""
        found = reader.pull(self.id, self.cursor)
        self.cursor = max(entry["cursor"] for entry in found.values())
        return found


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    folder = tmp_path_factory.mktemp("hostile") / "site"
    with sites.running(folder, servers.free_port()) as site:
        yield Room(site)


def assert_same(room: Room, written: dict[str, str]) -> None:
    shown = room.news(room.doctor)
    assert {entry: shown[entry]["text"].encode() for entry in written} == {
        entry: text.encode() for entry, text in written.items()
    }


def test_hostile_words_come_back_to_the_letter(room: Room) -> None:
    assert_same(room, {room.write(text): text for text in OWN})


@needs_data
def test_all_twelve_notes_come_back_to_the_letter(room: Room) -> None:
    found = notes()
    assert len([name for name in found if name.startswith("JP")]) == 12
    assert_same(room, {room.write(text): text for text in found.values()})


@needs_data
def test_all_naughty_strings_come_back_to_the_letter(room: Room) -> None:
    """The empty one and those of white space alone are nothing to say, and refused as such."""
    found, written = naughty(), {}
    assert len(found) > 500
    for text in found:
        if text:
            written[room.write(text)] = text
        else:
            assert room.nurse.post(room.id, text=text).status_code == 422
    assert_same(room, written)


def every_text() -> list[str]:
    return [*OWN, *(text for text in naughty() if text)]


def test_they_come_back_as_reply_amendment_comment_answer_and_reason(room: Room) -> None:
    """Several in one request: each field has its own way in and out."""
    texts = [text for text in every_text() if text.strip()]
    for start in range(0, len(texts), 6):
        six = [*texts[start : start + 6], *OWN[:6]][:6]
        said, changed, reason, comment, answered, taken = six
        vitals = [{"comment": comment, "values": {"pulse": {"value": "78"}}}]
        entry = room.write(said, soap={"s": said, "o": "", "a": "", "p": changed})
        reply = str(uuid7())
        sent = room.doctor.post(room.id, id=reply, text=answered, in_reply_to=entry)
        assert sent.status_code == 201
        place = f"/rooms/{room.id}/entries"
        amended = room.nurse.json(f"{place}/{entry}/amendments", {
            "id": str(uuid7()), "text": changed, "vitals": vitals, "reason": reason})  # fmt: skip
        assert amended.status_code == 201, amended.text[:200]
        responded = room.doctor.json(f"{place}/{entry}/responses", {
            "id": str(uuid7()), "code": "confirmed", "text": answered})  # fmt: skip
        assert responded.status_code == 201
        removed = room.doctor.json(f"{place}/{reply}/retraction", {
            "id": str(uuid7()), "reason": "other", "text": taken})  # fmt: skip
        assert removed.status_code == 201
        shown = room.news(room.doctor)
        one, other = shown[entry], shown[reply]
        assert one["text"] == changed
        assert one["amended"]["reason"] == reason
        assert one["vitals"][0]["comment"] == comment
        assert one["responses"][0]["text"] == answered
        assert other["retracted"]["text"] == taken
        assert other["text"] == ""


def test_a_name_or_address_is_kept_to_the_letter_or_refused_with_a_sentence(room: Room) -> None:
    """White space around a name is not part of it; control characters are refused."""
    kept = 0
    texts = every_text()
    for text in texts[:: max(1, len(texts) // 60)]:
        if not text.strip():
            continue
        known, place = str(uuid7()), text[:200]
        status = room.register(known, text[:60], place)
        assert status in (302, 422), text[:40]
        if status == 302:
            kept += 1
            page = room.nurse.get(f"/patients/{known}/amend/").text
            values = Inputs(page).values
            assert values["family"] == text[:60].strip()
            assert values["address"] == place.strip()
    assert kept > 10


class Inputs(HTMLParser):
    """The values of a page's inputs, as a browser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("name"):
            self.values[str(given["name"])] = given.get("value") or ""


WATCH = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => ran.push(name);
addEventListener("securitypolicyviolation", (event) => ran.push(event.violatedDirective));
addEventListener("error", (event) => ran.push(String(event.message)));
"""
TEXTS = """
() => Object.fromEntries([...document.querySelectorAll("li.entry")].map(
  (item) => [item.dataset.id, item.querySelector("[data-part=text]").textContent]))
"""


@pytest.mark.browser
def test_nothing_of_it_runs_in_a_browser(room: Room) -> None:
    """Chromium shows each text as text: no dialog, no error, nothing the policy had to stop."""
    program = servers.chromium_binary()
    if program is None:
        pytest.skip("Chromium is not installed")
    own = Room(room.site)  # one page of entries: no scrolling
    lines = every_text()
    together = ["\n\n".join(lines[start : start + 14]) for start in range(0, len(lines), 14)]
    assert len(together) < 50
    written = {own.write(text): text for text in together}
    ran: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        page.add_init_script(WATCH)
        page.on("dialog", lambda dialog: ran.append(dialog.message))
        page.on("pageerror", lambda error: ran.append(str(error)))
        page.on(
            "console",
            lambda line: ran.append(line.text) if "Content Security" in line.text else None,
        )
        page.context.add_cookies(
            [
                {"name": one.name, "value": one.value or "", "url": room.site.url}
                for one in own.doctor.client.cookies.jar
            ]
        )
        page.goto(f"{room.site.url}/patients/{own.id}/")
        page.wait_for_selector(f"#entry-{next(iter(written))}", state="attached")
        shown = page.evaluate(TEXTS)
        ran += page.evaluate("() => window.ran")
        control = page.evaluate("() => { alert(1); return window.ran; }")
        scripts = page.locator("li.entry").locator("script, img, iframe, object, embed").count()
        browser.close()
    assert ran == []
    assert control == ["alert"], "a script that runs would have been noticed"
    assert scripts == 0
    assert shown == written
