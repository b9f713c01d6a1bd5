"""What becomes of a file once all of it has arrived: looked through, made safe, and shown.

Each step may be cut off at any moment: a file stays in quarantine until one deed says that it is
clean, and whoever takes it up next begins anew.
"""

import hashlib
import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from enum import Enum
from uuid import UUID

from django.conf import settings
from django.db import Error, connection
from django.db.models import F, Q

from messaging import pieces
from messaging.attachments import intake, scan
from messaging.attachments.decoding import NoDecoder
from messaging.attachments.signature import HEAD, format_of
from messaging.attachments.source import parts
from messaging.attachments.verdict import Facts, Refusal, Refused
from messaging.file_content import FileContent
from messaging.models import Attachment
from messaging.pieces import Pieces
from messaging.vocabulary import AttachmentKind, AttachmentState
from sharing import access, clock, keys, vault
from sharing.keyring import CannotOpen
from sharing.keys import RoomKeys
from sharing.storage import DiskFull
from sharing.vault import Stored
from sharing.vocabulary import Action, LineKind
from sharing.writing import one_writer, writing

log = logging.getLogger("tsunagi.files")
# Set when a file has arrived whole, so that its checking begins at once.
arrived = threading.Event()

LEASE = timedelta(seconds=45)
MOST_ATTEMPTS = 3
MOST_AT_ONCE = 1000
# Pieces of which nothing is found may lie on a disk that is away for a while.
AWAY_FOR = timedelta(days=1)
# What is wrong with the installation; it says nothing about a file.
TROUBLE = (DiskFull, NoDecoder, scan.Unavailable, OSError, Error)


class Lane(Enum):
    """A document may take minutes: photos do not wait behind it."""

    ANY = "any"
    QUICK = "quick"
    LONG = "long"


LONG_KINDS = {AttachmentKind.DOCUMENT, AttachmentKind.FILM}
# Of what waits in this process: documents and films, as their first bytes say.
_long: set[UUID] = set()


def check_next(lane: Lane = Lane.ANY) -> bool:
    """Check one file that waits; False when there is none."""
    row = _claimed(lane)
    if row is None:
        return False
    try:
        room = keys.of_room(row.compartment_id)
        if lane is Lane.QUICK and _takes_long(row, room):
            _long.add(row.pk)
            _put_back(row, leased_until=None)
        else:
            _long.discard(row.pk)
            _check(row, room)
    except TROUBLE as trouble:
        # It waits in quarantine, and is taken up again when its lease has run out.
        log.warning("a file waits to be checked: %s", type(trouble).__name__)
        _put_back(row)
    return True


def _check(row: Attachment, room: RoomKeys) -> None:
    content = FileContent.load(room.open_json(row.place, row.content))
    try:
        with _leased(row.pk):
            facts, renditions = _examined(row, room, content)
    except Refused as refused:
        _settle(row, FileContent(content.name, content.sha256, refusal=refused.reason))
    except CannotOpen:
        _settle(row, FileContent(content.name, content.sha256, refusal=Refusal.DAMAGED))
    else:
        _settle(row, FileContent(content.name, content.sha256, facts, renditions))


def _takes_long(row: Attachment, room: RoomKeys) -> bool:
    try:
        head = _source(row, room).read(0, min(HEAD, row.length))
        return format_of(head).kind in LONG_KINDS
    except (Refused, CannotOpen):
        return False


def _put_back(row: Attachment, **more: None) -> None:
    """This turn does not count."""
    waits = Attachment.objects.filter(pk=row.pk, attempts=row.attempts)
    with writing():
        waits.update(attempts=F("attempts") - 1, **more)


def _claimed(lane: Lane = Lane.ANY) -> Attachment | None:
    """Take one by a conditional update, so that no two processes check the same."""
    now = clock.now()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    if lane is not Lane.ANY:
        free &= Q(pk__in=_long) if lane is Lane.LONG else ~Q(pk__in=_long)
    waiting = Attachment.objects.filter(free, state=AttachmentState.CHECKING)
    for found in waiting.order_by("created_at").values_list("pk", flat=True)[:5]:
        with writing():
            taken = waiting.filter(pk=found).update(
                leased_until=now + LEASE, attempts=F("attempts") + 1
            )
        if taken:
            return Attachment.objects.get(pk=found)
    return None


