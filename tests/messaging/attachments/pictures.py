"""Draws pictures that say which way up they are, and that tell where they were taken."""

import io
import struct
import zlib
from collections.abc import Sequence

from PIL import ExifTags, Image, ImageCms, PngImagePlugin

RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 180, 60), (40, 50, 220), (230, 220, 40)
CORNERS = (RED, GREEN, BLUE, YELLOW)
PLACE = (35.0, 40.0, 52.0)
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    b'xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="35,40.872N" '
    b'exif:GPSLongitude="139,46.026E"/></rdf:RDF></x:xmpmeta>'
)
SCRIPT = b"<script>document.title='ran'</script>"


def corners(width: int = 64, height: int = 32) -> Image.Image:
    """Red at the top left, green at the top right, blue and yellow below."""
    image = Image.new("RGB", (width, height))
    half = (width // 2, height // 2)
    for at, colour in enumerate(CORNERS):
        image.paste(colour, (at % 2 * half[0], at // 2 * half[1], width, height))
    return image


def seen(content: bytes) -> tuple[tuple[int, int], list[tuple[int, int, int]]]:
    """The size of a picture, and which of the four colours is in each of its corners."""
    image = Image.open(io.BytesIO(content)).convert("RGB")
    width, height = image.size
    places = [(2, 2), (width - 3, 2), (2, height - 3), (width - 3, height - 3)]
    return image.size, [_nearest(image.getpixel(place)) for place in places]


def _nearest(colour: object) -> tuple[int, int, int]:
    assert isinstance(colour, tuple)
    return min(
        CORNERS, key=lambda known: sum(abs(a - b) for a, b in zip(known, colour, strict=True))
    )


def exif(orientation: int = 1, offset: str = "") -> Image.Exif:
    """What a camera writes, the place among it."""
    told = Image.Exif()
    told[ExifTags.Base.Orientation] = orientation
    told[ExifTags.Base.Make] = "Telephone"
    told[ExifTags.Base.ImageDescription] = "H. Yamada, heel"
    shot = told.get_ifd(ExifTags.IFD.Exif)
    shot[ExifTags.Base.DateTimeOriginal] = "2026:04:01 09:30:00"
    if offset:
        shot[ExifTags.Base.OffsetTimeOriginal] = offset
    place = told.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", PLACE
    place[ExifTags.GPS.GPSLongitudeRef], place[ExifTags.GPS.GPSLongitude] = "E", (139.0, 46.0, 1.0)
    return told


def jpeg(
    image: Image.Image | None = None,
    orientation: int = 1,
    *,
    comment: bytes = b"",
    offset: str = "",
) -> bytes:
    paper = io.BytesIO()
    (image or corners()).save(
        paper, "JPEG", quality=95, subsampling=0, exif=exif(orientation, offset), xmp=XMP,
        comment=comment,
    )  # fmt: skip
    return paper.getvalue()


def png(image: Image.Image | None = None, orientation: int = 1) -> bytes:
    paper, told = io.BytesIO(), PngImagePlugin.PngInfo()
    told.add_itxt("XML:com.adobe.xmp", XMP.decode())
    told.add_text("Comment", "H. Yamada, heel")
    (image or corners()).save(paper, "PNG", exif=exif(orientation), pnginfo=told)
    return paper.getvalue()


def webp(frames: Sequence[Image.Image] = (), orientation: int = 1) -> bytes:
    paper = io.BytesIO()
    first, *others = frames or [corners()]
    first.save(
        paper, "WEBP", exif=exif(orientation), xmp=XMP, quality=95, save_all=bool(others),
        append_images=others,
    )  # fmt: skip
    return paper.getvalue()


def other(format: str, image: Image.Image | None = None) -> bytes:
    paper = io.BytesIO()
    (image or corners()).save(paper, format)
    return paper.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def chunked(width: int, height: int, *before: bytes, rows: bytes = b"") -> bytes:
    """A PNG written by hand: colours of eight bits, and chunks of one's own before its rows."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(rows or bytes((width * 3 + 1) * min(height, 100)), 9))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(before) + data + chunk(b"IEND", b"")


def swapped_profile() -> bytes:
    """The colours of sRGB with red and green exchanged, under another name."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    named = profile.replace("sRGB".encode("utf-16-be"), "tRGB".encode("utf-16-be"))
    return named.replace(b"rXYZ", b"xXYZ").replace(b"gXYZ", b"rXYZ").replace(b"xXYZ", b"gXYZ")
