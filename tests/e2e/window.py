"""A person's window: a real page in a context of its own, which notes whatever goes wrong in it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Request,
    Response,
    WebSocket,
    expect,
)

from sharing.uuid7 import uuid7

PHONE = (390, 844)
PORTRAIT = (768, 1024)
LANDSCAPE = (1024, 768)
DESKTOP = (1440, 900)
# Of what is sure to come: on a busy machine it comes late. What must be quick is measured.
PATIENCE = 15_000
# What the browser itself writes when a request fails; our own code has to cope with it.
OF_THE_NETWORK = re.compile(r"Failed to load resource|WebSocket connection to")
POST = """async ({room, body}) => {
  const token = document.querySelector('meta[name="csrf-token"]').content;
  const answer = await fetch(`/rooms/${room}/entries`, {method: "POST", body: JSON.stringify(body),
    headers: {"Content-Type": "application/json", "X-CSRFToken": token}});
  return [answer.status, await answer.json()];
}"""
# The demo's sign-in page, and the list of my patients.
SIGNING = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
CAST = re.compile(r'action="(/sign-in/as/[^"]+)".*?<button[^>]*><span>([^<]+?) <', re.DOTALL)
LISTED = re.compile(r'class="list-row" href="/patients/([^/"]+)/">.*?"title">([^<]+?) <', re.DOTALL)
READ = """async ({room}) => {
  const {head} = await (await fetch(`/rooms/${room}/before/0`)).json();
  const token = document.querySelector('meta[name="csrf-token"]').content;
  await fetch(`/rooms/${room}/pointer`, {method: "POST", body: JSON.stringify({cursor: head}),
    headers: {"Content-Type": "application/json", "X-CSRFToken": token}});
}"""


@dataclass
class Window:
    """`faults` must be empty at the end of every test; `frames` is all that came by socket."""

    page: Page
    base: str
    faults: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    trouble_expected: bool = False
    rooms: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, browser: Browser, base: str, size: tuple[int, int], **options: Any) -> "Window":
        return cls.beside(new_context(browser, size, **options), base)

    @classmethod
    def beside(cls, context: BrowserContext, base: str) -> "Window":
        """Another tab of the same person on the same device."""
        window = cls(context.new_page(), base)
        window.page.on("console", window._said)
        window.page.on("pageerror", lambda error: window.faults.append(f"error: {error}"))
        window.page.on("request", window._asked)
        window.page.on("response", window._answered)
        window.page.on("websocket", window._socket)
        return window

    def _said(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        if not (self.trouble_expected and OF_THE_NETWORK.search(message.text)):
            self.faults.append(f"console: {message.text} at {message.location.get('url')}")

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in ("localhost", None):
            self.faults.append(f"another host: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500 and not self.trouble_expected:
            self.faults.append(f"{response.status}: {response.url}")

    def _socket(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self.frames.append(str(frame)))

    @contextmanager
    def trouble(self) -> Iterator[None]:
        """Inside, requests may fail; our own code may still say nothing on the console."""
        self.trouble_expected = True
        try:
            yield
            self.page.wait_for_timeout(50)
        finally:
            self.trouble_expected = False

    def goto(self, path: str) -> None:
        self.page.goto(f"{self.base}{path}")

    def step_in(self, name: str) -> "Window":
        """Signed in without a page: most tests are about what comes after."""
        ask = self.page.context.request
        page = ask.get(f"{self.base}/sign-in/").text()
        address = next(place for place, person in CAST.findall(page) if person == name)
        token = SIGNING.search(page)
        form = {"csrfmiddlewaretoken": token[1] if token else "", "next": "/"}
        answer = ask.post(f"{self.base}{address}", form=form, max_redirects=0)
        assert answer.status == 302, answer.status
        return self

    def sign_in(self, name: str) -> "Window":
        """As a person does, who then stands at their day."""
        self.goto("/sign-in/")
        self.page.get_by_role("button", name=re.compile(f"^{name}")).click()
        self.page.wait_for_url(f"{self.base}/")
        return self

    def room(self, name: str) -> str:
        """The id of a patient's room, as the list of my patients tells it."""
        if not any(title.startswith(name) for title in self.rooms):
            page = self.page.context.request.get(f"{self.base}/patients/").text()
            self.rooms = {title: room for room, title in LISTED.findall(page)}
        return next(room for title, room in self.rooms.items() if title.startswith(name))

    def open_room(self, room: str, *, anchor: str = "") -> "Window":
        self.goto(f"/patients/{room}/{anchor}")
        expect(self.connected).to_be_attached()
        expect(self.page.locator('[data-part="skeleton"]')).to_be_hidden()
        return self

    @property
    def connected(self) -> Locator:
        return self.page.locator('html[data-connected="true"]')

    @property
    def entries(self) -> Locator:
        return self.page.locator(".entries > .entry")

    @property
    def writing(self) -> Locator:
        return self.page.locator('.composer-form textarea[name="text"]')

    def entry(self, text: str) -> Locator:
        return self.entries.filter(has_text=text)

    def compose(self, text: str, purpose: str = "報告") -> None:
        """Opens the composer and writes; nothing is sent."""
        invite = self.page.locator(".composer-invite")
        if invite.is_visible():
            with suppress(Error):  # a draft that was kept may open the composer meanwhile
                invite.click(timeout=1_500)
        self.choose(purpose)
        self.writing.fill(text)

    def choose(self, purpose: str) -> None:
        self.page.locator(".composer-purposes").get_by_role("radio", name=purpose).check()

    def send(self) -> None:
        self.page.locator(".composer-bottom").get_by_role("button", name="送信").click()

    def open_visit_note(self) -> None:
        """From the timeline to the page of the note that one's profession usually writes."""
        self.page.locator("a.button[data-write]").click()
        expect(self.ready_note).to_be_attached()

    def open_note(self, room: str, kind: str, query: str = "") -> "Window":
        self.goto(f"/patients/{room}/write/{kind}/{query}")
        expect(self.ready_note).to_be_attached()
        return self

    @property
    def ready_note(self) -> Locator:
        return self.page.locator('care-note[data-ready="yes"]')

    def question(self, link_id: str) -> Locator:
        return self.page.locator(f'care-note [data-question="{link_id}"]')

    def pick(self, link_id: str, label: str) -> None:
        choice = self.question(link_id).locator(".pick").filter(has_text=label)
        choice.locator("input").check()

    def answer(self, link_id: str, text: str) -> None:
        self.question(link_id).locator("[data-answer], [data-line]").last.fill(text)

    def visit_of(self, minutes: int) -> None:
        """The visit began so many minutes ago, and ends now."""
        begun = self.page.evaluate(
            "(minutes) => new Date(Date.now() - minutes * 60000 + 9 * 3600000)"
            ".toISOString().slice(0, 16)", minutes,
        )  # fmt: skip
        self.answer("started_at", begun)

    def send_note(self) -> None:
        self.page.locator(".note-bottom").get_by_role("button", name="送信").click()

    def vital(self, code: str) -> Locator:
        return self.page.locator(f'care-note .vital[data-vital="{code}"]')

    def measure(self, code: str, value: str) -> None:
        self.vital(code).locator("[data-vital-value]").fill(value)

    def post(self, room: str, text: str, purpose: str = "report", to: str = "") -> dict[str, Any]:
        """Posts through the page's own session, past its composer."""
        addressee = {"kind": "role" if to else "team", "id": to, "reply_by": None}
        now = self.page.evaluate("new Date().toISOString()")
        body = {
            "id": str(uuid7()), "kind": "note", "purpose": purpose, "text": text, "soap": None,
            "vitals": [], "soft_confirmed": False, "to": [addressee], "mentions": [],
            "in_reply_to": None, "captured_at": now, "device": str(uuid7()), "counter": 1,
        }  # fmt: skip
        status, answer = self.page.evaluate(POST, {"room": room, "body": body})
        assert status == 201, answer
        return dict(answer["entry"])

    def read_all(self, room: str) -> None:
        """As if this person had read everything before the test begins."""
        if self.page.url == "about:blank":
            self.goto("/me/")
        self.page.evaluate(READ, {"room": room})

    def resize(self, size: tuple[int, int]) -> None:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.wait_for_timeout(50)

    def overflow(self) -> int:
        """How many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def new_context(browser: Browser, size: tuple[int, int], **options: Any) -> BrowserContext:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="ja-JP", timezone_id="Asia/Tokyo",
        **options,
    )  # fmt: skip
    context.set_default_timeout(PATIENCE)
    return context
