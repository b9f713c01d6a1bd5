"""Files sent as a tus client sends them, through Django's own client."""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any

from messaging.actions import checking
from sharing.uuid7 import uuid7
from tests.device import Device

TUS: dict[str, Any] = {"HTTP_TUS_RESUMABLE": "1.0.0"}
PART = 64 * 1024


@dataclass
class Sending:
    """One file on its way from a device; `status` is what the last request got."""

    device: Device
    data: bytes
    name: str = "photo.jpg"
    id: str = ""
    status: int = 0

    def __post_init__(self) -> None:
        self.id = self.id or str(uuid7())

    @property
    def place(self) -> str:
        return f"/rooms/{self.device.room}/uploads"

    def begin(self, **metadata: str) -> Any:
        told = {"id": self.id, "filename": self.name, **metadata}
        pairs = (
            f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items()
        )
        headers: dict[str, Any] = {
            "HTTP_UPLOAD_LENGTH": str(len(self.data)),
            "HTTP_UPLOAD_METADATA": ",".join(pairs),
        }
        return self._noted(self.device.client.post(self.place, **TUS, **headers))

    def part(self, offset: int, data: bytes, **headers: Any) -> Any:
        return self._noted(
            self.device.client.patch(
                f"{self.place}/{self.id}",
                data,
                content_type="application/offset+octet-stream",
                HTTP_UPLOAD_OFFSET=str(offset),
                **TUS,
                **headers,
            )
        )

    def offset(self) -> int:
        answer = self._noted(self.device.client.head(f"{self.place}/{self.id}", **TUS))
        return int(answer.headers.get("Upload-Offset", -1))

    def give_up(self) -> Any:
        return self._noted(self.device.client.delete(f"{self.place}/{self.id}", **TUS))

    def whole(self, **metadata: str) -> str:
        """All of it in pieces; returns its id."""
        assert self.begin(**metadata).status_code == 201
        for start in range(0, len(self.data), PART):
            assert self.part(start, self.data[start : start + PART]).status_code == 204
        return self.id

    def _noted(self, answer: Any) -> Any:
        self.status = answer.status_code
        return answer


def checksum(data: bytes, algorithm: str = "sha256") -> str:
    digest = hashlib.new(algorithm, data, usedforsecurity=False).digest()
    return f"{algorithm} {base64.b64encode(digest).decode()}"


def check_all() -> int:
    """What the checker's thread does, here and now; returns how many files were checked."""
    checked = 0
    while checking.check_next():
        checked += 1
    return checked