def release() -> None:
    """At the start of the only process: nobody else can be checking anything."""
    Attachment.objects.filter(state=AttachmentState.CHECKING).update(leased_until=None)


def _examined(
    row: Attachment, room: RoomKeys, content: FileContent
) -> tuple[Facts, dict[str, Stored]]:
    if row.attempts > MOST_ATTEMPTS:
        raise Refused(Refusal.INTERRUPTED)
    source = _source(row, room)
    if content.sha256 and _digest(source) != content.sha256:
        raise Refused(Refusal.CHECKSUM)
    renditions: dict[str, Stored] = {}

    def keep(rendition: str, made: Iterable[bytes]) -> None:
        renditions[rendition] = vault.put(room, _name(row, rendition), made)

    scanner = scan.scanner(settings.CLAMD) if settings.CLAMD else None
    facts = intake.examine(source, keep, scanner)
    return facts, renditions


def _source(row: Attachment, room: RoomKeys) -> Pieces:
    source = Pieces(room, row.pk, row.length)
    if source.is_away and clock.now() < row.created_at + AWAY_FOR:
        raise FileNotFoundError
    return source


def _name(row: Attachment, rendition: str) -> str:
    """Each attempt writes files of its own: one that comes late must not replace another's."""
    attempt = f".{row.attempts}" if row.attempts > 1 else ""
    return f"{pieces.file_folder(row.pk)}/{rendition}{attempt}.age"


def _digest(source: Pieces) -> str:
    digest = hashlib.sha256()
    for part in parts(source):
        digest.update(part)
    return digest.hexdigest()


@contextmanager
def _leased(attachment: UUID) -> Iterator[None]:
    """Renew the lease for as long as this takes: a long document is silent for minutes."""
    done = threading.Event()

    def renew() -> None:
        while not done.wait(LEASE.total_seconds() / 3):
            try:
                with one_writer():
                    mine = Attachment.objects.filter(pk=attachment)
                    mine.update(leased_until=clock.now() + LEASE)
            except Error as error:  # there are two more turns before it runs out
                log.warning("a lease was not renewed: %s", type(error).__name__)
            finally:
                connection.close()  # this thread's own

    thread = threading.Thread(target=renew, name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _settle(row: Attachment, content: FileContent) -> None:
    try:
        is_ours = _decide(row, content)
    except Attachment.DoesNotExist:  # given up while it was checked
        pieces.remove_all(row.pk)
        return
    made = {one.name for one in content.renditions.values()}
    if not is_ours:  # the lease ran out, and somebody else has it, or is done with it
        pieces.remove(made)
        return
    pieces.remove_pieces(row.pk)
    pieces.remove_renditions(row.pk, but=made)


def _decide(row: Attachment, content: FileContent) -> bool:
    """One deed makes it visible to everybody, or says why it is not."""
    entity = f"Attachment/{row.pk}"
    with access.carried_on(
        Action.ATTACHMENT_CREATE, row.compartment_id, row.by_id, entity=entity
    ) as deed:
        now = Attachment.objects.get(pk=row.pk)
        if (now.state, now.attempts) != (AttachmentState.CHECKING, row.attempts):
            return False
        now.state = AttachmentState.REFUSED if content.refusal else AttachmentState.CLEAN
        now.version += 1
        now.leased_until = None
        now.kept = content.kept
        if content.facts:
            now.kind = content.facts.kind
            now.taken_at = content.facts.taken_at or deed.at
        arrived = replace(content, arrived_at=deed.at)
        now.content = deed.keys.seal_json(now.place, arrived.dump())
        if now.communication_id is not None:
            now.expires_at = None
            deed.journal(LineKind.ATTACHMENT, now.communication_id)
        now.save()
        return True


def expire() -> int:
    """Give up what nobody goes on sending and what no entry speaks of; returns how many."""
    due = Attachment.objects.filter(expires_at__lt=clock.now()).exclude(
        state=AttachmentState.CHECKING
    )
    with writing():
        rows = due.select_for_update().order_by("pk").values_list("pk", flat=True)
        gone = list(rows[:MOST_AT_ONCE])
        due.filter(pk__in=gone, communication=None).delete()
        due.filter(pk__in=gone).update(state=AttachmentState.AWAITED, offset=0, expires_at=None)
    for attachment in gone:
        pieces.remove_all(attachment)
    return len(gone)
