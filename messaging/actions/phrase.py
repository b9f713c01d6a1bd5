"""定型文 of an organisation and of a person: added, written anew, ended."""

from dataclasses import dataclass
from uuid import UUID

import orjson

from messaging.models import Phrase
from messaging.phrases import PhraseUse
from sharing import access
from sharing.actor import Actor
from sharing.deed import Conflict, Deed
from sharing.vocabulary import Action, Profession


@dataclass(frozen=True)
class NewPhrase:
    """`shared`: for the whole organisation; `replaces`: the shipped one it stands in for;
    `profession` "" is everybody."""

    id: UUID
    text: str
    purpose: PhraseUse
    shared: bool = False
    profession: Profession | None = None
    replaces: str = ""


def add_phrase(actor: Actor, new: NewPhrase) -> None:
    """The same again changes nothing. Sharing is the administrators'."""
    with access.permitted(
        actor, _action(new.shared), actor.organization_id, entity=f"Phrase/{new.id}"
    ) as deed:
        said = [new.text, new.purpose, new.shared, new.profession, new.replaces]
        if deed.done_before(new.id, b"phrase" + orjson.dumps(said)):
            return
        row = Phrase(
            pk=new.id,
            compartment_id=deed.compartment,
            owner_id=None if new.shared else actor.practitioner_role_id,
            profession=new.profession or "",
            replaces=new.replaces,
            recorded_at=deed.at,
        )
        row.content = _sealed(deed, row, new.text, new.purpose)
        row.save(force_insert=True)


def rewrite_phrase(
    actor: Actor, phrase: UUID, text: str, purpose: PhraseUse, *, shared: bool, version: int
) -> None:
    """A new version. Raises `Conflict` when somebody else wrote one since `version`."""
    with access.permitted(
        actor, _action(shared), actor.organization_id, entity=f"Phrase/{phrase}"
    ) as deed:
        row = _mine(deed, phrase, shared=shared)
        if row.version != version:
            raise Conflict("changed-meanwhile")
        row.version += 1
        row.content = _sealed(deed, row, text, purpose)
        row.recorded_at = deed.at
        row.save(update_fields=["version", "content", "recorded_at"])


def end_phrase(actor: Actor, phrase: UUID, *, shared: bool) -> None:
    """It is offered no more; one it stood in for is offered again."""
    with access.permitted(
        actor, _action(shared), actor.organization_id, entity=f"Phrase/{phrase}"
    ) as deed:
        row = _mine(deed, phrase, shared=shared)
        row.ended_at = deed.at
        row.save(update_fields=["ended_at"])


def _action(shared: bool) -> Action:
    return Action.PHRASE_SHARE if shared else Action.PHRASE_UPDATE


def _mine(deed: Deed, phrase: UUID, *, shared: bool) -> Phrase:
    """The actor's own, or the organisation's; somebody else's is not there."""
    owner = None if shared else deed.actor.practitioner_role_id
    row = Phrase.objects.filter(
        pk=phrase, compartment_id=deed.compartment, owner_id=owner, ended_at=None
    ).first()
    if row is None:
        raise access.absent(deed.action)
    return row


def _sealed(deed: Deed, row: Phrase, text: str, purpose: PhraseUse) -> bytes:
    return deed.keys.seal_json(row.place, {"text": text, "purpose": str(purpose)})
