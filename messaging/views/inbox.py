"""受信箱: what was sent to my organisation, my profession or the team, and who has taken it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from messaging.labels import TARGET_KIND_LABELS
from messaging.queries.inbox import InboxRow, inbox
from messaging.views.cards import EntryCard, entry_card, order_card
from messaging.vocabulary import TargetKind
from sharing.actor import Actor
from sharing.labels import PROFESSION_LABELS
from sharing.session import actor_of
from sharing.vocabulary import Profession


@dataclass(frozen=True)
class InboxCard:
    """`claim`: "take", "release" or "", for the addressee `kind` and `who`."""

    card: EntryCard
    kind: str
    who: str
    to: str
    claim: str


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    found = inbox(actor)
    fragment = request.headers.get("X-Fragment") == "cards"
    template = "messaging/inbox/_cards.html" if fragment else "messaging/inbox/page.html"
    context = {
        "unclaimed": [_card(actor, row) for row in found.unclaimed],
        "orders": [order_card(actor, one) for one in found.orders],
        "claimed": [_card(actor, row) for row in found.claimed],
        "settled": [_card(actor, row) for row in found.settled],
        "more": found.more,
    }
    return render(request, template, context)


def _card(actor: Actor, row: InboxRow) -> InboxCard:
    kind, who = row.to
    mine = row.claimer is not None and row.claimer.id == actor.practitioner_role_id
    remark = ""
    if row.claimer:
        remark = _("%(name)s has taken it on") % {"name": row.claimer.name}
    claim = "" if row.settled_at else "release" if mine else "" if row.claimer else "take"
    by = row.reply_by if row.settled_at is None else None
    card = entry_card(row.patient, row.entry, by, remark=remark)
    return InboxCard(card, kind, who, _addressee(actor, kind, who), claim)


def _addressee(actor: Actor, kind: str, who: str) -> str:
    if kind == TargetKind.ORGANIZATION:
        return actor.organization
    if kind == TargetKind.ROLE:
        return str(PROFESSION_LABELS[Profession(who)])
    return str(TARGET_KIND_LABELS[TargetKind.TEAM])
