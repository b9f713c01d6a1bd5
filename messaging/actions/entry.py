"""Writing to a timeline: post, amend, retract."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import orjson
from django.db.models import F
from django.utils.translation import gettext as _

from messaging.content import (
    Content,
    Signature,
    Target,
    Words,
    content_place,
    retraction_place,
)
from messaging.models import Amendment, Communication, Recipient, Retraction
from messaging.queries.timeline import Shown, shown_in
from messaging.vocabulary import (
    WAITS_FOR_ANSWER,
    EntryKind,
    Purpose,
    RetractionReason,
    TargetKind,
)
from patients.actions import observation
from sharing import access
from sharing.actor import Actor
from sharing.deed import Conflict, Deed
from sharing.invalid import Invalid
from sharing.queries import care_team
from sharing.vocabulary import Action, LineKind, Profession


@dataclass(frozen=True)
class NewEntry:
    """An entry as a device sends it; `id` is made there and makes sending again harmless."""

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


@dataclass(frozen=True)
class Change:
    """An operation on an entry that stands: its own id, why, and when it was done."""

    id: UUID
    entry: UUID
    reason: str = ""


def post_entry(actor: Actor, compartment: UUID, entry: NewEntry) -> Shown:
    """Add an entry to a room's timeline. The same entry again changes nothing.

    Raises `Conflict` when the id is taken by something else, `Invalid` for addressees who are
    not there.
    """
    ordered = entry.purpose is Purpose.ORDER
    action = Action.COMMUNICATION_ORDER if ordered else Action.COMMUNICATION_CREATE
    with access.permitted(actor, action, compartment, entity=f"Communication/{entry.id}") as deed:
        if not deed.done_before(entry.id, _fingerprint(entry)):
            _add(deed, entry)
        return shown_in(deed, entry.id)


def _fingerprint(entry: NewEntry) -> bytes:
    return orjson.dumps(
        [
            entry.kind,
            entry.purpose,
            entry.words.dump(),
            entry.captured_at,
            [target.dump() for target in entry.to],
            [target.dump() for target in entry.mentions],
            entry.in_reply_to,
        ]
    )


def _add(deed: Deed, entry: NewEntry) -> None:
    if entry.in_reply_to is not None:
        _answer_by_reply(deed, entry.in_reply_to)
    to, mentions = _named(deed, entry.to, entry.mentions)
    content = Content(Signature.of(deed.actor), entry.words, to, mentions)
    cursor = deed.journal(LineKind.ENTRY, entry.id)
    Communication.objects.create(
        id=entry.id,
        compartment_id=deed.compartment,
        cursor=cursor,
        kind=entry.kind,
        purpose=entry.purpose,
        sender_id=deed.actor.practitioner_role_id,
        in_reply_to_id=entry.in_reply_to,
        captured_at=entry.captured_at,
        received_at=deed.at,
        device=entry.device,
        counter=entry.counter,
        content=deed.keys.seal_json(content_place(entry.id), content.dump()),
    )
    Recipient.objects.bulk_create(_recipients(deed, entry, to, mentions))
    observation.record(deed, entry.id, entry.words.vitals, entry.captured_at)


def _answer_by_reply(deed: Deed, answered: UUID) -> None:
    found = Communication.objects.filter(pk=answered, compartment_id=deed.compartment)
    if not found.exists():
        raise Invalid({"in_reply_to": _("The entry this replies to is not here.")})
    if mark_answered(deed, answered):
        found.update(touched=F("touched") + 1)


def _named(
    deed: Deed, to: Iterable[Target], mentions: Iterable[Target]
) -> tuple[tuple[Target, ...], tuple[Target, ...]]:
    """Addressees with the names of the day; asks for the team only when a person is meant."""
    to, mentions = tuple(to), tuple(mentions)
    persons = any(target.kind is TargetKind.PERSON for target in (*to, *mentions))
    names = {str(one.id): one.name for one in care_team.team_in(deed)} if persons else {}
    return _with_names(to, names), _with_names(mentions, names)


def _with_names(targets: Iterable[Target], names: Mapping[str, str]) -> tuple[Target, ...]:
    missing = [t for t in targets if t.kind is TargetKind.PERSON and t.id not in names]
    if missing:
        raise Invalid({"to": _("Nobody on the team is meant by this.")})
    return tuple(replace(target, name=names.get(target.id, "")) for target in targets)


def _recipients(
    deed: Deed, entry: NewEntry, to: Iterable[Target], mentions: Iterable[Target]
) -> list[Recipient]:
    """Who is asked: whoever a question, a task or an hour is addressed to, and who is mentioned.

    A notice or report to a role asks nothing of it. What waits for an answer and names nobody
    asks the whole team.
    """
    waits = entry.purpose in WAITS_FOR_ANSWER
    asked = {(t.kind, t.id): t for t in to if waits or t.reply_by}
    for mention in mentions:
        asked.setdefault((mention.kind, mention.id), mention)
    if waits and not asked:
        asked[TargetKind.TEAM, ""] = Target(TargetKind.TEAM)
    return [
        Recipient(
            compartment_id=deed.compartment,
            communication_id=entry.id,
            kind=target.kind,
            profession=Profession(target.id) if target.kind is TargetKind.ROLE else "",
            practitioner_role_id=UUID(target.id) if target.kind is TargetKind.PERSON else None,
            reply_by=target.reply_by,
        )
        for target in asked.values()
    ]


def mark_answered(deed: Deed, entry: UUID) -> int:
    """Whatever of this entry waited for the actor or the actor's profession waits no more."""
    waiting = Recipient.objects.filter(
        communication_id=entry, compartment_id=deed.compartment, answered_at=None
    )
    me = deed.actor
    mine = waiting.filter(practitioner_role_id=me.practitioner_role_id)
    ours = waiting.filter(profession=me.profession)
    everyone = waiting.filter(kind=TargetKind.TEAM).exclude(
        communication__sender_id=me.practitioner_role_id
    )
    return (mine | ours | everyone).update(answered_at=deed.at, answered_by=me.practitioner_role_id)


