"""Orders as devices get them, with the steps the reader may take now."""

from typing import Any

from django.utils.translation import pgettext

from messaging.labels import ORDER_STATE_LABELS, ORDER_STEP_LABELS
from messaging.order_rule import Person, offered
from messaging.queries.orders import HolderRow, OrderRow, StepRow
from messaging.views.moments import moment
from messaging.vocabulary import OrderStepKind
from sharing import clock
from sharing.actor import Actor
from sharing.labels import PROFESSION_LABELS, ROLE_LABELS
from sharing.vocabulary import Action, Profession

Json = dict[str, Any]


def order(actor: Actor, row: OrderRow, may: frozenset[Action]) -> Json:
    now = row.standing
    return {
        "id": str(row.id),
        "profession": row.profession,
        "profession_label": profession_label(row),
        "state": row.state,
        "state_label": str(ORDER_STATE_LABELS[row.state]),
        "oral": now.oral,
        "written": moment(row.written_at) if row.written_at else None,
        "starts_at": moment(row.starts_at) if row.starts_at else None,
        "due_at": moment(row.due_at) if row.due_at else None,
        "overdue": row.is_overdue(clock.now()),
        "times": now.times,
        "done": now.done,
        "holder": _holder(actor, row.holder) if row.holder else None,
        "steps": [_step(one) for one in row.steps],
        "may": steps_offered(actor, row) if Action.ORDER_UPDATE in may else [],
    }


def steps_offered(actor: Actor, row: OrderRow) -> list[OrderStepKind]:
    return list(offered(row.standing, Person(actor.practitioner_role_id, actor.profession)))


def profession_label(row: OrderRow) -> str:
    if row.profession:
        return str(PROFESSION_LABELS[Profession(row.profession)])
    return pgettext("order", "Whole team")


def _holder(actor: Actor, holder: HolderRow) -> Json:
    return {
        "id": str(holder.id),
        "name": holder.name,
        "role_label": str(ROLE_LABELS[holder.role]),
        "me": holder.id == actor.practitioner_role_id,
        "left": holder.left,
    }


def _step(one: StepRow) -> Json:
    return {
        "kind": one.kind,
        "label": str(ORDER_STEP_LABELS[one.kind]),
        "at": moment(one.at),
        "by": one.by.name,
        "text": one.text,
        "to": one.to,
    }
