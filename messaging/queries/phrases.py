"""定型文 that somebody may choose from: their own, their organisation's, and those that ship."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Q

from messaging.models import Phrase
from messaging.phrases import PhraseUse, shipped
from sharing import access
from sharing.actor import Actor
from sharing.deed import Deed
from sharing.vocabulary import Action


class Origin(StrEnum):
    OWN = "own"
    ORGANIZATION = "organization"
    SHIPPED = "shipped"


@dataclass(frozen=True)
class PhraseRow:
    """`id` is a UUID, or the number of one that ships; `version` is 0 there."""

    id: str
    origin: Origin
    purpose: PhraseUse
    text: str
    profession: str
    replaces: str
    version: int


@dataclass(frozen=True)
class Phrases:
    rows: tuple[PhraseRow, ...]
    may_share: bool

    def of(self, origin: Origin) -> list[PhraseRow]:
        return [row for row in self.rows if row.origin is origin]


def phrases(actor: Actor) -> Phrases:
    """The own first, then the organisation's, then what ships for the actor's profession, less
    what another one stands in for. Two statements and the keys'."""
    with access.permitted(actor, Action.PHRASE_READ, actor.organization_id) as deed:
        kept = tuple(_kept(deed))
        replaced = {row.replaces for row in kept}
        ships = [
            PhraseRow(one.id, Origin.SHIPPED, one.purpose, one.text, one.profession, "", 0)
            for one in shipped()
            if one.profession is actor.profession and one.id not in replaced
        ]
        own = {row.replaces for row in kept if row.origin is Origin.OWN} - {""}
        shown = [
            row for row in kept if row.origin is Origin.OWN or row.replaces not in own
        ]  # fmt: skip
        return Phrases((*shown, *ships), Action.PHRASE_SHARE in deed.may)


def phrase(actor: Actor, wanted: UUID) -> PhraseRow:
    """One of the actor's own, or of the organisation's when the actor may change those."""
    found = phrases(actor)
    for row in found.rows:
        if row.id == str(wanted) and (row.origin is Origin.OWN or found.may_share):
            return row
    raise access.absent(Action.PHRASE_READ)


def _kept(deed: Deed) -> Iterator[PhraseRow]:
    me = deed.actor
    mine = Q(owner_id=me.practitioner_role_id)
    ours = Q(owner=None) & (Q(profession="") | Q(profession=me.profession) | _all(deed))
    rows = Phrase.objects.filter(mine | ours, compartment_id=deed.compartment, ended_at=None)
    for row in sorted(rows, key=lambda one: (one.owner_id is None, one.pk)):
        said: dict[str, Any] = deed.keys.open_json(row.place, row.content)
        yield PhraseRow(
            str(row.pk),
            Origin.OWN if row.owner_id else Origin.ORGANIZATION,
            PhraseUse(said["purpose"]),
            said["text"],
            row.profession,
            row.replaces,
            row.version,
        )


def _all(deed: Deed) -> Q:
    """Administrators look after the phrases of every profession."""
    return ~Q(pk=None) if Action.PHRASE_SHARE in deed.may else Q(pk=None)