def amend_entry(actor: Actor, compartment: UUID, change: Change, words: Words) -> Shown:
    """Put other words in an entry's place; the old ones stay readable in its history."""
    entity = f"Communication/{change.entry}"
    with access.permitted(actor, Action.COMMUNICATION_AMEND, compartment, entity=entity) as deed:
        content = orjson.dumps([change.entry.hex, change.reason, words.dump()])
        if deed.done_before(change.id, content):
            return shown_in(deed, change.entry)
        entry = _standing(deed, change.entry, own=True)
        version = 2 + Amendment.objects.filter(communication=entry).count()
        sealed = {
            "words": words.dump(),
            "reason": change.reason,
            "by": Signature.of(actor).dump(),
        }
        Amendment.objects.create(
            id=change.id,
            compartment_id=compartment,
            communication=entry,
            version=version,
            at=deed.at,
            content=deed.keys.seal_json(content_place(entry.pk, version), sealed),
        )
        observation.replace(deed, entry.pk, words.vitals, entry.captured_at)
        _touch(deed, entry, LineKind.AMENDMENT)
        return shown_in(deed, entry.pk)


def retract_entry(
    actor: Actor, compartment: UUID, change: Change, reason: RetractionReason
) -> Shown:
    """Take an entry back: its words are shown to nobody any more, a line says who and when."""
    entity = f"Communication/{change.entry}"
    with access.permitted(actor, Action.COMMUNICATION_RETRACT, compartment, entity=entity) as deed:
        content = orjson.dumps([change.entry.hex, reason, change.reason])
        if deed.done_before(change.id, content):
            return shown_in(deed, change.entry)
        entry = _standing(deed, change.entry, own=False)
        Retraction.objects.create(
            communication=entry,
            compartment_id=compartment,
            reason=reason,
            at=deed.at,
            content=deed.keys.seal_json(
                retraction_place(entry.pk),
                {"text": change.reason, "by": Signature.of(actor).dump()},
            ),
        )
        observation.retract(deed, entry.pk)
        _touch(deed, entry, LineKind.RETRACTION)
        return shown_in(deed, entry.pk)


def _standing(deed: Deed, entry: UUID, *, own: bool) -> Communication:
    """An entry that may be changed: the writer's own, or, to take back, a colleague's too."""
    found = (
        Communication.objects.select_related("sender", "retraction")
        .filter(pk=entry, compartment_id=deed.compartment)
        .first()
    )
    if found is None:
        raise access.absent(Action.COMMUNICATION_AMEND)
    writer = found.sender
    same = writer.pk == deed.actor.practitioner_role_id
    if not same and (own or writer.organization_id != deed.actor.organization_id):
        raise access.absent(Action.COMMUNICATION_AMEND)
    if hasattr(found, "retraction"):
        raise Conflict("already-retracted")
    return found


def _touch(deed: Deed, entry: Communication, kind: LineKind) -> None:
    Communication.objects.filter(pk=entry.pk).update(touched=F("touched") + 1)
    deed.journal(kind, entry.pk)
