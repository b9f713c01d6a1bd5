"""Photos and files as the journeys of the gallery need them: sent, checked, and spoken of."""

import io
import re
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pypdfium2
from PIL import Image

from patients.visit_time import JAPAN
from sharing import clock
from tests.device import Device, Json
from tests.sending import Sending, check_all

TAKEN_AT, OFFSET, EXIF = 0x9003, 0x9011, 0x8769


@cache
def photo(taken_at: datetime | None = None, size: tuple[int, int] = (64, 48)) -> bytes:
    """A small JPEG; with the time in its metadata where one is told."""
    exif = Image.Exif()
    if taken_at:
        details = exif.get_ifd(EXIF)
        details[TAKEN_AT] = f"{taken_at.astimezone(JAPAN):%Y:%m:%d %H:%M:%S}"
        details[OFFSET] = "+09:00"
    with io.BytesIO() as file:
        Image.new("RGB", size, (170, 60, 60)).save(file, "JPEG", exif=exif)
        return file.getvalue()


@cache
def document(pages: int) -> bytes:
    with io.BytesIO() as file:
        made = pypdfium2.PdfDocument.new()
        for _number in range(pages):
            made.new_page(300, 420)
        made.save(file)
        return file.getvalue()


def days_ago(days: int) -> datetime:
    """At noon in Japan, so that no test changes its day at midnight."""
    noon = clock.now().astimezone(JAPAN).replace(hour=12, minute=0, second=0, microsecond=0)
    return noon - timedelta(days=days)


def sent(device: Device, data: bytes = b"", name: str = "photo.jpg") -> str:
    """One file, arrived and checked; returns its id."""
    sending = Sending(device, data or photo(), name=name)
    sending.whole()
    check_all()
    return sending.id


def spoken_of(device: Device, *files: Json, **more: Any) -> Json:
    """An entry with these files."""
    entry = device.post(more.pop("text", "写真をつけます。"), attachments=list(files), **more)
    assert device.status == 201, entry
    return entry


def gallery(device: Device, query: str = "", page: str = "pictures/") -> str:
    """Its main part, as it is drawn."""
    answer = device.client.get(f"/patients/{device.room}/{page}{query}")
    device.status = answer.status_code
    return answer.content.decode().partition("<main")[2]


def shown(html: str) -> list[str]:
    """The ids of the files that stand there, in order."""
    return re.findall(r'data-attachment="([0-9a-f-]{36})"', html)


def listed(device: Device, query: str = "") -> list[str]:
    return [file["id"] for file in device.get(f"pictures{query}")["files"]]
