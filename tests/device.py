"""A signed-in device that speaks the protocol over HTTP, for journeys."""

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.test import Client

from sharing import clock
from sharing.models import Session
from sharing.sessions import SessionStore
from sharing.uuid7 import uuid7
from tests.world import World

LONG_IDLE = 12 * 60 * 60
Json = dict[str, Any]


def sign_in(account: UUID, role: UUID, *, verified: bool = True) -> tuple[Client, str]:
    """A client with a session that has shown both factors; and the session's hash."""
    store = SessionStore()
    store.create()
    row = store.row
    assert row is not None
    Session.objects.filter(pk=row.pk).update(
        account=account,
        acting_as=role if verified else None,
        verified_at=clock.now() if verified else None,
        idle_seconds=LONG_IDLE,
    )
    client = Client(HTTP_HOST="localhost")
    client.cookies["session"] = store.session_key or ""
    return client, row.pk


@dataclass
class Device:
    """Posts and pulls for one person in one room, and remembers how far it has come."""

    client: Client
    room: UUID
    cursor: int = 0
    entries: dict[str, Json] = field(default_factory=dict)
    pointers: list[Json] = field(default_factory=list)
    status: int = 0

    @classmethod
    def of(cls, world: World, person: str, patient: str = "P1") -> "Device":
        client, _ = sign_in(world.account(person), world.role(person))
        return cls(client, world.room(patient))

    def send(self, path: str, body: Json) -> Json:
        answer = self.client.post(
            f"/rooms/{self.room}/{path}", json.dumps(body), content_type="application/json"
        )
        self.status = answer.status_code
        found: Json = answer.json() if answer.content else {}
        return found

    def get(self, path: str) -> Json:
        answer = self.client.get(f"/rooms/{self.room}/{path}")
        self.status = answer.status_code
        found: Json = answer.json()
        return found

    def post(self, text: str = "訪問しました。", **more: object) -> Json:
        """Post an entry; returns it as the server shows it, or the error."""
        body = {"id": str(uuid7()), "kind": "note", "purpose": "report", "text": text, **more}
        answer = self.send("entries", body)
        shown: Json = answer.get("entry", answer)
        return shown

    def pull(self) -> list[Json]:
        """Everything that is new, page by page; returns the lines."""
        lines: list[Json] = []
        more = True
        while more:
            page = self.get(f"after/{self.cursor}")
            lines += page["lines"]
            self.entries |= {entry["id"]: entry for entry in page["entries"]}
            self.pointers, more = page["pointers"], page["more"]
            self.cursor = page["lines"][-1]["cursor"] if page["lines"] else page["head"]
        return lines
