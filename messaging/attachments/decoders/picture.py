"""The decoder of pictures: a process of its own that paints a picture anew.

Memory decides the order of steps here: Pillow holds four bytes a pixel, 200 MB for the largest.
"""

import io
import sys
from collections.abc import Iterator
from functools import partial

import pi_heif
from PIL import ExifTags, Image, ImageChops, ImageCms, JpegImagePlugin

from messaging.attachments import moments
from messaging.attachments.decoders import frames
from messaging.attachments.limits import MOST_PIXELS, MOST_PIXELS_WEBP, PREVIEW, THUMBNAIL
from messaging.attachments.signature import Format
from messaging.attachments.verdict import Refusal, Refused

MOST_SECONDS = 60
READERS = {Format.JPEG: ("JPEG", "MPO"), Format.PNG: ("PNG",), Format.WEBP: ("WEBP",)}
LONGEST_JPEG = 65_500
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def made(format: Format, given: bytes) -> Iterator[frames.Made]:
    """The picture, two smaller ones, and what is known of it. Raises `Refused` and much else."""
    image = _opened(format, given)
    del given
    taken_at = _taken_at(image)
    sampling = JpegImagePlugin.get_sampling(image) if format is Format.JPEG else -1
    painted = _painted(image, _turn(image) if format is not Format.HEIF else None)
    del image
    as_png = format is Format.PNG
    yield "original", _png(painted) if as_png else _jpeg(painted, 92, max(sampling, 0))
    width, height = painted.size
    preview = _fitted(painted, PREVIEW)
    del painted
    yield "preview", _jpeg(preview, 88)
    yield "thumbnail", _jpeg(_fitted(preview, THUMBNAIL), 80)
    yield {
        "media_type": "image/png" if as_png else "image/jpeg",
        "width": width, "height": height, "taken_at": taken_at,
    }  # fmt: skip


def _opened(format: Format, given: bytes) -> Image.Image:
    """The first frame, decoded, after a look at its header only."""
    if format is Format.HEIF:
        return _heif(given)
    image = Image.open(io.BytesIO(given), formats=READERS[format])
    _measured(image.size, MOST_PIXELS_WEBP if format is Format.WEBP else MOST_PIXELS)
    image.load()
    return image


def _heif(given: bytes) -> Image.Image:
    """Turned already: HEIF says so itself, and its reader does it."""
    opened = pi_heif.HeifFile(given, convert_hdr_to_8bit=True)
    primary = opened[opened.primary_index]
    _measured(primary.size, MOST_PIXELS)
    image: Image.Image = primary.to_pillow()
    return image


def _measured(size: tuple[int, int], most: int) -> None:
    width, height = size
    if width * height > most or max(size) > LONGEST_JPEG:
        raise Refused(Refusal.TOO_MANY_PIXELS)


def _turn(image: Image.Image) -> Image.Transpose | None:
    return TURNS.get(_exif(image).get(ExifTags.Base.Orientation, 1))


def _taken_at(image: Image.Image) -> str | None:
    told = _exif(image).get_ifd(ExifTags.IFD.Exif)
    written = str(told.get(ExifTags.Base.DateTimeOriginal, ""))
    moment = moments.of_camera(written, str(told.get(ExifTags.Base.OffsetTimeOriginal, "")))
    return moment.isoformat() if moment else None


def _exif(image: Image.Image) -> Image.Exif:
    """What cannot be read says nothing: the picture itself may be whole."""
    try:
        exif = image.getexif()
        exif.get_ifd(ExifTags.IFD.Exif)
    except Exception:
        return Image.Exif()
    return exif


def _painted(image: Image.Image, turn: Image.Transpose | None) -> Image.Image:
    """Upright, opaque, eight bits, in the colours of sRGB, with nothing attached."""
    given, profile = image, image.info.get("icc_profile")
    image = _eight_bits(image)
    if "A" in image.getbands():
        # On white, in place; what is left of alpha is left out below.
        image.paste((255, 255, 255, 255), mask=ImageChops.invert(image.getchannel("A")))
    if profile:
        image = _in_srgb(image, profile)
    if image.mode not in {"L", "RGB", "RGBA"}:
        image = image.convert("RGB")
    image.info.clear()
    if image is not given:
        _emptied(given)
    return image if turn is None and image.mode != "RGBA" else _turned(image, turn)


def _eight_bits(image: Image.Image) -> Image.Image:
    """Of grey, of colours, of inks, or of colours with alpha."""
    if image.mode in {"I;16", "I;16L"}:
        return Image.frombytes("L", image.size, image.tobytes()[1::2])
    if image.mode in {"I;16B", "I"}:
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode == "1":
        return image.convert("L")
    if image.mode in {"LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("RGB") if image.mode == "P" else image


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """A profile that cannot be read, or is for other colours, says nothing."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image
        in_place = image.mode in {"RGB", "RGBA"}
        turned = ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), inPlace=in_place,
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode=None if in_place else "RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )  # fmt: skip
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return turned or image


def _turned(image: Image.Image, turn: Image.Transpose | None) -> Image.Image:
    """Colour by colour: two whole pictures would not fit beside each other."""
    bands = [image.getchannel(band) for band in image.getbands() if band != "A"]
    _emptied(image)
    if turn is not None:
        for at, band in enumerate(bands):
            bands[at] = band.transpose(turn)
    return bands[0] if len(bands) == 1 else Image.merge("RGB", bands)


def _emptied(image: Image.Image) -> None:
    """Gives its memory back, whoever still holds the picture."""
    image.im = Image.new("L", (1, 1)).im


def _fitted(image: Image.Image, longest: int) -> Image.Image:
    if max(image.size) <= longest:
        return image
    ratio = longest / max(image.size)
    width, height = (max(1, round(side * ratio)) for side in image.size)
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _jpeg(image: Image.Image, quality: int, sampling: int = 2) -> bytes:
    paper = io.BytesIO()
    image.save(paper, "JPEG", quality=quality, subsampling=sampling)
    return paper.getvalue()


def _png(image: Image.Image) -> bytes:
    paper = io.BytesIO()
    image.save(paper, "PNG", compress_level=3)
    return paper.getvalue()


if __name__ == "__main__":
    Image.preinit()
    Image.init()
    # The limit is ours, and a warning would be an error to nobody.
    Image.MAX_IMAGE_PIXELS = None
    frames.answer(partial(made, Format(sys.argv[1])), MOST_SECONDS)
