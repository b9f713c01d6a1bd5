"""Pictures: upright, in true colours, of eight bits, and silent about where they were taken."""

import io
import json
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image, ImageOps

from messaging.attachments.signature import Format
from messaging.attachments.verdict import Facts
from messaging.vocabulary import AttachmentKind
from tests import servers
from tests.messaging.attachments import heif, pictures
from tests.messaging.attachments.files import painted, taken

TOKYO = ZoneInfo("Asia/Tokyo")
needs_exiftool = pytest.mark.skipif(
    servers.tool("exiftool") is None, reason="exiftool is not installed"
)
MAKERS: dict[str, Callable[[], bytes]] = {
    "jpeg": lambda: pictures.jpeg(comment=b"H. Yamada"),
    "png": pictures.png,
    "webp": pictures.webp,
    "heic": lambda: heif.file(
        64, 32, corner, exif=b"Exif\0\0" + pictures.exif().tobytes()[6:], xmp=pictures.XMP
    ),
}
# What is about the file itself, and what a picture cannot do without.
PLAIN = {"SourceFile", "ExifTool", "System", "File", "JFIF", "Composite", "PNG"}


def corner(x: int, y: int) -> tuple[int, int, int]:
    return pictures.CORNERS[(2 if y else 0) + (1 if x >= 2 else 0)]


def told(content: bytes, folder: Path) -> dict[str, object]:
    """Everything exiftool finds, by group and name."""
    place = folder / "file"
    place.write_bytes(content)
    command = ["exiftool", "-ee", "-a", "-u", "-G1", "-j", str(place)]
    done = subprocess.run(command, capture_output=True, check=True)
    (found,) = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def places(found: dict[str, object]) -> list[str]:
    return [name for name, value in found.items() if "GPS" in name or "139" in str(value)]


@needs_exiftool
@pytest.mark.parametrize("format", MAKERS)
def test_the_place_goes_in_and_does_not_come_out(format: str, tmp_path: Path) -> None:
    given = MAKERS[format]()
    assert places(told(given, tmp_path))
    _facts, made = taken(given)
    assert set(made) == {"original", "preview", "thumbnail"}
    for rendition in made.values():
        found = told(rendition, tmp_path)
        assert not places(found)
        assert {name.partition(":")[0] for name in found} <= PLAIN
        assert b"Yamada" not in rendition


