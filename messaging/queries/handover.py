"""申し送り: the points of notes that nobody has ticked yet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from messaging.models import Handover
from sharing import access
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.keys import RoomKeys
from sharing.labels import ROLE_LABELS
from sharing.vocabulary import Action, Role


@dataclass(frozen=True)
class HandoverRow:
    """One open point: what, of which note, by whom and when."""

    id: UUID
    room: UUID
    entry: UUID
    text: str
    author: str
    role_label: str
    at: datetime


@dataclass(frozen=True)
class OpenPoints:
    room: UUID
    points: tuple[HandoverRow, ...]
    may_tick: bool


def points(actor: Actor, room: UUID) -> OpenPoints:
    """For the part of a patient's page that is fetched again by itself."""
    with access.permitted(actor, Action.COMMUNICATION_READ, room, entity="Handover") as deed:
        return points_in(deed)


def points_in(deed: Deed) -> OpenPoints:
    """For a page that holds the door open already. One statement."""
    rows = points_of([deed.compartment], {deed.compartment: deed.keys})
    may_tick = Action.COMMUNICATION_RESPOND in deed.may
    return OpenPoints(deed.compartment, rows.get(deed.compartment, ()), may_tick)


def points_of(
    rooms: Collection[UUID], keys: Mapping[UUID, RoomKeys]
) -> Mapping[UUID, tuple[HandoverRow, ...]]:
    """By room, the oldest first. One statement, whatever the number of rooms."""
    found: dict[UUID, tuple[HandoverRow, ...]] = {}
    rows = (
        Handover.objects.filter(compartment_id__in=list(rooms), ticked_at=None)
        .select_related("communication__sender__practitioner")
        .order_by("at", "communication_id", "number")
    )
    for row in rows:
        one = _row(keys[row.compartment_id], row)
        found[one.room] = (*found.get(one.room, ()), one)
    return found


def _row(keys: RoomKeys, row: Handover) -> HandoverRow:
    sender = row.communication.sender
    return HandoverRow(
        id=row.pk,
        room=row.compartment_id,
        entry=row.communication_id,
        text=keys.open(row.place, row.content).decode(),
        author=sender.practitioner.name,
        role_label=str(ROLE_LABELS[Role(sender.role)]),
        at=row.at,
    )
