"""手元に: what the team keeps at hand of a patient, and the key facts of the record beside it."""

from collections.abc import Iterable
from dataclasses import dataclass

from messaging.models import Pin
from messaging.queries import entries
from messaging.queries.entries import EntryRow
from patients.queries.items import ItemRow, items_in
from patients.vocabulary import ItemKind
from sharing.deed import Deed

# What may do harm first, then what was agreed, then whom to call.
FACTS = (
    ItemKind.ALLERGY,
    ItemKind.DEVICE,
    ItemKind.ADVANCE_CARE_PLAN,
    ItemKind.RISK,
    ItemKind.KEY_PERSON,
)


@dataclass(frozen=True)
class AtHand:
    """Pinned entries, the last pinned first, and key facts in the order in which they matter."""

    entries: tuple[EntryRow, ...]
    facts: tuple[ItemRow, ...]


def at_hand_in(deed: Deed) -> AtHand:
    """Two statements; those of a few entries more when any is pinned."""
    pinned = Pin.objects.filter(compartment_id=deed.compartment, ended_at=None)
    ids = list(pinned.order_by("-at", "-pk").values_list("communication_id", flat=True))
    rows = entries.by_ids(ids, deed.compartment, deed.keys) if ids else []
    standing = {row.id: row for row in rows if row.retracted is None}
    return AtHand(tuple(standing[one] for one in ids if one in standing), _facts(items_in(deed)))


def _facts(items: Iterable[ItemRow]) -> tuple[ItemRow, ...]:
    wanted = [item for item in items if item.kind in FACTS]
    return tuple(sorted(wanted, key=lambda item: FACTS.index(item.kind)))