@pytest.mark.parametrize("format", ["jpeg", "png", "webp"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(format: str, orientation: int) -> None:
    lying = turned(pictures.corners(), orientation)
    makers = {
        "jpeg": lambda: pictures.jpeg(lying, orientation),
        "png": lambda: pictures.png(lying, orientation),
        "webp": lambda: pictures.webp([lying], orientation),
    }
    facts, made = painted(Format(format), makers[format]())
    assert (facts["width"], facts["height"]) == (64, 32)
    assert set(made) == {"original", "preview", "thumbnail"}
    for rendition in made.values():
        assert pictures.seen(rendition) == ((64, 32), list(pictures.CORNERS))


def turned(image: Image.Image, orientation: int) -> Image.Image:
    """As the sensor saw it: applying the orientation gives the picture back."""
    back = {6: 8, 8: 6}.get(orientation, orientation)
    image.getexif()[0x0112] = back
    upright = ImageOps.exif_transpose(image)
    upright.info.clear()
    return Image.frombytes("RGB", upright.size, upright.tobytes())


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("mirror", [False, True])
def test_a_heic_picture_is_turned_once_as_it_says_itself(turn: int, mirror: bool) -> None:
    """Its EXIF orientation repeats what its boxes say, and must not turn it again."""
    data = b"Exif\0\0" + pictures.exif(orientation=6).tobytes()[6:]
    given = heif.file(64, 32, corner, turn=turn, mirror=mirror, exif=data)
    _facts, made = painted(Format.HEIF, given)
    expected = Image.new("RGB", (2, 2))
    for at, colour in enumerate(pictures.CORNERS):
        expected.putpixel((at % 2, at // 2), colour)
    expected = expected.rotate(turn * 90)
    expected = ImageOps.mirror(expected) if mirror else expected
    size = (32, 64) if turn % 2 else (64, 32)
    colours = [expected.getpixel((at % 2, at // 2)) for at in range(4)]
    assert pictures.seen(made["original"]) == (size, colours)
    assert made["original"].startswith(b"\xff\xd8\xff")


def test_a_photograph_says_when_it_was_taken() -> None:
    here, _made = taken(pictures.jpeg())
    assert here.taken_at == datetime(2026, 4, 1, 9, 30, tzinfo=TOKYO)
    abroad, _made = taken(pictures.jpeg(offset="-05:00"))
    assert abroad.taken_at == datetime.fromisoformat("2026-04-01T09:30:00-05:00")
    odd, _made = taken(pictures.jpeg(offset="zone"))
    assert odd.taken_at == here.taken_at


def test_facts_are_stored_and_read_again() -> None:
    facts, _made = taken(pictures.jpeg())
    assert Facts.load(json.loads(json.dumps(facts.dump()))) == facts
    text = Facts(AttachmentKind.TEXT, "text/plain")
    assert Facts.load(text.dump()) == text


def test_colours_are_those_the_camera_saw() -> None:
    """A profile in which red and green are exchanged turns a red wound red again."""
    paper = io.BytesIO()
    Image.new("RGB", (32, 32), (30, 200, 60)).save(
        paper, "JPEG", quality=95, icc_profile=pictures.swapped_profile()
    )
    _facts, made = taken(paper.getvalue())
    image = Image.open(io.BytesIO(made["original"]))
    red, green, blue = pixel(image)
    assert abs(red - 200) < 12
    assert abs(green - 30) < 12
    assert abs(blue - 60) < 12
    assert "icc_profile" not in image.info


def pixel(image: Image.Image) -> tuple[int, ...]:
    found = image.convert("RGB").getpixel((5, 5))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize(
    ("mode", "colour", "seen"),
    [
        ("RGBA", (200, 0, 0, 0), (255, 255, 255)),
        ("RGBA", (200, 0, 0, 128), (227, 127, 127)),
        ("LA", (0, 0), (255, 255, 255)),
        ("L", 77, (77, 77, 77)),
        ("I;16", 77 * 256, (77, 77, 77)),
        ("1", 1, (255, 255, 255)),
        ("P", 0, (0, 0, 0)),
    ],
)
def test_a_png_of_any_kind_becomes_plain(
    mode: str, colour: int | tuple[int, ...], seen: tuple[int, ...]
) -> None:
    given = pictures.other("PNG", Image.new(mode, (32, 32), colour))
    facts, made = painted(Format.PNG, given)
    assert facts["media_type"] == "image/png"
    assert len(made) == 3
    for rendition in made.values():
        assert all(abs(a - b) < 3 for a, b in zip(shown(rendition), seen, strict=True))


def shown(content: bytes) -> tuple[int, ...]:
    return pixel(Image.open(io.BytesIO(content)))


def test_inks_become_light() -> None:
    facts, made = taken(pictures.other("JPEG", Image.new("CMYK", (32, 32), (0, 255, 255, 0))))
    assert facts.media_type == "image/jpeg"
    assert shown(made["original"])[0] > 200 > 60 > shown(made["original"])[1]


def test_a_broken_exif_block_costs_only_itself() -> None:
    whole = pictures.jpeg()
    at = whole.index(b"Exif\0\0") + 6
    facts, _made = taken(whole[:at] + b"\xff" * 40 + whole[at + 40 :])
    assert (facts.width, facts.taken_at) == (64, None)


def test_smaller_pictures_keep_their_shape() -> None:
    facts, made = taken(pictures.jpeg(pictures.corners(4000, 1000)))
    assert (facts.width, facts.height) == (4000, 1000)
    assert pictures.seen(made["preview"])[0] == (1600, 400)
    assert pictures.seen(made["thumbnail"])[0] == (320, 80)
    line, made = taken(pictures.other("PNG", Image.new("RGB", (30_000, 1))))
    assert (line.width, pictures_size(made["thumbnail"])) == (30_000, (320, 1))


def pictures_size(content: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(content)).size
