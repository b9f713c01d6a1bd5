"""Files of the patient of canaries: sent in pieces, shown, opened, refused and given up."""

import base64
import hashlib
import io
import time
from collections.abc import Mapping

import httpx
from PIL import Image

from sharing.uuid7 import uuid7
from tests.leaks import marked
from tests.leaks.site import Browser
from tests.leaks.words import mark, word

PART = 200 * 1024
PATIENCE = 60.0
PAGE = b"<!DOCTYPE html><title>%s</title>"


def live(nurse: Browser, doctor: Browser, room: str) -> str:
    """Everything that members were shown of files, the files themselves included."""
    sent = {
        "photo": _sent(nurse, room, marked.png(word("photo")), f"{word('file name')}.png"),
        "document": _sent(nurse, room, marked.pdf(mark("document")), "report.pdf"),
        "film": _sent(nurse, room, marked.film(word("film")), "walk.mp4"),
        "text": _sent(nurse, room, marked.text(word("text file")), "memo.txt"),
        "refused": _sent(nurse, room, _page(), f"{word('refused file name')}.html"),
    }
    attached = [{"id": one, "caption": word("file caption")} for one in sent.values()]
    assert nurse.post(room, text="写真です。", attachments=attached).status_code == 201
    shown = str(_settled(doctor, room, set(sent.values())))
    _give_up(nurse, room)
    return shown + _opened(doctor, room, sent)


def _page() -> bytes:
    return PAGE % word("refused file").encode() * 20


def _opened(doctor: Browser, room: str, sent: Mapping[str, str]) -> str:
    """As a page shows them: pixels of the photo, and the bytes of everything else."""
    shown = []
    for name, which in (
        ("photo", "original"), ("photo", "preview"), ("photo", "thumbnail"),
        ("document", "original"), ("document", "page-1"), ("document", "thumbnail"),
        ("film", "original"), ("text", "original"),
    ):  # fmt: skip
        answer = doctor.get(f"/rooms/{room}/attachments/{sent[name]}/{which}")
        assert answer.status_code == 200, (name, which)
        content = answer.content
        if name == "photo" and which == "original":
            with Image.open(io.BytesIO(content)) as picture:
                content = picture.tobytes()
        shown.append(content.decode("utf-8", "replace"))
    refused = doctor.get(f"/rooms/{room}/attachments/{sent['refused']}/original")
    assert refused.status_code == 404
    return "\n".join(shown)


def _sent(nurse: Browser, room: str, data: bytes, name: str) -> str:
    """With its digest, and once at the wrong place: errors are where words slip out."""
    identity = str(uuid7())
    place = f"/rooms/{room}/uploads"
    told = {"id": identity, "filename": name, "sha256": hashlib.sha256(data).hexdigest()}
    pairs = (f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items())
    announced = {"Upload-Length": str(len(data)), "Upload-Metadata": ",".join(pairs)}
    assert _tus(nurse, "POST", place, b"", announced).status_code == 201
    place = f"{place}/{identity}"
    assert _tus(nurse, "PATCH", place, data[:99], {"Upload-Offset": "5"}).status_code == 409
    wrong = {"Upload-Offset": "0", "Upload-Checksum": "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA="}
    assert _tus(nurse, "PATCH", place, data[:99], wrong).status_code == 460
    for start in range(0, len(data), PART):
        piece = data[start : start + PART]
        answer = _tus(nurse, "PATCH", place, piece, {"Upload-Offset": str(start)})
        assert answer.status_code == 204, answer.status_code
    return identity


def _give_up(nurse: Browser, room: str) -> None:
    data, identity = marked.text(word("file given up")), str(uuid7())
    metadata = f"id {base64.b64encode(identity.encode()).decode()}"
    place = f"/rooms/{room}/uploads"
    announced = {"Upload-Length": str(len(data)), "Upload-Metadata": metadata}
    assert _tus(nurse, "POST", place, b"", announced).status_code == 201
    place = f"{place}/{identity}"
    assert _tus(nurse, "PATCH", place, data[:5000], {"Upload-Offset": "0"}).status_code == 204
    assert _tus(nurse, "DELETE", place, b"", {}).status_code == 204


def _tus(
    nurse: Browser, method: str, path: str, data: bytes, headers: Mapping[str, str]
) -> httpx.Response:
    told = {
        "Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream",
        "X-CSRFToken": nurse.token, **headers,
    }  # fmt: skip
    return nurse.noted(nurse.client.request(method, path, content=data, headers=told))


def _settled(doctor: Browser, room: str, files: set[str]) -> dict[str, object]:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        shown = {
            file["id"]: file
            for entry in doctor.pull(room).values()
            for file in entry["attachments"]
            if file["id"] in files
        }
        states = {file["state"] for file in shown.values()}
        if states <= {"clean", "refused"}:
            assert sum(file["state"] == "clean" for file in shown.values()) == len(files) - 1
            return shown
        time.sleep(0.2)
    raise TimeoutError("the files were not checked")
