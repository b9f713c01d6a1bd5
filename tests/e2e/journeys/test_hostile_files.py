"""Every hostile file goes the whole way in, and is then opened in Chromium as badly as can be."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
import pytest
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Dialog, Error, Page, Route

from messaging.attachments.verdict import Refusal
from messaging.labels import REFUSAL_LABELS
from messaging.vocabulary import AttachmentKind
from tests.e2e.site import Site
from tests.e2e.window import DESKTOP, Window, new_context
from tests.faults.sender import Json, Sender, posted
from tests.faults.watching import Sampled, sampling
from tests.load.plan import Room
from tests.messaging.attachments import pictures
from tests.messaging.attachments.hostile import HOSTILE, SCRIPT, Hostile

pytestmark = pytest.mark.browser
MOST_MEMORY = 500_000_000
PATIENCE = 240.0
AT_ONCE = 20  # files of one entry
RENDITIONS = ("original", "preview", "thumbnail", "page-1")
SHOWN_AS = {
    "image/jpeg",
    "image/png",
    "application/pdf",
    "video/mp4",
    "video/quicktime",
    "text/plain",
}
MAY_BE_INLINE = ("image/", "video/")
# A page of our own host that tries everything and is itself forbidden nothing.
WORST = "/worst-page/"
ALONE = ('<iframe src="{0}"></iframe>', '<img src="{0}">', '<script src="{0}"></script>')
EVERY = (
    *ALONE,
    '<object data="{0}"></object>',
    '<embed src="{0}">',
    '<video src="{0}"></video>',
    '<link rel="stylesheet" href="{0}">',
)


@dataclass
class Sent:
    """A file of the table on the server, and what became of it."""

    hostile: Hostile
    sender: Sender
    shown: Json = field(default_factory=dict)
    scripts: int = 0
    outside: int = 0

    @property
    def verdict(self) -> Refusal | AttachmentKind | str:
        if self.is_taken:
            return AttachmentKind(self.shown["kind"])
        with translation.override("ja"):
            reasons = {str(label): refusal for refusal, label in REFUSAL_LABELS.items()}
        return reasons.get(self.shown["reason"], f"? {self.shown['state']} {self.shown['reason']}")

    def places(self) -> list[str]:
        """What is refused has one address that leads nowhere."""
        here = f"/rooms/{self.sender.room.id}/attachments/{self.sender.id}/"
        return [here + one for one in (RENDITIONS if self.is_taken else RENDITIONS[:1])]

    @property
    def is_taken(self) -> bool:
        return bool(self.shown["state"] == "clean")


@dataclass
class Watch:
    """What a context does besides what it was told to."""

    host: str
    outside: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self._asked(request.url))
        context.on("dialog", self._spoken_to)
        context.on("weberror", lambda error: self.said.append(f"error: {error.error}"))
        context.route(lambda url: self._is_outside(url), lambda route: route.abort())

    def _spoken_to(self, dialog: Dialog) -> None:
        self.said.append("a dialog")
        dialog.dismiss()

    def _asked(self, url: str) -> None:
        if self._is_outside(url):
            self.outside.append(url)

    def _is_outside(self, url: str) -> bool:
        address = urlsplit(url)
        return (
            address.scheme in ("http", "https", "ws", "wss", "ftp") and address.netloc != self.host
        )


@contextmanager
def device_of(window: Window) -> Iterator[httpx.Client]:
    """The person of a window, without the browser around."""
    token = window.page.locator('meta[name="csrf-token"]').get_attribute("content") or ""
    cookies = {one["name"]: one["value"] for one in window.page.context.cookies()}
    headers = {"X-CSRFToken": token, "Origin": window.base}
    with httpx.Client(base_url=window.base, cookies=cookies, headers=headers, timeout=30) as client:
        yield client


@dataclass
class Table:
    sent: Sequence[Sent]
    sampled: Sampled
    good: Json
    room: str


@pytest.fixture(scope="module")
def table(site: Site, browser: Browser) -> Table:
    """All of them sent, one after another, and a good photo at the end."""
    assert site.process is not None
    window = Window.open(browser, site.url, DESKTOP).step_in("佐藤 美咲")
    window.goto("/me/")
    room_id = window.room("遠藤 清")
    urls = {"post": f"/rooms/{room_id}/entries", "pull": f"/rooms/{room_id}/after/{{cursor}}"}
    room = Room(room_id, urls, ())
    with device_of(window) as device, sampling(site.process.pid) as sampled:
        sent = [Sent(one, _sent(device, room, one.make(), one.name)) for one in HOSTILE]
        good = _sent(device, room, pictures.png(), "よい写真.png")
        shown = _settled(device, room, [*(one.sender.id for one in sent), good.id])
    for one in sent:
        one.shown = shown[one.sender.id]
    window.page.context.close()
    return Table(sent, sampled, shown[good.id], room_id)


def _sent(device: httpx.Client, room: Room, data: bytes, name: str) -> Sender:
    sender = Sender(device, room, data, name=name.replace("\0", "%00"), part_size=1024 * 1024)
    sender.send()
    return sender


def _settled(device: httpx.Client, room: Room, files: Sequence[str]) -> Mapping[str, Json]:
    """As the entries show them once every one is clean or refused."""
    entries = []
    for start in range(0, len(files), AT_ONCE):
        attached = [{"id": one} for one in files[start : start + AT_ONCE]]
        entries.append(posted(device, room, "届いたファイルです。", attachments=attached)["cursor"])
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        page = device.get(room.pull(min(entries) - 1)).json()
        shown = {file["id"]: file for entry in page["entries"] for file in entry["attachments"]}
        if all(shown[one]["state"] in ("clean", "refused") for one in files):
            return shown
        time.sleep(0.5)
    raise TimeoutError("not every file was checked")


def test_every_hostile_file_has_its_verdict_and_the_worker_lives_on(table: Table) -> None:
    wrong = [
        (one.hostile.title, one.hostile.verdict, one.verdict)
        for one in table.sent
        if one.verdict != one.hostile.verdict
    ]
    print(f"\n{table.sampled}", flush=True)
    assert wrong == []
    assert table.good["state"] == "clean"
    assert table.sampled.samples > 100
    assert table.sampled.most < MOST_MEMORY
    assert 0 < table.sampled.most_of_a_child < MOST_MEMORY


@pytest.fixture(scope="module")
def reader(site: Site, browser: Browser) -> Iterator[Page]:
    """Another member of the team, signed in, with an ordinary window."""
    window = Window.open(browser, site.url, DESKTOP).step_in("田中 誠一")
    state = window.page.context.storage_state()
    window.page.context.close()
    context = new_context(browser, DESKTOP, storage_state=state, accept_downloads=False)
    yield context.new_page()
    context.close()


def test_every_rendition_is_served_so_that_nothing_in_it_can_act(
    site: Site, reader: Page, table: Table
) -> None:
    """What is refused is not there; what is taken says what it is, and may do nothing."""
    served = 0
    for one in table.sent:
        for place in one.places():
            answer = reader.context.request.get(site.url + place)
            if answer.status == 404:
                assert not (one.is_taken and place.endswith("original"))
                continue
            headers, served = answer.headers, served + 1
            assert answer.status == 200
            assert one.is_taken, one.hostile.title
            assert headers["content-type"].split(";")[0] in SHOWN_AS
            assert headers["x-content-type-options"] == "nosniff"
            policy = headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "sandbox" in policy.split("; ")
            assert "frame-ancestors 'none'" in policy
            assert headers["cross-origin-resource-policy"] == "same-origin"
            assert headers["cache-control"] == "no-store"
            inline = headers["content-type"].startswith(MAY_BE_INLINE)
            assert headers["content-disposition"].startswith("inline" if inline else "attachment")
    assert served > sum(one.is_taken for one in table.sent)


def test_no_hostile_file_runs_a_script_or_asks_another_host(
    site: Site, reader: Page, table: Table
) -> None:
    watch = Watch(urlsplit(site.url).netloc)
    watch.over(reader.context)
    for one in table.sent:
        said, outside = len(watch.said), len(watch.outside)
        one.scripts = sum(_opened(reader, site.url + place) for place in one.places())
        if one.is_taken:
            one.scripts += _embedded(reader, site.url, one.places())
        one.scripts += len(watch.said) - said
        one.outside = len(watch.outside) - outside
    # Refused ones have the same answer all; were it another, we should see it of all together.
    refused = [place for one in table.sent if not one.is_taken for place in one.places()]
    assert _embedded(reader, site.url, refused, "".join(ALONE)) == 0
    assert len(watch.outside) == sum(one.outside for one in table.sent)
    reader.context.unroute_all()
    _print(table.sent)
    assert len(table.sent) >= 30
    assert [one.hostile.title for one in table.sent if one.scripts or one.outside] == []


def _opened(page: Page, address: str) -> int:
    """In the tab itself; what is to be kept in a file ends the journey there."""
    with suppress(Error):
        page.goto(address, wait_until="load", timeout=5_000)
    return _ran(page)


def _embedded(page: Page, base: str, places: Sequence[str], ways: str = "".join(EVERY)) -> int:
    """By a page that has no policy of its own, in every way a page can take something in."""
    content = "<!DOCTYPE html>" + "".join(ways.format(place) for place in places)

    def answer(route: Route) -> None:
        route.fulfill(body=content, content_type="text/html; charset=utf-8")

    page.route(f"**{WORST}", answer)
    page.goto(base + WORST, wait_until="load")
    ran = _ran(page)
    page.unroute(f"**{WORST}")
    return ran


def _ran(page: Page) -> int:
    """In how many frames the script of the table was carried out: it changes the title."""
    ran = 0
    for frame in page.frames:
        with suppress(Error):
            ran += frame.title() == "ran"
    return ran


def _print(sent: Sequence[Sent]) -> None:
    print(f"\n{'file':44} {'expected':18} {'actual':18} scripts outside")
    for one in sent:
        print(
            f"{one.hostile.title:44} {one.hostile.verdict:18} {one.verdict:18}"
            f" {one.scripts:7} {one.outside:7}"
        )
    print(f"{len(sent)} files", flush=True)


def test_a_script_that_ran_would_have_been_seen(site: Site, reader: Page) -> None:
    """The control: the same page, served as nothing of ours is served."""
    watch = Watch(urlsplit(site.url).netloc)
    watch.over(reader.context)
    page = "<!DOCTYPE html><html><body>" + SCRIPT.decode()
    reader.route("**/control/", lambda route: route.fulfill(body=page, content_type="text/html"))
    assert _opened(reader, f"{site.url}/control/") == 1
    assert _embedded(reader, site.url, ["/control/"]) >= 1
    reader.wait_for_timeout(100)
    assert watch.outside
    reader.context.unroute_all()
