"""A clean film of any length in the first room of a load generator."""

import os
from collections.abc import Iterator
from uuid import UUID

from messaging import pieces
from messaging.attachments.verdict import Facts
from messaging.file_content import FileContent
from messaging.models import Attachment
from messaging.vocabulary import AttachmentKind, AttachmentState
from sharing import clock, keys, vault
from sharing.uuid7 import uuid7
from tests.bench.shelving import rooms_of, team_of

MEGABYTE = 1_000_000


def reel(megabytes: int) -> UUID:
    room = rooms_of()[0]
    sender, film = team_of(room)[0], uuid7()
    opener = keys.of_room(room)
    name = f"{pieces.file_folder(film)}/original.age"
    stored = vault.put(opener, name, _frames(megabytes))
    facts = Facts(AttachmentKind.FILM, "video/mp4", seconds=megabytes)
    row = Attachment(
        id=film,
        compartment_id=room,
        by_id=sender.practitioner_role_id,
        organization_id=sender.organization_id,
        state=AttachmentState.CLEAN,
        kind=facts.kind,
        length=stored.size,
        offset=stored.size,
        created_at=clock.now(),
    )
    content = FileContent("film.mp4", "", facts, {"original": stored})
    row.content = opener.seal_json(row.place, content.dump())
    row.save()
    return film


def _frames(megabytes: int) -> Iterator[bytes]:
    frame = os.urandom(MEGABYTE)
    for _number in range(megabytes):
        yield frame
