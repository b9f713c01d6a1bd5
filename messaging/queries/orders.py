"""指示 as people read them: where each stands, who holds it, and every step."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from messaging.content import Signature, step_place
from messaging.models import Order
from messaging.order_rule import PRESCRIBERS, Standing
from messaging.queries.people import absent_people
from messaging.vocabulary import ORDERS_TO_DO, OrderState, OrderStepKind
from sharing.actor import Actor
from sharing.keys import RoomKeys
from sharing.vocabulary import Profession, Role


@dataclass(frozen=True)
class StepRow:
    kind: OrderStepKind
    at: datetime
    by: Signature
    text: str
    to: str  # whom it was passed on to; "" is the profession


@dataclass(frozen=True)
class HolderRow:
    id: UUID
    name: str
    role: Role
    left: bool  # may no longer open the room


@dataclass(frozen=True)
class OrderRow:
    """An order for one profession (""; the whole team), with every step so far."""

    id: UUID
    entry: UUID
    profession: Profession | str
    standing: Standing
    holder: HolderRow | None
    starts_at: datetime | None
    due_at: datetime | None
    written_at: datetime | None
    steps: tuple[StepRow, ...]

    @property
    def state(self) -> OrderState:
        return self.standing.state

    def is_overdue(self, at: datetime) -> bool:
        return self.state in ORDERS_TO_DO and self.due_at is not None and self.due_at < at


@dataclass(frozen=True)
class Concern:
    """An order that concerns somebody today, before anything of it is opened."""

    id: UUID
    entry: UUID
    room: UUID
    state: OrderState
    holder: UUID | None
    due_at: datetime | None
    at: datetime
    orderer: UUID
    unwritten: bool
    held: bool  # by somebody who is there
    ordered: bool  # by the actor
    carried_out: bool  # by the actor, or by who shares their profession

    @property
    def is_free(self) -> bool:
        """Whether the actor might take it on: nobody gives an order to themselves."""
        return self.state in ORDERS_TO_DO and not self.held and not self.ordered


_OF_ORDERS = (
    "id", "communication_id", "compartment_id", "profession", "state", "starts_at", "due_at",
    "times", "oral", "written_at", "communication__sender_id", "communication__proxy_for_id",
    "holder_id", "holder__practitioner__family_name", "holder__practitioner__given_name",
    "holder__role", "steps__id", "steps__kind", "steps__at", "steps__content",
)  # fmt: skip


def of_entries(
    entries: Sequence[UUID], keys: Mapping[UUID, RoomKeys]
) -> Mapping[UUID, tuple[OrderRow, ...]]:
    """The orders of each entry: one statement, and one more where somebody holds any."""
    found = list(
        Order.objects.filter(communication_id__in=entries)
        .order_by("id", "steps__at", "steps__id")
        .values_list(*_OF_ORDERS)
    )
    gone = absent_people((values[2], values[12]) for values in found if values[12])
    lines: dict[UUID, list[Sequence[Any]]] = defaultdict(list)
    for values in found:
        lines[values[0]].append(values)
    rows: dict[UUID, list[OrderRow]] = defaultdict(list)
    for several in lines.values():
        row = _row(several, keys, gone)
        rows[row.entry].append(row)
    return {entry: tuple(several) for entry, several in rows.items()}


def _row(
    lines: Sequence[Sequence[Any]],
    keys: Mapping[UUID, RoomKeys],
    gone: frozenset[tuple[UUID, UUID]],
) -> OrderRow:
    order, entry, room, profession, state, starts_at, due_at = lines[0][:7]
    times, oral, written_at = lines[0][7:10]
    sender, proxy, holder, family, given, role = lines[0][10:16]
    steps = tuple(_step(keys[room], values[16:]) for values in lines if values[16])
    left = (room, holder) in gone
    done = sum(step.kind is OrderStepKind.DO for step in steps)
    standing = Standing(
        OrderState(state), profession, holder, proxy or sender, times, done, oral,
        written_at is not None, left,
    )  # fmt: skip
    held_by = HolderRow(holder, f"{family} {given}".strip(), Role(role), left) if holder else None
    return OrderRow(
        order, entry, profession, standing, held_by, starts_at, due_at, written_at, steps
    )


def _step(keys: RoomKeys, values: Sequence[Any]) -> StepRow:
    step, kind, at, sealed = values
    stored: Mapping[str, Any] = keys.open_json(step_place(step), sealed)
    by = Signature.load(stored["by"])
    return StepRow(OrderStepKind(kind), at, by, stored["text"], stored.get("to", ""))


def concerning(actor: Actor, rooms: Iterable[UUID]) -> list[Concern]:
    """Open orders of these rooms for the actor's profession or held by them; results on their own
    orders; what waits for being written, for who may write it. By the hour, soonest first.
    One statement, and one more where somebody holds any."""
    me = actor.practitioner_role_id
    mine = Q(holder=me) | Q(profession__in=("", actor.profession))
    ordered = Q(communication__proxy_for=me) | Q(
        communication__proxy_for=None, communication__sender=me
    )
    wanted = Q(mine, state__in=ORDERS_TO_DO) | Q(ordered, state=OrderState.REPORTED)
    if actor.profession in PRESCRIBERS:
        wanted |= Q(oral=True, written_at=None) & ~Q(state=OrderState.CANCELLED)
    found: list[tuple[Any, ...]] = list(
        Order.objects.filter(wanted, compartment_id__in=list(rooms), communication__retraction=None)
        .order_by(F("due_at").asc(nulls_last=True), "id")
        .values_list(
            "id", "communication_id", "compartment_id", "state", "holder_id", "due_at",
            "communication__received_at", "communication__sender_id",
            "communication__proxy_for_id", "oral", "written_at", "profession",
        )
    )  # fmt: skip
    gone = absent_people((row[2], row[4]) for row in found if row[4])
    return [_concern(actor, row, gone) for row in found]


def _concern(actor: Actor, row: Sequence[Any], gone: frozenset[tuple[UUID, UUID]]) -> Concern:
    order, entry, room, state, holder, due_at, at, sender, proxy, oral, written_at, profession = row
    orderer = proxy or sender
    return Concern(
        order, entry, room, OrderState(state), holder, due_at, at, orderer,
        unwritten=oral and written_at is None,
        held=holder is not None and (room, holder) not in gone,
        ordered=orderer == actor.practitioner_role_id,
        carried_out=profession in ("", actor.profession) or holder == actor.practitioner_role_id,
    )  # fmt: skip
