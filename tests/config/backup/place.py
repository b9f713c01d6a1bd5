"""An installation with a few photographs, its backup's folder, and an empty one to restore into."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from uuid import UUID

from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from audit import sequencer
from config.backup.elsewhere import other, standing_in
from messaging.actions.entry import NewEntry, post_entry
from messaging.content import Words
from messaging.file_content import FileContent
from messaging.models import Attachment
from messaging.pieces import file_folder
from messaging.vocabulary import AttachmentKind, AttachmentState, EntryKind, Purpose
from sharing import clock, keys, vault
from sharing.age import Identity
from sharing.storage import storage
from sharing.trace_keys import signer
from sharing.uuid7 import uuid7
from tests.world import World

LARGE = 150_000  # three chunks


@dataclass
class Place:
    """`folder` is the backup's; `identity` the file that opens it, kept by nobody but the test."""

    world: World
    folder: Path
    identity: Path
    recipient: str

    @property
    def room(self) -> UUID:
        return self.world.room("P1")

    def post(self, text: str) -> UUID:
        entry = NewEntry(uuid7(), EntryKind.NOTE, Purpose.REPORT, Words(text), clock.now())
        post_entry(self.world.actor("sato"), self.room, entry)
        return entry.id

    def photo(self, content: bytes = b"\x89 a photograph " * 10_000) -> UUID:
        """A clean file with two renditions."""
        row = self._row(AttachmentState.CLEAN)
        room = keys.of_room(self.room)
        renditions = {
            name: vault.put(room, f"{file_folder(row.pk)}/{name}.age", [data])
            for name, data in {"original": content, "thumbnail": content[:100]}.items()
        }
        stored = FileContent(name="背部.jpg", renditions=renditions).dump()
        row.content = room.seal_json(row.place, stored)
        row.save()
        return row.pk

    def arriving(self, state: AttachmentState, offset: int) -> UUID:
        """A file on its way, of which so many bytes are said to have arrived."""
        row = self._row(state)
        row.length, row.offset = offset, offset
        row.content = keys.of_room(self.room).seal_json(row.place, FileContent().dump())
        row.save()
        return row.pk

    def _row(self, state: AttachmentState) -> Attachment:
        actor = self.world.actor("sato")
        return Attachment(
            id=uuid7(), compartment_id=self.room, by_id=actor.practitioner_role_id,
            organization_id=actor.organization_id, state=state, kind=AttachmentKind.PICTURE,
            created_at=clock.now(),
        )  # fmt: skip

    def sequence(self) -> None:
        sequencer.sequence(signer(), clock.now(), full=True)

    def backup(self, *options: str) -> str:
        return said("backup", "--to", str(self.folder), "--recipient", self.recipient, *options)

    def restore(self, *options: str) -> str:
        return said("restore", *self._from, *options)

    def drill(self, *options: str) -> str:
        return said("drill", *self._from, *options)

    @property
    def _from(self) -> tuple[str, ...]:
        return "--from", str(self.folder), "--identity", str(self.identity)

    def generations(self) -> list[Path]:
        return sorted(self.folder.glob("generations/*.age"))

    def on_shelf(self) -> list[Path]:
        return sorted(self.folder.glob("files/*/*.age"))


def said(command: str, *options: str) -> str:
    out = StringIO()
    call_command(command, *options, stdout=out, stderr=out)
    return out.getvalue()


def located(folder: Path, world: World) -> Place:
    """Two photographs, an entry, and a log with a checkpoint."""
    identity = Identity.generate()
    kept = folder / "identity"
    kept.write_text(f"# kept offline\n{identity}\n")
    (folder / "backups").mkdir()
    place = Place(world, folder / "backups", kept, str(identity.recipient))
    place.post("仙骨部に発赤、写真を添付")
    place.photo()
    place.photo(b"x" * LARGE)
    place.sequence()
    return place


@contextmanager
def empty_installation(folder: Path, *, migrated: bool = False) -> Iterator[None]:
    """Another machine with the same keyring: a new database, and nothing in its folders."""
    data = folder / "data"
    data.mkdir(parents=True)
    with _database(data) as name:
        moved = override_settings(DATA=data, ATTACHMENTS=data / "attachments")
        with moved, standing_in(other(name)):
            if migrated:
                call_command("migrate", verbosity=0)
            yield


@contextmanager
def _database(data: Path) -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield str(data / "tsunagi.sqlite3")
        return
    name = f"restored_{uuid7().hex}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        yield name
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def stored_files() -> Mapping[str, bytes]:
    """Everything in the storage at hand, by name."""
    found = {}
    for listed in storage().listed():
        with storage().open(listed.name) as file:
            found[listed.name] = file.read()
    return found
