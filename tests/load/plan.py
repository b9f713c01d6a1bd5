"""What `manage.py seed_load` wrote, read as an outside load generator would."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sharing.uuid7 import uuid7


@dataclass(frozen=True)
class Member:
    """Somebody with an open session; `headers` are what a request of theirs needs."""

    role: str
    headers: Mapping[str, str]

    @property
    def cookies(self) -> str:
        return self.headers["Cookie"]


@dataclass(frozen=True)
class Room:
    id: str
    urls: Mapping[str, str]
    members: tuple[Member, ...]

    def pull(self, cursor: int) -> str:
        return self.urls["pull"].replace("{cursor}", str(cursor))


@dataclass(frozen=True)
class Plan:
    base_url: str
    bell_path: str
    body: Mapping[str, Any]
    rooms: tuple[Room, ...]

    @classmethod
    def read(cls, path: Path) -> Self:
        told = json.loads(path.read_text(encoding="utf-8"))
        rooms = tuple(
            Room(room["id"], room["urls"], tuple(_member(one) for one in room["members"]))
            for room in told["rooms"]
        )
        return cls(told["base_url"], told["bell"]["path"], told["body"], rooms)

    def at(self, base_url: str) -> Self:
        """The same for a server at another address, which stands in every Origin too."""
        rooms = tuple(
            replace(
                room,
                members=tuple(
                    replace(one, headers={**one.headers, "Origin": base_url})
                    for one in room.members
                ),
            )
            for room in self.rooms
        )
        return replace(self, base_url=base_url, rooms=rooms)

    def room(self, room: str) -> Room:
        return next(one for one in self.rooms if one.id == room)

    @property
    def bell(self) -> str:
        return "ws" + self.base_url.removeprefix("http") + self.bell_path

    def entry(self, **changes: Any) -> dict[str, Any]:
        """A new entry like the example."""
        fresh = {"id": str(uuid7()), "captured_at": datetime.now(UTC).isoformat()}
        return {**self.body, **fresh, **changes}


def _member(told: Mapping[str, Any]) -> Member:
    cookies = "; ".join(f"{name}={value}" for name, value in told["cookies"].items())
    return Member(told["role"], {**told["headers"], "Cookie": cookies})
