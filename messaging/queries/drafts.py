"""The drafts a writer has in a room; nobody else ever reads them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from messaging.labels import ENTRY_KIND_LABELS
from messaging.models import Draft
from messaging.vocabulary import EntryKind
from sharing import access
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.vocabulary import Action

MOST = 20  # of one writer in one room


@dataclass(frozen=True)
class DraftRow:
    """That there is one, without what it says."""

    id: UUID
    kind: EntryKind
    version: int
    saved_at: datetime

    @property
    def kind_label(self) -> str:
        return str(ENTRY_KIND_LABELS[self.kind])


@dataclass(frozen=True)
class DraftShown:
    row: DraftRow
    content: dict[str, object]


def drafts_in(deed: Deed, kind: EntryKind | None = None) -> tuple[DraftRow, ...]:
    """Mine in this room, the newest first. One statement."""
    found = _mine(deed)
    if kind is not None:
        found = found.filter(kind=kind)
    rows = found.order_by("-saved_at", "pk").values_list("pk", "kind", "version", "saved_at")
    return tuple(DraftRow(pk, EntryKind(of), version, at) for pk, of, version, at in rows[:MOST])


def draft(actor: Actor, compartment: UUID, wanted: UUID) -> DraftShown:
    """One of my own drafts. Anybody else's is not there."""
    entity = f"Draft/{wanted}"
    with access.permitted(actor, Action.COMMUNICATION_READ, compartment, entity=entity) as deed:
        found = _mine(deed).filter(pk=wanted).first()
        if found is None:
            raise access.absent(deed.action)
        row = DraftRow(found.pk, EntryKind(found.kind), found.version, found.saved_at)
        return DraftShown(row, deed.keys.open_json(found.place, found.content))


def _mine(deed: Deed) -> QuerySet[Draft]:
    return Draft.objects.filter(
        compartment_id=deed.compartment, author_id=deed.actor.practitioner_role_id
    )
