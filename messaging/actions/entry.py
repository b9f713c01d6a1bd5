"""Writing to a timeline."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import orjson
from django.db.models import F
from django.utils.translation import gettext as _

from messaging.actions import draft, following, order
from messaging.actions.asking_back import ask_back, usual_for
from messaging.actions.folding import folded
from messaging.actions.recipients import (
    Team,
    mark_answered,
    named,
    recipients,
    signature_of,
    team_of,
)
from messaging.actions.response import order_given
from messaging.actions.withheld import refuse_withheld
from messaging.content import Content, Part, Signature, Target, Words, content_place
from messaging.models import Communication, Recipient
from messaging.queries.timeline import Shown, shown_in
from messaging.vocabulary import EntryKind, Purpose, TargetKind
from patients.actions.visit import note_written
from sharing import access
from sharing.actor import Actor
from sharing.deed import Conflict, Deed
from sharing.invalid import Invalid
from sharing.vocabulary import Action, LineKind


@dataclass(frozen=True)
class Ask:
    """What one event asks of somebody else: it becomes an entry of its own."""

    id: UUID
    purpose: Purpose
    text: str
    to: tuple[Target, ...]


@dataclass(frozen=True)
class NewEntry:
    """An entry as a device sends it; `id` is made there and makes sending again harmless.

    `visit` is the visit it is the note of; `proxy_for` the practitioner role in whose name a
    colleague enters it, and who approves it later. Unless `confirmed`, unusual values are asked
    back.
    """

    id: UUID
    kind: EntryKind
    purpose: Purpose
    words: Words
    captured_at: datetime
    to: tuple[Target, ...] = ()
    mentions: tuple[Target, ...] = ()
    in_reply_to: UUID | None = None
    device: UUID | None = None
    counter: int | None = None
    asks: tuple[Ask, ...] = ()
    visit: UUID | None = None
    proxy_for: UUID | None = None
    part_of: UUID | None = None
    confirmed: bool = True


def post_entry(actor: Actor, compartment: UUID, entry: NewEntry) -> Shown:
    """Add an entry to a room's timeline, and one for each ask. The same again changes nothing.

    Raises `Conflict` when an id is taken by something else, `Invalid` for addressees who are
    not there.
    """
    action, entity = _action(entry), f"Communication/{entry.id}"
    with access.permitted(actor, action, compartment, entity=entity) as deed:
        if not deed.done_before(entry.id, _fingerprint(entry)):
            team = _team(deed, entry)
            _add(deed, entry, team)
            for ask in entry.asks:
                _add_part(deed, entry, ask, team)
        return shown_in(deed, entry.id)


def _action(entry: NewEntry) -> Action:
    """An order in a physician's name is one that was given by telephone and read back."""
    if entry.purpose is not Purpose.ORDER:
        return Action.COMMUNICATION_CREATE
    return Action.COMMUNICATION_RELAY if entry.proxy_for else Action.COMMUNICATION_ORDER


def _fingerprint(entry: NewEntry) -> bytes:
    said = [
        entry.kind,
        entry.purpose,
        entry.words.dump(),
        entry.captured_at,
        [target.dump() for target in entry.to],
        [target.dump() for target in entry.mentions],
        entry.in_reply_to,
        [(ask.id, ask.purpose, ask.text, [one.dump() for one in ask.to]) for ask in entry.asks],
        entry.visit,
        entry.proxy_for,
    ]
    return orjson.dumps(said)


def _team(deed: Deed, entry: NewEntry) -> Team:
    asked = (target for ask in entry.asks for target in ask.to)
    return team_of(deed, (*entry.to, *entry.mentions, *asked), entry.proxy_for)


def _add(deed: Deed, entry: NewEntry, team: Team) -> None:
    refuse_withheld(deed, entry.kind, entry.words)
    baseline = usual_for(deed, entry.words, entry.captured_at)
    if not entry.confirmed:
        ask_back(entry.words, baseline)
    if entry.in_reply_to is not None:
        _answer_by_reply(deed, entry.in_reply_to, entry.purpose)
    content = replace(_content(deed, entry, team), baseline=baseline)
    Communication.objects.create(
        id=entry.id,
        compartment_id=deed.compartment,
        cursor=deed.journal(LineKind.ENTRY, entry.id),
        kind=entry.kind,
        purpose=entry.purpose,
        sender_id=deed.actor.practitioner_role_id,
        in_reply_to_id=entry.in_reply_to,
        part_of_id=entry.part_of,
        proxy_for_id=entry.proxy_for,
        captured_at=entry.captured_at,
        received_at=deed.at,
        device=entry.device,
        counter=entry.counter,
        content=deed.keys.seal_json(content_place(entry.id), content.dump()),
        folded=folded(deed, entry.id, content.words),
    )
    asked = recipients(deed, entry.id, entry.purpose, content.to, content.mentions)
    if entry.proxy_for:
        asked.append(_to_approve(deed, entry))
    Recipient.objects.bulk_create(asked)
    following.record(deed, entry.id, entry.words, entry.captured_at)
    if entry.words.form:
        draft.drop(deed, entry.id)
    if entry.purpose is Purpose.ORDER:
        order.begin(deed, entry.id, content, team)
    if entry.visit is not None:
        note_written(deed, entry.visit, entry.id)


def _content(deed: Deed, entry: NewEntry, team: Team) -> Content:
    for_whom = signature_of(team.person(entry.proxy_for)) if entry.proxy_for else None
    if for_whom and entry.proxy_for == deed.actor.practitioner_role_id:
        raise Invalid({"proxy_for": _("This is your own name.")})
    to = named(order.addressees(entry.purpose, entry.to, entry.words.form), team)
    mentions = named(entry.mentions, team)
    # Known from the start and never changed: kept in the whole, they cost no statement to show.
    parts = tuple(Part(ask.id, ask.purpose, named(ask.to, team)) for ask in entry.asks)
    return Content(Signature.of(deed.actor), entry.words, to, mentions, for_whom, parts)


def _to_approve(deed: Deed, entry: NewEntry) -> Recipient:
    return Recipient(
        compartment_id=deed.compartment,
        communication_id=entry.id,
        kind=TargetKind.PERSON,
        practitioner_role_id=entry.proxy_for,
    )


def _add_part(deed: Deed, whole: NewEntry, ask: Ask, team: Team) -> None:
    part = NewEntry(ask.id, EntryKind.NOTE, ask.purpose, Words(ask.text), whole.captured_at, ask.to)
    if deed.done_before(ask.id, _fingerprint(part)):
        raise Conflict("other-content")
    _add(deed, replace(part, part_of=whole.id), team)


def _answer_by_reply(deed: Deed, answered: UUID, purpose: Purpose) -> None:
    found = Communication.objects.filter(pk=answered, compartment_id=deed.compartment)
    if not found.exists():
        raise Invalid({"in_reply_to": _("The entry this replies to is not here.")})
    if purpose is Purpose.ORDER:
        order_given(deed, answered)
    if mark_answered(deed, answered):
        found.update(touched=F("touched") + 1)
