"""Pictures of the stories: drawn here, since no photograph of a real person belongs into a demo."""

import io
import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PIL import Image, ImageDraw, ImageFilter

from patients.visit_time import JAPAN

WIDTH, HEIGHT = 1200, 900
CENTIMETRE = 90  # pixels
SKIN, SHADE = (226, 182, 156), (196, 142, 116)
TAKEN_AT, OFFSET = 0x9003, 0x9011  # EXIF: DateTimeOriginal and its zone
EXIF = 0x8769
Drawing = Callable[[], Image.Image]


@dataclass(frozen=True, kw_only=True)
class Pictured:
    """A picture that goes with an entry: which drawing, and what is said of it."""

    drawing: str
    caption: str = ""
    wound: str = ""
    site: str = ""


def photograph(drawing: str, taken_at: datetime) -> bytes:
    """A JPEG as a tablet makes it, with the time in its metadata."""
    exif = Image.Exif()
    details = exif.get_ifd(EXIF)
    details[TAKEN_AT] = f"{taken_at.astimezone(JAPAN):%Y:%m:%d %H:%M:%S}"
    details[OFFSET] = "+09:00"
    with io.BytesIO() as file:
        DRAWINGS[drawing]().save(file, "JPEG", quality=90, exif=exif)
        return file.getvalue()


def wound(length: float, width: float, redness: int, slough: int) -> Image.Image:
    """A sore of so many centimetres on skin, with a ruler; redness and slough from 0 to 10."""
    picture = _skin()
    centre = (WIDTH // 2, HEIGHT // 2 - 45)
    rx, ry = length * CENTIMETRE / 2, width * CENTIMETRE / 2
    halo = 19 * redness
    _blots(picture, [(*centre, rx + halo, ry + halo)], (205, 108, 96), 34)
    _blots(picture, [(*centre, rx + 10, ry + 10)], (168, 72, 70), 8)
    _blots(picture, [(*centre, rx, ry)], (148, 34, 40), 4)
    chance = random.Random(f"{length}x{width}")  # noqa: S311 - a drawing, no secret
    spots = [
        (chance.uniform(-0.6, 0.6), chance.uniform(-0.6, 0.6), chance.uniform(0.12, 0.3))
        for _number in range(slough * 3)
    ]
    yellow = [
        (centre[0] + x * rx, centre[1] + y * ry, rx * size, ry * size) for x, y, size in spots
    ]
    _blots(picture, yellow, (214, 188, 112), 6)
    _ruler(picture)
    return _grained(picture)


def legs(swelling: int) -> Image.Image:
    """Two lower legs from the front; with swelling the ankles are gone."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), (198, 206, 214))
    draw = ImageDraw.Draw(picture)
    for left in (310, 670):
        ankle = 52 - 5 * swelling
        right = left + 220
        outline = [
            (left, 0), (right, 0), (right, 310), (right - ankle, 675), (right + 22, 830),
            (left - 22, 830), (left + ankle, 675), (left, 310),
        ]  # fmt: skip
        draw.polygon(outline, fill=SKIN)
        draw.rectangle([left + ankle - 4, 525, right + 4 - ankle, 540], fill=(186, 126, 104))
    return _grained(picture.filter(ImageFilter.GaussianBlur(7)))


def _skin() -> Image.Image:
    light = Image.radial_gradient("L").resize((WIDTH, HEIGHT))
    return Image.composite(
        Image.new("RGB", (WIDTH, HEIGHT), SHADE), Image.new("RGB", (WIDTH, HEIGHT), SKIN), light
    )


def _blots(
    picture: Image.Image,
    ellipses: Iterable[tuple[float, float, float, float]],
    colour: tuple[int, int, int],
    softness: int,
) -> None:
    """Each by its centre and its two radii."""
    mask = Image.new("L", picture.size, 0)
    draw = ImageDraw.Draw(mask)
    for x, y, rx, ry in ellipses:
        draw.ellipse([x - rx, y - ry, x + rx, y + ry], fill=235)
    picture.paste(colour, mask=mask.filter(ImageFilter.GaussianBlur(softness)))


def _ruler(picture: Image.Image) -> None:
    draw = ImageDraw.Draw(picture)
    top, left = HEIGHT - 142, (WIDTH - 10 * CENTIMETRE) // 2
    draw.rectangle([left - 22, top, left + 10 * CENTIMETRE + 22, top + 98], fill=(250, 250, 245))
    for tick in range(101):
        x = left + tick * CENTIMETRE // 10
        long = 46 if tick % 10 == 0 else 33 if tick % 5 == 0 else 20
        draw.line([(x, top), (x, top + long)], fill=(30, 30, 30), width=2)
    for number in range(11):
        where = (left + number * CENTIMETRE, top + 72)
        draw.text(where, str(number), (30, 30, 30), anchor="mm", font_size=26)


def _grained(picture: Image.Image) -> Image.Image:
    """The noise of a small camera: an even surface would look like plastic."""
    noise = Image.effect_noise(picture.size, 22).convert("RGB")
    return Image.blend(picture, noise, 0.05)


DRAWINGS: Mapping[str, Drawing] = {
    "sacrum-1": partial(wound, 5.6, 4.4, 3, 6),
    "sacrum-2": partial(wound, 5.2, 4.0, 4, 4),
    "sacrum-3": partial(wound, 4.6, 3.6, 1, 2),
    "legs": partial(legs, 8),
}
