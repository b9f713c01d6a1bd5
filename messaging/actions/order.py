"""指示 as an entry brings it along: begun with it, changed with it, called off with it."""

import re
import unicodedata
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from messaging.actions.recipients import Team
from messaging.content import Content, Signature, Target, step_place
from messaging.models import Order, OrderStep
from messaging.order_rule import PRESCRIBERS
from messaging.vocabulary import (
    OPEN_ORDERS,
    ORDERS_TO_DO,
    OrderState,
    OrderStepKind,
    Purpose,
    TargetKind,
)
from patients.answers import Sheet
from sharing.deed import Deed
from sharing.invalid import Invalid
from sharing.uuid7 import uuid7
from sharing.vocabulary import PROFESSION, Profession

HERE = ZoneInfo(settings.TIME_ZONE)
COUNTED = re.compile(r"(\d{1,3})\s*回?")


def addressees(purpose: Purpose, to: tuple[Target, ...], form: Sheet | None) -> tuple[Target, ...]:
    """To whom an entry goes: an order that names nobody is for whom its form says."""
    if to or form is None or purpose is not Purpose.ORDER:
        return to
    roles = form.value("to_role")
    due = _moment(form, "due_at")
    return tuple(
        Target(TargetKind.ROLE, str(Profession(role)), due)
        for role in (roles if isinstance(roles, list | tuple) else ())
    )


def begin(deed: Deed, entry: UUID, content: Content, team: Team) -> None:
    """One order for each profession that is addressed; one that names none is refused."""
    form, oral = content.words.form, content.proxy_for is not None
    if oral:
        _check_what_was_said(content)
    orders = [
        Order(
            id=uuid7(),
            compartment_id=deed.compartment,
            communication_id=entry,
            profession=profession,
            starts_at=_day(form, "starts_on"),
            due_at=_moment(form, "due_at") or due,
            times=_times(form),
            oral=oral,
        )
        for profession, due in _addressed(content, team).items()
    ]
    Order.objects.bulk_create(orders)
    if oral:
        OrderStep.objects.bulk_create(step(deed, o.id, OrderStepKind.READ_BACK) for o in orders)


def follow(deed: Deed, entry: UUID, form: Sheet | None) -> None:
    """The order was amended: what is still open of it follows."""
    if form is None:
        return
    kept = Order.objects.filter(
        communication_id=entry, compartment_id=deed.compartment, state__in=ORDERS_TO_DO
    )
    kept.update(times=_times(form), starts_at=_day(form, "starts_on"))
    if due := _moment(form, "due_at"):
        kept.update(due_at=due)


def withdraw(deed: Deed, entry: UUID) -> None:
    """The entry was taken back, and with it what it ordered."""
    here = Order.objects.filter(communication_id=entry, compartment_id=deed.compartment)
    open_ones = list(here.filter(state__in=OPEN_ORDERS).values_list("pk", flat=True))
    here.filter(pk__in=open_ones).update(state=OrderState.CANCELLED)
    OrderStep.objects.bulk_create(step(deed, one, OrderStepKind.CANCEL) for one in open_ones)


def confirm_in_writing(deed: Deed, entry: UUID, text: str = "") -> None:
    """What was said by telephone is confirmed, for every profession it was said to."""
    here = Order.objects.filter(
        communication_id=entry, compartment_id=deed.compartment, oral=True, written_at=None
    )
    unwritten = list(here.values_list("pk", flat=True))
    here.update(written_at=deed.at)
    OrderStep.objects.bulk_create(step(deed, one, OrderStepKind.WRITE, text) for one in unwritten)


def step(deed: Deed, order: UUID, kind: OrderStepKind, text: str = "", to: str = "") -> OrderStep:
    """A step by the actor, signed as of today; not saved yet. `to` names whom it went on to."""
    row = OrderStep(
        pk=uuid7(),
        compartment_id=deed.compartment,
        order_id=order,
        kind=kind,
        at=deed.at,
        by_id=deed.actor.practitioner_role_id,
    )
    said = {"text": text, "by": Signature.of(deed.actor).dump(), "to": to}
    row.content = deed.keys.seal_json(step_place(row.pk), said)
    return row


def _check_what_was_said(content: Content) -> None:
    """By telephone: a physician's order that was read back."""
    if content.proxy_for and PROFESSION[content.proxy_for.role] not in PRESCRIBERS:
        raise Invalid({"proxy_for": _("Only a physician or dentist gives orders.")})
    form = content.words.form
    if form is None or form.value("read_back") is not True:
        sentence = _("Please read the order back to the physician first, and mark that here.")
        raise Invalid({"form.answers.read_back": sentence})


def _addressed(content: Content, team: Team) -> dict[Profession, datetime | None]:
    """Professions, each with the earliest hour that is hoped for.

    An order for everybody would be anybody's to carry out, so somebody has to be named.
    """
    found: dict[Profession, datetime | None] = {}
    for target in content.to:
        if profession := _profession(target, team):
            hours = [hour for hour in (found.get(profession), target.reply_by) if hour]
            found[profession] = min(hours, default=None)
    if not found:
        place = "to" if content.words.form is None else "form.answers.to_role"
        raise Invalid({place: _("Please choose the profession or person the order is for.")})
    return found


def _profession(target: Target, team: Team) -> Profession | None:
    if target.kind is TargetKind.ROLE:
        return Profession(target.id)
    if target.kind is TargetKind.PERSON:
        return team.person(UUID(target.id)).profession
    return None


def _moment(form: Sheet | None, link_id: str) -> datetime | None:
    found = form.value(link_id) if form else None
    return datetime.fromisoformat(found) if isinstance(found, str) and found else None


def _day(form: Sheet | None, link_id: str) -> datetime | None:
    found = form.value(link_id) if form else None
    if not isinstance(found, str) or not found:
        return None
    return datetime.combine(date.fromisoformat(found), time.min, HERE)


def _times(form: Sheet | None) -> int:
    """How often until it is done. A rhythm such as "twice a day" has no number that ends it."""
    found = form.value("times") if form else None
    told = unicodedata.normalize("NFKC", found).strip() if isinstance(found, str) else ""
    match = COUNTED.fullmatch(told)
    return max(int(match[1]), 1) if match else 1
