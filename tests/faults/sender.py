"""A device that sends a file to a real server, and looks at what became of it."""

import base64
import hashlib
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from sharing.uuid7 import uuid7
from tests.load.plan import Plan, Room

PART = 256 * 1024
TUS = {"Tus-Resumable": "1.0.0"}
OCTETS = {"Content-Type": "application/offset+octet-stream"}
PATIENCE = 60.0
Json = dict[str, Any]


@dataclass
class Sender:
    """One file of one member of a room; `client` speaks with one server."""

    client: httpx.Client
    room: Room
    data: bytes
    name: str = "photo.png"
    id: str = field(default_factory=lambda: str(uuid7()))
    part_size: int = PART

    @property
    def place(self) -> str:
        return f"/rooms/{self.room.id}/uploads"

    def begin(self, **told: str) -> httpx.Response:
        headers = {"Upload-Length": str(len(self.data)), "Upload-Metadata": self.metadata(**told)}
        return self.client.post(self.place, headers=TUS | headers)

    def metadata(self, **told: str) -> str:
        said = {"id": self.id, "filename": self.name, **told}
        return ",".join(
            f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in said.items()
        )

    def part(self, offset: int, data: bytes | None = None, **headers: str) -> httpx.Response:
        piece = self.data[offset : offset + self.part_size] if data is None else data
        told = {"Upload-Offset": str(offset), **TUS, **OCTETS, **headers}
        return self.client.patch(f"{self.place}/{self.id}", content=piece, headers=told)

    def head(self) -> httpx.Response:
        return self.client.head(f"{self.place}/{self.id}", headers=TUS)

    def offset(self) -> int:
        return int(self.head().headers.get("Upload-Offset", -1))

    def send(self) -> None:
        """From wherever the server says that it goes on, to the end."""
        announced = self.begin()
        assert announced.status_code == 201, announced.text
        offset = int(announced.headers["Upload-Offset"])
        while offset < len(self.data):
            answer = self.part(offset)
            assert answer.status_code == 204, (answer.status_code, answer.text)
            offset = int(answer.headers["Upload-Offset"])

    def rendition(self, which: str = "original", **headers: str) -> httpx.Response:
        place = f"/rooms/{self.room.id}/attachments/{self.id}/{which}"
        return self.client.get(place, headers=headers)

    def digests(self, *which: str) -> dict[str, str]:
        """Of the renditions that are served; each whole, or the client says so."""
        found = {}
        for one in which:
            answer = self.rendition(one)
            assert answer.status_code == 200, (one, answer.status_code)
            found[one] = hashlib.sha256(answer.content).hexdigest()
        return found

    def post_entry(self, text: str = "写真をつけます。", **said: str) -> Json:
        """An entry that speaks of the file; returns it as it is shown."""
        return posted(self.client, self.room, text, attachments=[{"id": self.id, **said}])

    def shown(self, entry: str) -> Json:
        """The file, as the entry shows it now."""
        cursor, more = 0, True
        while more:  # a page holds a hundred lines
            page = self.client.get(self.room.pull(cursor)).json()
            for one in (one for one in page["entries"] if one["id"] == entry):
                attachment: Json = next(of for of in one["attachments"] if of["id"] == self.id)
                return attachment
            cursor, more = page["lines"][-1]["cursor"], page["more"]
        raise LookupError(entry)

    def settled(self, entry: str, seconds: float = PATIENCE) -> Json:
        """The file once it is clean or refused."""
        deadline = time.monotonic() + seconds
        while (shown := self.shown(entry))["state"] not in ("clean", "refused"):
            assert time.monotonic() < deadline, shown
            time.sleep(0.05)
        return shown


def posted(client: httpx.Client, room: Room, text: str, **more: object) -> Json:
    body = {"id": str(uuid7()), "kind": "note", "purpose": "report", "text": text, **more}
    answer = client.post(room.urls["post"], json=body)
    assert answer.status_code == 201, answer.text
    entry: Json = answer.json()["entry"]
    return entry


@contextmanager
def client(plan: Plan, room: str, member: int = 0) -> Iterator[httpx.Client]:
    """A member's device. It asks anew each time when the server was restarted."""
    with httpx.Client(
        base_url=plan.base_url, headers=headers(plan, room, member), timeout=30
    ) as opened:
        yield opened


def headers(plan: Plan, room: str, member: int = 0) -> Mapping[str, str]:
    told = dict(plan.room(room).members[member].headers)
    told.pop("Content-Type", None)
    return told


def error_of(answer: httpx.Response) -> Json:
    found: Json = json.loads(answer.content)
    return found
