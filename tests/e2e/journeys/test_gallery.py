"""Pictures of a patient: by wound, as they arrive, films, and how gallery and viewer fit."""

import base64
import re

import pytest
from playwright.sync_api import expect

from sharing.uuid7 import uuid7
from tests.e2e.journeys.conftest import Opener
from tests.e2e.journeys.filing import (
    ALL_KINDS,
    PATIENCE,
    PATIENT,
    expect_shown,
    photo,
    pieces,
    sent,
    show_all_kinds,
    spoken_of,
    tiles,
    viewer,
)
from tests.e2e.journeys.test_accessibility import SMALL, TOO_WIDE
from tests.e2e.journeys.test_charts import fill
from tests.e2e.looking import a_share_and_all, faults
from tests.e2e.window import LANDSCAPE, PHONE, PORTRAIT, Window

pytestmark = pytest.mark.browser

TOUCHED = ".viewer :is(.button, .icon-button, .choice), .filter-chip, .attachment-tile"
RETRACT = """async ({room, entry, id}) => {
  const token = document.querySelector('meta[name="csrf-token"]').content;
  const answer = await fetch(`/rooms/${room}/entries/${entry}/retraction`, {method: "POST",
    body: JSON.stringify({id, reason: "wrong-patient", text: ""}),
    headers: {"Content-Type": "application/json", "X-CSRFToken": token}});
  return answer.status;
}"""
RECORD = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), {width: 320, height: 240});
  const drawing = canvas.getContext("2d");
  let count = 0;
  const draw = setInterval(() => {
    drawing.fillStyle = `hsl(${count * 9} 70% 60%)`;
    drawing.fillRect(0, 0, 320, 240);
    drawing.fillStyle = "black";
    drawing.font = "120px sans-serif";
    drawing.fillText(String(count++), 90, 160);
  }, 40);
  const recorder = new MediaRecorder(canvas.captureStream(25), {mimeType: "video/mp4"});
  const parts = [];
  recorder.ondataavailable = ({data}) => parts.push(data);
  recorder.start();
  await new Promise((done) => setTimeout(done, 4000));
  const stopped = new Promise((done) => { recorder.onstop = done; });
  recorder.stop();
  await stopped;
  clearInterval(draw);
  const reader = new FileReader();
  const read = new Promise((done) => { reader.onload = done; });
  reader.readAsDataURL(new Blob(parts));
  await read;
  return reader.result.split(",")[1];
}"""


@pytest.fixture
def room(nurse: Window) -> str:
    found = nurse.room(PATIENT)
    show_all_kinds(nurse, found)
    return found


def test_a_wound_is_compared_from_first_to_last_in_one_tap(physician: Window, room: str) -> None:
    physician.open_room(room)
    fill(physician, room)
    physician.goto(f"/patients/{room}/wounds/")
    pictures = physician.page.locator(".wound-pictures [data-attachment]")
    expect(pictures).to_have_count(3)
    physician.page.get_by_role("button", name="最初と最後を並べて見る").click()
    captions = viewer(physician).locator(".pane-caption")
    expect(captions.first).to_contain_text("処置前")
    expect(captions.last).to_contain_text("壊死組織が減りました")
    physician.page.keyboard.press("Escape")
    expect(physician.page.get_by_role("button", name="最初と最後を並べて見る")).to_be_focused()


def test_a_film_is_sought_without_all_of_it_being_fetched(physician: Window, room: str) -> None:
    physician.open_room(room)
    recorded = physician.page.evaluate(RECORD)
    film = sent(physician, room, base64.b64decode(recorded), "歩行.mp4")
    spoken_of(physician, room, "歩行の様子です。", {"id": film, "caption": "居間を往復"})
    tile = tiles(physician, "歩行の様子です。", 1).first
    expect(tile.locator(".attachment-badge")).to_have_text(re.compile("^0:0[345]$"))
    answers: list[int] = []
    physician.page.on(
        "response",
        lambda answer: answers.append(answer.status) if film in answer.url else None,
    )
    tile.click()
    video = viewer(physician).locator("video")
    physician.page.wait_for_function("() => document.querySelector('.pane-film').readyState >= 1")
    video.evaluate("(one) => { one.currentTime = 2.5; }")
    physician.page.wait_for_function(
        "() => { const one = document.querySelector('.pane-film'); "
        "return !one.seeking && Math.abs(one.currentTime - 2.5) < 0.2 && one.readyState >= 2; }",
        timeout=PATIENCE,
    )
    assert 206 in answers
    physician.page.keyboard.press("Escape")
    expect(video).to_have_count(0)


def test_what_arrives_is_seen_by_the_others_without_asking(
    nurse: Window, physician: Window, room: str
) -> None:
    nurse.open_room(room)
    physician.open_room(room)
    legs = photo("legs", 0)
    half = pieces(nurse, room, str(uuid7()), legs, "photo.jpg", 0, len(legs) // 2)
    spoken_of(nurse, room, "両下肢の浮腫です。", {"id": half, "caption": "朝8時"})
    theirs = physician.entry("両下肢の浮腫です。").locator(".attachment")
    expect(theirs).to_contain_text("端末から送信中")
    expect(theirs.locator("progress")).to_be_visible()
    nurse.page.evaluate(
        "(id) => document.dispatchEvent(new CustomEvent('upload-progress', "
        "{detail: {id, received: 0.8, state: 'receiving'}}))", half,
    )  # fmt: skip
    mine = nurse.entry("両下肢の浮腫です。").locator(".attachment")
    expect(mine).to_contain_text("80%")
    size = theirs.locator(".attachment-tile").bounding_box()
    pieces(nurse, room, half, legs, "photo.jpg", len(legs) // 2, len(legs))
    expect(theirs.locator("img")).to_be_visible(timeout=PATIENCE)
    assert theirs.locator(".attachment-tile").bounding_box() == size, "nothing jumps"
    expect(theirs).not_to_contain_text("送信中")


def test_what_is_taken_back_is_gone_from_an_open_viewer(nurse: Window, physician: Window) -> None:
    room = nurse.room("石川 ヨシ")
    nurse.open_room(room)
    physician.open_room(room)
    wrong = sent(nurse, room, photo("legs", 0))
    entry = spoken_of(nurse, room, "別の方の写真でした。", {"id": wrong})
    tiles(physician, "別の方の写真でした。", 1).first.click()
    expect_shown(physician)
    nurse.page.evaluate(RETRACT, {"room": room, "entry": entry, "id": str(uuid7())})
    expect(viewer(physician)).to_be_hidden()
    expect(physician.page.locator(f'[data-attachment="{wrong}"]')).to_have_count(0)


def test_the_timeline_can_show_only_what_has_photos_or_files(physician: Window, room: str) -> None:
    physician.open_room(room)
    physician.post(room, "写真のない報告です。")
    expect(physician.entry("写真のない報告です。")).to_be_attached()
    physician.page.get_by_role("checkbox", name="写真・ファイル").check()
    expect(physician.entry("写真のない報告です。")).to_have_count(0)
    expect(physician.entry(ALL_KINDS)).to_be_attached()


SIZES = {"tablet": LANDSCAPE, "upright": PORTRAIT, "phone": PHONE, "at 200 %": (512, 384)}


@a_share_and_all
@pytest.mark.parametrize("size", SIZES)
def test_gallery_and_viewer_fit_and_are_read_aloud(
    opened: Opener, room: str, size: str, whole: bool
) -> None:
    window = opened("田中 誠一", SIZES[size], has_touch=True, reduced_motion="reduce")
    seen: dict[str, list[str]] = {}

    def look(name: str) -> None:
        turn = len(seen) + list(SIZES).index(size)  # each in either theme, at two sizes each
        seen[name] = looked_at(window, turn, whole=whole)

    window.goto(f"/patients/{room}/pictures/")
    look("gallery")
    window.page.locator("[data-attachment]").filter(has=window.page.locator("img")).last.click()
    expect_shown(window)
    look("viewer")
    viewer(window).get_by_role("button", name="並べて見る").click()
    expect(viewer(window).locator(".viewer-pick").first).to_be_visible()
    look("choice")
    viewer(window).locator(".viewer-pick").first.click()
    expect_shown(window, 1)
    look("two")
    assert {name: found for name, found in seen.items() if found} == {}


def looked_at(window: Window, turn: int, *, whole: bool) -> list[str]:
    wide = window.page.evaluate(TOO_WIDE) if window.overflow() > 0 else []
    grave = faults(window, turn, whole=whole)
    return [*grave, *window.page.evaluate(SMALL, TOUCHED), *wide]
