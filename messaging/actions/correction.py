"""Correcting what was written: an amendment stands beside it, a retraction takes it back."""

from dataclasses import dataclass
from uuid import UUID

import orjson
from django.db.models import F

from messaging.actions import following
from messaging.actions.asking_back import ask_back, usual_for
from messaging.actions.withheld import refuse_withheld
from messaging.content import Signature, Words, content_place, retraction_place
from messaging.models import Amendment, Communication, Retraction
from messaging.queries.timeline import Shown, shown_in
from messaging.vocabulary import EntryKind, RetractionReason
from sharing import access
from sharing.actor import Actor
from sharing.deed import Conflict, Deed
from sharing.vocabulary import Action, LineKind


@dataclass(frozen=True)
class Change:
    """An operation on an entry that stands: its own id, why, and when it was done."""

    id: UUID
    entry: UUID
    reason: str = ""
    confirmed: bool = True


def amend_entry(actor: Actor, compartment: UUID, change: Change, words: Words) -> Shown:
    """Put other words in an entry's place; the old ones stay readable in its history."""
    entity = f"Communication/{change.entry}"
    with access.permitted(actor, Action.COMMUNICATION_AMEND, compartment, entity=entity) as deed:
        content = orjson.dumps([change.entry.hex, change.reason, words.dump()])
        if deed.done_before(change.id, content):
            return shown_in(deed, change.entry)
        entry = _standing(deed, change.entry, own=True)
        refuse_withheld(deed, EntryKind(entry.kind), words)
        if not change.confirmed:
            ask_back(words, usual_for(deed, words, entry.captured_at))
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
        following.amend(deed, entry.pk, words, entry.captured_at)
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
        following.retract(deed, entry.pk)
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
