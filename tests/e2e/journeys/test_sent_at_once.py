"""Who presses 送信 right after choosing photos loses none, however slowly they are drawn."""

import pytest
from playwright.sync_api import FilePayload, expect

from tests.e2e.journeys.conftest import Opener
from tests.e2e.journeys.test_photo import PATIENCE, PATIENT, loaded, noise
from tests.e2e.window import PORTRAIT

pytestmark = pytest.mark.browser

# A decoder that needs so long for each picture, and one that never answers.
DRAWS_SLOWLY = """const draw = globalThis.createImageBitmap;
globalThis.createImageBitmap = async (...given) => {
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  return draw(...given);
};"""
NEVER_DRAWS = "globalThis.createImageBitmap = () => new Promise(() => {});"


@pytest.mark.parametrize("decoder", [DRAWS_SLOWLY, NEVER_DRAWS], ids=["slow", "silent"])
def test_photos_go_with_their_entry_before_their_small_pictures_are_drawn(
    opened: Opener, decoder: str
) -> None:
    nurse = opened("佐藤 美咲", PORTRAIT)
    room = nurse.room(PATIENT)
    nurse.page.add_init_script(decoder)
    nurse.open_room(room)
    text = f"選んですぐに送った写真です。{len(decoder)}"
    nurse.compose(text)
    photos: list[FilePayload] = [
        {"name": f"IMG_{one}.jpg", "mimeType": "image/jpeg", "buffer": noise(400)} for one in "12"
    ]
    nurse.page.locator(".composer-form .files-chooser").set_input_files(photos)
    nurse.send()
    mine = nurse.entry(text)
    expect(mine.locator(".entry-state")).to_have_text("サーバーに到着")
    for place in range(2):
        loaded(mine.locator(".attachment-image").nth(place), PATIENCE)
    expect(nurse.page.locator(".composer-form .file-row")).to_have_count(0)
