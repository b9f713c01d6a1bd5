"""写真・書類: the files of a patient by the day they were taken, in the words of their entries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from messaging.models import Attachment
from messaging.queries import entries
from messaging.queries.attachments import SPOKEN_OF, AttachmentRow, standing
from messaging.queries.entries import EntryRow
from messaging.vocabulary import AttachmentKind
from patients.queries.header import PatientHeader, header_in
from patients.queries.wounds import NumberedWound, WoundSeries, numbered, wounds_in
from patients.visit_time import JAPAN
from sharing import access
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.vocabulary import Action

PAGE = 60
LAST_PAGE = 999
# Which wound a picture shows is sealed in its entry: so many of the newest are looked through.
LOOKED_THROUGH = 2_000


@dataclass(frozen=True)
class PictureFilter:
    """`wound` is its number."""

    kind: AttachmentKind | None = None
    wound: str = ""
    page: int = 1


@dataclass(frozen=True)
class Pictured:
    """A file and the entry that speaks of it."""

    file: AttachmentRow
    entry: EntryRow

    @property
    def at(self) -> datetime:
        """When it was taken; else when it arrived."""
        return self.file.taken_at or self.file.arrived_at or self.entry.received_at

    @property
    def day(self) -> date:
        return self.at.astimezone(JAPAN).date()


@dataclass(frozen=True)
class Pictures:
    """One page, the newest first; what was taken back or not found clean is not among them."""

    files: tuple[Pictured, ...]
    page: int
    more: bool


@dataclass(frozen=True)
class PicturesPage:
    room: UUID
    header: PatientHeader
    shown: Pictures
    wounds: tuple[NumberedWound, ...]


@dataclass(frozen=True)
class WoundsPage:
    """`pictures` of each wound by its number, the oldest first."""

    room: UUID
    header: PatientHeader
    series: tuple[WoundSeries, ...]
    body_map: str
    pictures: Mapping[str, tuple[Pictured, ...]]


def pictures_page(actor: Actor, room: UUID, wanted: PictureFilter) -> PicturesPage:
    """One opening of the door and a fixed number of statements."""
    with access.permitted(actor, Action.ATTACHMENT_READ, room, entity="pictures") as deed:
        header, shown = header_in(deed), pictures_in(deed, wanted)
        return PicturesPage(room, header, shown, _numbers(numbered(deed), shown.files))


def pictures(actor: Actor, room: UUID, wanted: PictureFilter) -> Pictures:
    with access.permitted(actor, Action.ATTACHMENT_READ, room, entity="pictures") as deed:
        return pictures_in(deed, wanted)


def wounds_page(actor: Actor, room: UUID) -> WoundsPage:
    """One opening of the door and a fixed number of statements."""
    with access.permitted(actor, Action.ATTACHMENT_READ, room, entity="wounds") as deed:
        header, wounds = header_in(deed), wounds_in(deed)
        found = _opened(deed, _standing(deed, AttachmentKind.PICTURE)[:LOOKED_THROUGH])
    return WoundsPage(room, header, wounds.series, wounds.body_map, _by_wound(reversed(found)))


def pictures_in(deed: Deed, wanted: PictureFilter) -> Pictures:
    found, first = _standing(deed, wanted.kind), PAGE * (wanted.page - 1)
    if not wanted.wound:
        rows = list(found[first : first + PAGE + 1])
        return Pictures(tuple(_opened(deed, rows[:PAGE])), wanted.page, len(rows) > PAGE)
    opened = _opened(deed, found[:LOOKED_THROUGH])
    of_wound = [one for one in opened if one.file.attached.wound == wanted.wound]
    return Pictures(
        tuple(of_wound[first : first + PAGE]), wanted.page, len(of_wound) > first + PAGE
    )


def _standing(deed: Deed, kind: AttachmentKind | None) -> QuerySet[Attachment, tuple[UUID, UUID]]:
    found = standing(deed.compartment).filter(SPOKEN_OF)
    if kind:
        found = found.filter(kind=kind)
    return found.order_by("-taken_at", "-pk").values_list("pk", "communication_id")


def _opened(deed: Deed, found: Iterable[tuple[UUID, UUID]]) -> list[Pictured]:
    """In the same order; less what the entry does not speak of any more."""
    rows = list(found)
    if not rows:
        return []
    speaking = entries.by_ids({entry for _file, entry in rows}, deed.compartment, deed.keys)
    files = {file.id: Pictured(file, entry) for entry in speaking for file in entry.attachments}
    return [files[file] for file, _entry in rows if file in files]


def _numbers(
    known: Iterable[NumberedWound], files: Iterable[Pictured]
) -> tuple[NumberedWound, ...]:
    """Wounds of the record, and numbers that only a picture tells."""
    found = {wound.number: wound for wound in known}
    for one in files:
        number = one.file.attached.wound
        if number and number not in found:
            found[number] = NumberedWound(number, "")
    return tuple(found[number] for number in sorted(found, key=lambda one: (len(one), one)))


def _by_wound(found: Iterable[Pictured]) -> Mapping[str, tuple[Pictured, ...]]:
    by_wound: dict[str, tuple[Pictured, ...]] = {}
    for one in found:
        number = one.file.attached.wound
        if number:
            by_wound[number] = (*by_wound.get(number, ()), one)
    return by_wound
