"""Reporting a suspicion, and what those who were told write about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import orjson

from messaging.concern import Concern, ConcernKind, Whose
from messaging.content import Content, Signature, Words, content_place
from messaging.models import Communication
from messaging.vocabulary import EntryKind, Purpose
from patients.queries.header import header
from sharing import access
from sharing.actions.concern import confide
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.models import Compartment
from sharing.queries.directory import PersonRow, people
from sharing.vocabulary import Action, LineKind, Role, RoomKind


@dataclass(frozen=True)
class NewConcern:
    id: UUID
    kinds: tuple[ConcernKind, ...]
    since: str
    danger: bool
    seen: str
    text: str


@dataclass(frozen=True)
class Receipt:
    """Who was told; `community` is false when no 地域包括支援センター is among them."""

    told: tuple[PersonRow, ...]
    community: bool
    danger: bool


def report_concern(actor: Actor, compartment: UUID, new: NewConcern) -> Receipt:
    """Tell it to whom it concerns, in a room of its own. The same again changes nothing.

    Nothing of it stands in the patient's room: no line, no ring, no trace.
    """
    shown = header(actor, compartment)
    whose = Whose(shown.name, shown.kana, shown.birth_text)
    concern = Concern(whose, new.kinds, new.since, new.danger, new.seen, new.text)
    with confide(actor, compartment, f"Communication/{new.id}") as (deed, roles):
        if not deed.done_before(new.id, b"concern" + orjson.dumps(concern.dump())):
            purpose = Purpose.URGENT if new.danger else Purpose.CONSULT
            _write(deed, new.id, purpose, concern.words(), {"concern": concern.dump()})
        rows = people(roles)
    told = tuple(sorted(rows.values(), key=lambda row: (row.organization, row.kana)))
    community = any(row.role is Role.COMMUNITY_SUPPORT for row in told)
    return Receipt(told, community, new.danger)


def answer_concern(actor: Actor, room: UUID, entry: UUID, text: str) -> None:
    """A member writes to the others. The same again changes nothing."""
    entity = f"Communication/{entry}"
    with access.permitted(actor, Action.COMMUNICATION_CREATE, room, entity=entity) as deed:
        if not Compartment.objects.filter(pk=room, kind=RoomKind.CONCERN).exists():
            raise access.absent(deed.action)
        if not deed.done_before(entry, b"concern-answer" + text.encode()):
            _write(deed, entry, Purpose.REPORT, text, {})


def _write(
    deed: Deed, entry: UUID, purpose: Purpose, text: str, more: Mapping[str, object]
) -> None:
    content = Content(Signature.of(deed.actor), Words(text)).dump() | dict(more)
    Communication.objects.create(
        id=entry,
        compartment_id=deed.compartment,
        cursor=deed.journal(LineKind.ENTRY, entry),
        kind=EntryKind.NOTE,
        purpose=purpose,
        sender_id=deed.actor.practitioner_role_id,
        captured_at=deed.at,
        received_at=deed.at,
        content=deed.keys.seal_json(content_place(entry), content),
    )
