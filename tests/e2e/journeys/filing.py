"""Files sent through a page's own session, past its composer, for the tests that look at them."""

import base64
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw
from playwright.sync_api import Locator, expect

from config.demo.pictures import photograph
from sharing.uuid7 import uuid7
from tests.e2e.window import POST, Window

SEND = """async ({room, id, name, data, start, end}) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const token = document.querySelector('meta[name="csrf-token"]').content;
  const headers = {"Tus-Resumable": "1.0.0", "X-CSRFToken": token};
  const text = (value) => btoa(String.fromCharCode(...new TextEncoder().encode(value)));
  const told = `id ${text(id)},filename ${text(name)}`;
  let answer = await fetch(`/rooms/${room}/uploads`, {method: "POST",
    headers: {...headers, "Upload-Length": String(bytes.length), "Upload-Metadata": told}});
  const part = 256 * 1024;
  for (let at = start; at < end && answer.ok; at += part) {
    answer = await fetch(`/rooms/${room}/uploads/${id}`, {method: "PATCH",
      body: bytes.slice(at, Math.min(end, at + part)),
      headers: {...headers, "Content-Type": "application/offset+octet-stream",
        "Upload-Offset": String(at)}});
  }
  return answer.status;
}"""
PATIENT = "遠藤 清"
ALL_KINDS = "写真と紹介状です。"
SAID = ("処置前。スケールあり", "発赤が広がっています", "壊死組織が減りました")
MEMO = "滲出液は中等量。\n疼痛なし。"
SORE = {"wound": "1", "site": "sacrum"}
PATIENCE = 40_000  # what is looked through waits for its turn


def sent(window: Window, room: str, data: bytes, name: str = "photo.jpg") -> str:
    """One whole file on its way; returns its id."""
    return pieces(window, room, str(uuid7()), data, name, 0, len(data))


def pieces(
    window: Window, room: str, file: str, data: bytes, name: str, start: int, end: int
) -> str:
    """What lies in a part of it, as a device sends that goes on where it stopped."""
    told = {"room": room, "id": file, "name": name, "start": start, "end": end}
    encoded = base64.b64encode(data).decode()
    assert window.page.evaluate(SEND, {**told, "data": encoded}) in (201, 204)
    return file


def photo(drawing: str, days: int) -> bytes:
    return photograph(drawing, datetime.now(UTC) - timedelta(days=days))


def document(pages: int) -> bytes:
    """A PDF whose pages say their numbers."""
    made = pypdfium2.PdfDocument.new()
    for number in range(1, pages + 1):
        drawn = Image.new("RGB", (600, 840), "white")
        ImageDraw.Draw(drawn).text((300, 420), str(number), "black", anchor="mm", font_size=300)
        with io.BytesIO() as jpeg:
            drawn.save(jpeg, "JPEG")
            image = pypdfium2.PdfImage.new(made)
            image.load_jpeg(io.BytesIO(jpeg.getvalue()), inline=True)
        image.set_matrix(pypdfium2.PdfMatrix().scale(600, 840))
        page = made.new_page(600, 840)
        page.insert_obj(image)
        page.gen_content()
    with io.BytesIO() as file:
        made.save(file)
        return file.getvalue()


def spoken_of(window: Window, room: str, text: str, *files: dict[str, str]) -> str:
    """An entry that shows these files; returns its id."""
    now = datetime.now(UTC).isoformat()
    body: dict[str, Any] = {
        "id": str(uuid7()), "kind": "note", "purpose": "report", "text": text, "to": [],
        "mentions": [], "captured_at": now, "attachments": list(files),
    }  # fmt: skip
    status, answer = window.page.evaluate(POST, {"room": room, "body": body})
    assert status == 201, answer
    return str(body["id"])


def tiles(window: Window, text: str, count: int) -> Locator:
    """The files of an entry, once all of them can be opened."""
    entry = window.entry(text)
    expect(entry.locator("[data-attachment]")).to_have_count(count, timeout=PATIENCE)
    return entry.locator("[data-attachment]")


def viewer(window: Window) -> Locator:
    return window.page.locator("dialog.viewer")


def image(window: Window, pane: int = 0) -> Locator:
    return viewer(window).locator(".pane").nth(pane).locator(".pane-image")


def expect_shown(window: Window, pane: int = 0) -> None:
    """Drawn, not only asked for."""
    window.page.wait_for_function(
        "(pane) => document.querySelectorAll('.pane-image')[pane]?.naturalWidth > 0", arg=pane
    )


def corner(place: Locator) -> tuple[int, int]:
    """Where it begins, in pixels."""
    box = place.bounding_box()
    assert box
    return round(box["x"]), round(box["y"])


def show_all_kinds(window: Window, room: str) -> None:
    """Three photos of one wound on different days, a letter and a memo, in one entry."""
    window.open_room(room)
    expect(window.entries.first).to_be_attached()
    if window.entry(ALL_KINDS).count():
        return
    days = ((1, 14), (2, 7), (3, 0))
    photos = [sent(window, room, photo(f"sacrum-{number}", ago)) for number, ago in days]
    letter = sent(window, room, document(3), "紹介状.pdf")
    memo = sent(window, room, MEMO.encode(), "観察.txt")
    shown = [{"id": one, "caption": text, **SORE} for one, text in zip(photos, SAID, strict=True)]
    spoken_of(window, room, ALL_KINDS, *shown, {"id": letter}, {"id": memo})
    tiles(window, ALL_KINDS, 5)
