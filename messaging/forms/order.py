"""Shape and size of a step of an order, and of passing everything on."""

from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from messaging.actions.order_step import NewStep
from messaging.forms.body import Body
from messaging.vocabulary import OrderStepKind
from sharing.invalid import Invalid

LONGEST_REPORT = 2_000


def new_step(body: Body, order: UUID) -> NewStep:
    new = NewStep(
        body.uuid("id"),
        order,
        body.choice("step", OrderStepKind),
        body.text("text", LONGEST_REPORT),
        body.optional_uuid("to"),
    )
    if new.kind is OrderStepKind.REPORT and not new.text.strip():
        body.problems.setdefault("text", _("Please write the result first."))
    body.done()
    return new


@dataclass(frozen=True)
class PassingOn:
    operation: UUID
    to: UUID | None


def passing_on(fields: QueryDict) -> PassingOn:
    """From a page's own form: `to` is a colleague, or empty for the profession."""
    try:
        to = fields.get("to") or None
        return PassingOn(UUID(fields.get("id") or ""), UUID(to) if to else None)
    except ValueError:
        raise Invalid({"to": _("Please choose one of the list.")}) from None
