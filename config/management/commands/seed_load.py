"""Rooms with signed-in teams for a load generator, and a file with all it needs to know."""

import json
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.crypto import get_random_string

from config.demo.load import Member, Room, rooms
from sharing import clock
from sharing.installation import WrongBirth, assert_born_as
from sharing.uuid7 import uuid7

CSRF_LENGTH = 32
MOST_ROOMS, MOST_MEMBERS = 10_000, 50
TEXT = "訪問時、呼吸苦の訴えなし。SpO2 は安静時 93 %、労作後 89 %。下腿の浮腫は前回と変わらず。" * 6
NOTES = {
    "post": "POST post with a member's cookies and headers and `body`; a new UUIDv7 as id and the "
    "present as captured_at each time. The same id and content again changes nothing.",
    "pull": "GET pull with {cursor} replaced: what came after it.",
    "page": "GET page: the newest 50 entries.",
    "pointer": 'POST pointer with {"cursor": n}, as somebody who has read up to n.',
    "bell": "Open the socket with a member's cookies and Origin; it rings, then pull.",
}


class Command(BaseCommand):
    help = "Make rooms with signed-in teams for a load generator (demo databases only)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rooms", type=int, default=50, metavar="R")
        parser.add_argument("--members", type=int, default=6, metavar="M", help="of each room")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")
        parser.add_argument(
            "--base-url", default="http://localhost:8000", help="what the file calls the server"
        )

    def handle(self, **options: Any) -> None:
        refuse(options["rooms"], options["members"])
        base_url = options["base_url"].rstrip("/")
        made = [described(room, base_url) for room in rooms(options["rooms"], options["members"])]
        write(options["out"], {**common(base_url), "rooms": made})
        self.stdout.write(f"{len(made)} rooms are ready; sessions last 12 hours.")


def refuse(count: int, members: int) -> None:
    if not 1 <= count <= MOST_ROOMS or not 1 <= members <= MOST_MEMBERS:
        raise CommandError(f"1 to {MOST_ROOMS} rooms of 1 to {MOST_MEMBERS} members")
    if not settings.DEMO:
        raise CommandError("sessions without a sign-in are made with DEPLOYMENT=demo only")
    try:
        assert_born_as(demo=True)
    except WrongBirth as error:
        raise CommandError("this is not a demo database") from error


def common(base_url: str) -> dict[str, object]:
    return {
        "base_url": base_url,
        "bell": {"url": "ws" + base_url.removeprefix("http") + "/bell", "path": "/bell"},
        "notes": NOTES,
        "body": example(),
    }


def example() -> dict[str, object]:
    """A report of some 300 characters."""
    return {
        "id": str(uuid7()),
        "kind": "note",
        "purpose": "report",
        "text": TEXT,
        "captured_at": clock.now().isoformat(),
    }


def described(room: Room, base_url: str) -> dict[str, object]:
    return {
        "id": str(room.id),
        "urls": urls(room.id),
        "members": [of_member(member, base_url) for member in room.members],
    }


def urls(room: UUID) -> dict[str, str]:
    return {
        "post": reverse("post", args=[room]),
        "pull": reverse("pull", args=[room, 0]).removesuffix("0") + "{cursor}",
        "page": reverse("page-back", args=[room, 0]),
        "pointer": reverse("pointer", args=[room]),
    }


def of_member(member: Member, base_url: str) -> dict[str, object]:
    """Django compares the header's token with the cookie's: outside a browser any pair will do."""
    token = get_random_string(CSRF_LENGTH)
    return {
        "role": str(member.actor.practitioner_role_id),
        "cookies": {
            settings.SESSION_COOKIE_NAME: member.session_key,
            settings.CSRF_COOKIE_NAME: token,
        },
        "headers": {
            "Content-Type": "application/json",
            "X-CSRFToken": token,
            "Origin": base_url,
        },
    }


def write(path: Path, content: dict[str, object]) -> None:
    """For its owner only: the file opens every one of these sessions."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        os.chmod(path, 0o600)
        json.dump(content, file, ensure_ascii=False, indent=1)
