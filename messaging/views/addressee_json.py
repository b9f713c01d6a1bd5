"""Whom an entry is addressed to, as devices get it: answered, claimed, and what may be done."""

from typing import Any

from messaging.content import Part, Target
from messaging.labels import PURPOSE_LABELS, TARGET_KIND_LABELS
from messaging.queries.additions import Claimer
from messaging.queries.entries import EntryRow
from messaging.views.moments import moment
from messaging.vocabulary import WAITS_FOR_ANSWER, Purpose, TargetKind
from sharing import clock
from sharing.actor import Actor
from sharing.labels import PROFESSION_LABELS
from sharing.vocabulary import Action, Profession

Json = dict[str, Any]


def target(
    actor: Actor, row: EntryRow, one: Target, may: frozenset[Action], *, mention: bool = False
) -> Json:
    to = (str(one.kind), one.id)
    answered, claimer = to in row.asked.answered, row.asked.claims.get(to)
    late = one.reply_by is not None and one.reply_by < clock.now()
    waits = mention or row.purpose in WAITS_FOR_ANSWER or one.reply_by is not None
    claimable = waits and not answered and Action.COMMUNICATION_RESPOND in may
    return {
        "kind": one.kind,
        "id": one.id,
        "label": target_label(one),
        "reply_by": moment(one.reply_by) if one.reply_by else None,
        "answered": answered,
        "overdue": late and not answered and row.retracted is None,
        "me": one.id in (actor.profession, str(actor.practitioner_role_id)) or _is_ours(actor, one),
        "claimed_by": {"id": str(claimer.id), "name": claimer.name} if claimer else None,
        "claim": _claim(actor, row, one, claimer) if claimable else "",
    }


def addressees(row: EntryRow) -> tuple[Target, ...]:
    """What waits for an answer and names nobody asks the whole team; then that is said."""
    if row.to or row.mentions or row.purpose not in WAITS_FOR_ANSWER:
        return row.to
    return (Target(TargetKind.TEAM),)


def _is_ours(actor: Actor, one: Target) -> bool:
    return one.kind is TargetKind.ORGANIZATION and one.id == str(actor.organization_id)


def _claim(actor: Actor, row: EntryRow, one: Target, claimer: Claimer | None) -> str:
    """What the reader may do: take it, release it, or nothing. An order is taken by its steps."""
    mine = one.kind is TargetKind.TEAM or one.id == actor.profession or _is_ours(actor, one)
    if row.retracted or row.purpose is Purpose.ORDER or not mine:
        return ""
    if claimer:
        return "release" if claimer.id == actor.practitioner_role_id else ""
    return "" if row.author.id == actor.practitioner_role_id else "take"


def target_label(one: Target) -> str:
    if one.kind is TargetKind.ROLE:
        return str(PROFESSION_LABELS[Profession(one.id)])
    return one.name or str(TARGET_KIND_LABELS[TargetKind.TEAM])


def part(one: Part) -> Json:
    return {
        "id": str(one.id),
        "purpose": one.purpose,
        "purpose_label": str(PURPOSE_LABELS[one.purpose]),
        "to": "、".join(target_label(target) for target in one.to),
    }
