"""Hands out what opens a room's files with the stock `age` tool, for rescue or for handing over."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from sharing import access, keys
from sharing.age import AgeError, Recipient, armored, encrypt
from sharing.keyring import CannotOpen
from sharing.keys import RoomKeys


class Command(BaseCommand):
    help = (
        "Print the identities of a room, which open its files without this software. Whoever has "
        "them and the files can read them: the room's log says that they were handed out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--room", required=True, type=UUID)
        parser.add_argument(
            "--for", dest="recipient", metavar="age1…",
            help="print them as an armored age file that only this recipient can open",
        )  # fmt: skip

    def handle(self, *args: object, **options: Any) -> None:
        room, recipient = options["room"], _recipient(options["recipient"])
        try:
            opened = keys.of_room(room)
        except CannotOpen as error:
            raise CommandError("there is no such room, or its secret does not open") from error
        whom = str(recipient) if recipient else "in clear"
        with access.witnessed("Server/operator", "identity:export", entity=whom, room=room):
            pass
        text = "".join(_lines(room, opened))
        if recipient:
            sealed = armored(encrypt([recipient], [text.encode()]))
            text = b"".join(sealed).decode("ascii")
        self.stdout.write(text, ending="")


def _recipient(text: str | None) -> Recipient | None:
    try:
        return Recipient.parse(text) if text else None
    except AgeError as error:
        raise CommandError(str(error)) from error


def _lines(room: UUID, opened: RoomKeys) -> Iterator[str]:
    yield f"# opens the files of room {room}; the newest first\n"
    for identity in opened.identities:
        yield f"# public key: {identity.recipient}\n{identity}\n"
