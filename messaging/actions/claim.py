"""引き受ける: one of several takes what was addressed to their organisation, profession or team."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import orjson
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from messaging.content import Target
from messaging.models import Communication, Recipient
from messaging.queries.people import absent_people
from messaging.queries.timeline import Shown, shown_in
from messaging.vocabulary import TargetKind
from sharing import access
from sharing.actor import Actor
from sharing.deed import Conflict, Deed
from sharing.invalid import Invalid
from sharing.vocabulary import Action, LineKind

Change = Callable[[Deed, QuerySet[Recipient]], None]


@dataclass(frozen=True)
class NewClaim:
    """Of which ask of an entry: `target` is one of the entry's addressees."""

    id: UUID
    entry: UUID
    target: Target


def claim(actor: Actor, compartment: UUID, wanted: NewClaim) -> Shown:
    """Take an ask, visibly to all. Of two who reach for it one gets it.

    Raises `Conflict` "already-claimed" or "already-settled", `Invalid` for what is not addressed
    to the actor's own.
    """
    return _change(actor, compartment, wanted, _take)


def release(actor: Actor, compartment: UUID, wanted: NewClaim) -> Shown:
    """Give back what one has taken."""
    return _change(actor, compartment, wanted, _give_back)


def _change(actor: Actor, compartment: UUID, wanted: NewClaim, change: Change) -> Shown:
    entity = f"Communication/{wanted.entry}"
    with access.permitted(actor, Action.COMMUNICATION_RESPOND, compartment, entity=entity) as deed:
        target = wanted.target
        said = [change.__name__, wanted.entry.hex, target.kind, target.id]
        if not deed.done_before(wanted.id, orjson.dumps(said)):
            _check_whose_it_is(deed, wanted)
            change(deed, _asked(deed, wanted))
            here = Communication.objects.filter(pk=wanted.entry)
            here.update(touched=F("touched") + 1)
            deed.journal(LineKind.CLAIM, wanted.entry)
        return shown_in(deed, wanted.entry)


def _check_whose_it_is(deed: Deed, wanted: NewClaim) -> None:
    entry = Communication.objects.filter(pk=wanted.entry, compartment_id=deed.compartment)
    found = entry.select_related("retraction").first()
    if found is None:
        raise access.absent(deed.action)
    if hasattr(found, "retraction"):
        raise Conflict("already-retracted")
    me = deed.actor
    mine = {
        TargetKind.ORGANIZATION: wanted.target.id == str(me.organization_id),
        TargetKind.ROLE: wanted.target.id == me.profession,
        TargetKind.TEAM: found.sender_id != me.practitioner_role_id,
    }
    if not mine.get(wanted.target.kind, False):
        raise Invalid({"who": _("This is not addressed to you or yours.")}, "not-for-you")


def _asked(deed: Deed, wanted: NewClaim) -> QuerySet[Recipient]:
    kind, who = wanted.target.kind, wanted.target.id
    asked = Recipient.objects.filter(
        communication_id=wanted.entry, compartment_id=deed.compartment, kind=kind
    )
    if kind is TargetKind.ORGANIZATION:
        asked = asked.filter(organization_id=UUID(who))
    if kind is TargetKind.ROLE:
        asked = asked.filter(profession=who)
    if not asked.exists():
        raise access.absent(deed.action)
    return asked


def _take(deed: Deed, asked: QuerySet[Recipient]) -> None:
    claimers = asked.exclude(claimed_by=None).values_list("claimed_by_id", flat=True)
    gone = absent_people((deed.compartment, one) for one in claimers)
    free = asked.filter(
        Q(claimed_by=None) | Q(claimed_by__in=[who for _room, who in gone]), answered_at=None
    )
    mine = {"claimed_by": deed.actor.practitioner_role_id, "claimed_at": deed.at}
    if not free.update(**mine):
        settled = not asked.filter(answered_at=None).exists()
        raise Conflict("already-settled" if settled else "already-claimed")


def _give_back(deed: Deed, asked: QuerySet[Recipient]) -> None:
    mine = asked.filter(claimed_by=deed.actor.practitioner_role_id, answered_at=None)
    if not mine.update(claimed_by=None, claimed_at=None):
        raise Conflict("not-claimed")
