"""Find again: entries by their words, in one patient's room or in all of mine.

A search names no word in any trace: that it was made is traced, and whose rooms it showed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from heapq import nlargest
from itertools import chain
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from messaging.blocks import Group, microseconds
from messaging.breath import Breath
from messaging.excerpt import Excerpt, excerpt
from messaging.folding import terms
from messaging.models import Attachment, Communication, Recipient
from messaging.queries import entries
from messaging.queries.attachments import SPOKEN_OF
from messaging.queries.entries import EntryRow
from messaging.queries.folded import Room, folded_in
from messaging.vocabulary import EntryKind, Purpose
from patients.queries.header import PatientHeader, header_in
from patients.queries.listing import PatientLine, lines_in
from sharing import access, journal
from sharing.actor import Actor
from sharing.keys import RoomKeys
from sharing.queries.directory import PersonRow, people
from sharing.vocabulary import Action, Profession

PAGE = 50
FILTERS = ("person", "profession", "purpose", "kind")
TRACED_AS = "search"


@dataclass(frozen=True)
class SearchFilter:
    """What is looked for: every word, and by whom, why, what and when. Dates are included.

    `person` is a practitioner role's id.
    """

    words: str = ""
    person: str | None = None
    profession: Profession | None = None
    purpose: Purpose | None = None
    kind: EntryKind | None = None
    first: date | None = None
    last: date | None = None
    mine: bool = False
    attachments: bool = False

    @property
    def is_empty(self) -> bool:
        return self == SearchFilter()


@dataclass(frozen=True)
class FoundEntry:
    """An entry that was found; its patient where all of mine were searched."""

    entry: EntryRow
    excerpt: Excerpt
    patient: PatientLine | None = None


@dataclass(frozen=True)
class Found:
    """One page, newest first; `next` asks for what is older. Counts are of all that was found.

    Of people, professions, purposes and kinds each says how many entries it would leave, the
    other filters as they are.
    """

    entries: tuple[FoundEntry, ...]
    count: int
    next: UUID | None
    people: tuple[tuple[PersonRow, int], ...]
    professions: Mapping[Profession, int]
    purposes: Mapping[Purpose, int]
    kinds: Mapping[EntryKind, int]


@dataclass(frozen=True)
class FoundInRoom:
    header: PatientHeader
    found: Found | None


def in_room(
    actor: Actor, room: UUID, wanted: SearchFilter, before: UUID | None = None
) -> FoundInRoom:
    """Entries of one patient; nothing is looked for while nothing is wanted."""
    with access.permitted(actor, Action.COMMUNICATION_READ, room, entity=TRACED_AS) as deed:
        if Action.PATIENT_READ not in deed.may:
            raise access.absent(deed.action)
        header = header_in(deed)
        if wanted.is_empty:
            return FoundInRoom(header, None)
        hits = scanned(actor, [Room(room, deed.keys, deed.head)], wanted)
        page = hits.page(_point(before, [room]))
        return FoundInRoom(header, page.opened(_entries(page, {room: deed.keys}), {}, wanted))


def everywhere(actor: Actor, wanted: SearchFilter, before: UUID | None = None) -> Found:
    """Entries of every patient whose timeline the actor may read."""
    with access.search(actor, Action.COMMUNICATION_READ, entity=TRACED_AS) as search:
        keys, heads = search.keys(), journal.heads(search.compartments)
        rooms = [Room(room, keys[room], heads[room]) for room in search.compartments]
        page = scanned(actor, rooms, wanted).page(_point(before, search.compartments))
        shown = _entries(page, keys)
        patients = lines_in(search, {row.compartment for row in shown.values()})
        search.disclose(patients)
        return page.opened(shown, patients, wanted)


Hit = tuple[int, bytes, UUID]  # when, which entry, whose room: sorts by time
NO_BOUNDS = (-(2**62), 2**62)


class Hits:
    """Everything that holds the words in the time that is wanted, as the filters leave it."""

    def __init__(
        self,
        groups: Mapping[Group, list[Hit]],
        senders: Mapping[UUID, PersonRow],
        wanted: SearchFilter,
    ) -> None:
        self.senders = senders
        self.left: list[list[Hit]] = []
        self.counts: dict[str, Counter[str]] = {name: Counter() for name in FILTERS}
        for group, hits in groups.items():
            self._sort_in(_described(group, senders), hits, wanted)

    def _sort_in(self, described: Mapping[str, str], hits: list[Hit], wanted: SearchFilter) -> None:
        """Where one filter alone stands in the way, they count for what it might be instead."""
        missed = [
            name for name, value in described.items() if getattr(wanted, name) not in (None, value)
        ]
        if not missed:
            self.left.append(hits)
        for name in missed if len(missed) == 1 else () if missed else FILTERS:
            self.counts[name][described[name]] += len(hits)

    def page(self, before: Hit | None) -> "Page":
        older = (hit for hit in chain(*self.left) if before is None or hit < before)
        return Page(self, nlargest(PAGE + 1, older), sum(map(len, self.left)))


def _described(group: Group, senders: Mapping[UUID, PersonRow]) -> Mapping[str, str]:
    sender, purpose, kind = group
    by = senders[UUID(bytes=sender)]
    values = (str(by.id), by.profession, purpose, kind)
    return dict(zip(FILTERS, values, strict=True))


@dataclass(frozen=True)
class Page:
    hits: Hits
    newest: list[Hit]
    count: int

    @property
    def ids(self) -> list[UUID]:
        return [UUID(bytes=entry) for _at, entry, _room in self.newest[:PAGE]]

    def opened(
        self,
        shown: Mapping[UUID, EntryRow],
        patients: Mapping[UUID, PatientLine],
        wanted: SearchFilter,
    ) -> Found:
        words, senders, counts = terms(wanted.words), self.hits.senders, self.hits.counts
        return Found(
            tuple(
                FoundEntry(
                    shown[entry],
                    excerpt(shown[entry].words, words),
                    patients.get(shown[entry].compartment),
                )
                for entry in self.ids
                if entry in shown
            ),
            self.count,
            self.ids[-1] if len(self.newest) > PAGE else None,
            tuple((senders[UUID(one)], n) for one, n in counts["person"].most_common()),
            {Profession(one): n for one, n in counts["profession"].most_common()},
            {Purpose(one): n for one, n in counts["purpose"].items()},
            {EntryKind(one): n for one, n in counts["kind"].items()},
        )


def scanned(actor: Actor, rooms: Sequence[Room], wanted: SearchFilter) -> Hits:
    words, pause = terms(wanted.words), Breath()
    first, last = _bounds(wanted)
    mine = _mine(actor, rooms) if wanted.mine else None
    speaking = _speaking_of_files(rooms) if wanted.attachments else None
    groups: dict[Group, list[Hit]] = defaultdict(list)
    for room, blocks in folded_in(rooms, pause):
        for block in blocks:
            for number in block.holding(words):
                at, entry, group = block.at[number], block.id(number), block.groups[number]
                if (
                    first <= at < last
                    and (mine is None or group[0] in mine or entry in mine)
                    and (speaking is None or entry in speaking)
                ):
                    groups[group].append((at, entry, room))
            pause()
    senders = people({UUID(bytes=sender) for sender, _purpose, _kind in groups})
    return Hits(groups, senders, wanted)


def _bounds(wanted: SearchFilter) -> tuple[int, int]:
    first, last = NO_BOUNDS
    if wanted.first:
        first = _midnight(wanted.first)
    if wanted.last:
        last = _midnight(wanted.last + timedelta(days=1))
    return first, last


def _midnight(day: date) -> int:
    return microseconds(datetime.combine(day, time.min, ZoneInfo(settings.TIME_ZONE)))


def _mine(actor: Actor, rooms: Sequence[Room]) -> frozenset[bytes]:
    """Me as a sender, and the entries to me or to my profession, as in the timeline."""
    asked = Recipient.objects.filter(
        Q(practitioner_role_id=actor.practitioner_role_id) | Q(profession=actor.profession),
        compartment_id__in=[room.id for room in rooms],
    )
    to_me = asked.values_list("communication_id", flat=True)
    return frozenset(one.bytes for one in (actor.practitioner_role_id, *to_me))


def _speaking_of_files(rooms: Sequence[Room]) -> frozenset[bytes]:
    """Entries with photos or files, also those that are still on their way."""
    ids = [room.id for room in rooms]
    found = Attachment.objects.filter(SPOKEN_OF, compartment_id__in=ids)
    return frozenset(one.bytes for one in found.values_list("communication_id", flat=True))


def _point(before: UUID | None, rooms: Iterable[UUID]) -> Hit | None:
    """Where the page before ended; that entry may have been taken back since."""
    if before is None:
        return None
    found = Communication.objects.filter(pk=before, compartment_id__in=list(rooms)).values_list(
        "captured_at", "compartment_id"
    )
    for captured_at, room in found:
        return microseconds(captured_at), before.bytes, room
    raise access.absent(Action.COMMUNICATION_READ)


def _entries(page: Page, keys: Mapping[UUID, RoomKeys]) -> Mapping[UUID, EntryRow]:
    """As they stand now: what was taken back since it was found is not shown."""
    rooms = {room for _at, _entry, room in page.newest[:PAGE]}
    found = Communication.objects.filter(pk__in=page.ids, compartment_id__in=rooms)
    rows = entries.rows(found.values_list(*entries.COLUMNS), keys)
    return {row.id: row for row in rows if row.retracted is None}
