"""Answering with one tap."""

from dataclasses import dataclass
from uuid import UUID

import orjson
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from messaging.actions.order import confirm_in_writing
from messaging.actions.recipients import mark_answered
from messaging.content import Signature, response_place
from messaging.models import Communication, Response
from messaging.queries.timeline import Shown, shown_in
from messaging.vocabulary import ANSWERS, ResponseCode
from sharing import access
from sharing.actor import Actor
from sharing.deed import Conflict, Deed
from sharing.invalid import Invalid
from sharing.uuid7 import uuid7
from sharing.vocabulary import Action, LineKind


@dataclass(frozen=True)
class NewResponse:
    id: UUID
    entry: UUID
    code: ResponseCode
    text: str = ""


def respond(actor: Actor, compartment: UUID, response: NewResponse) -> Shown:
    """Answer an entry. Only with what one's profession answers with; the same answer once.

    "I give an order" is never said alone: the order itself, in reply, says it. Whoever an entry
    was written for approves it: an order of theirs is confirmed in writing by it.
    """
    entity = f"Communication/{response.entry}"
    with access.permitted(actor, Action.COMMUNICATION_RESPOND, compartment, entity=entity) as deed:
        _check_that_it_is_theirs(deed, response)
        content = orjson.dumps([response.entry.hex, response.code, response.text])
        if deed.done_before(response.id, content):
            return shown_in(deed, response.entry)
        entries = Communication.objects.filter(pk=response.entry, compartment_id=compartment)
        if not entries.filter(retraction=None).update(touched=F("touched") + 1):
            if entries.exists():
                raise Conflict("already-retracted")
            raise access.absent(Action.COMMUNICATION_RESPOND)
        if _given(deed, response).exists():
            raise Conflict("already-answered")
        _record(deed, response)
        if response.code is ResponseCode.APPROVED:
            confirm_in_writing(deed, response.entry, response.text)
        deed.journal(LineKind.RESPONSE, response.entry)
        return shown_in(deed, response.entry)


def approve(deed: Deed, entry: UUID, response: UUID) -> None:
    """Part of another deed by whom the entry was written for; once is enough."""
    approval = NewResponse(response, entry, ResponseCode.APPROVED)
    if not _given(deed, approval).exists():
        _record(deed, approval)


def order_given(deed: Deed, entry: UUID) -> None:
    """Part of an order in reply: whoever orders has answered by it; once is enough."""
    answer = NewResponse(uuid7(), entry, ResponseCode.ORDER_GIVEN)
    if answer.code not in ANSWERS[deed.actor.profession] or _given(deed, answer).exists():
        return
    others = Communication.objects.filter(
        pk=entry, compartment_id=deed.compartment, retraction=None
    ).exclude(sender_id=deed.actor.practitioner_role_id)
    if others.update(touched=F("touched") + 1):
        _record(deed, answer)
        deed.journal(LineKind.RESPONSE, entry)


def _check_that_it_is_theirs(deed: Deed, response: NewResponse) -> None:
    if response.code is ResponseCode.APPROVED:
        me = deed.actor.practitioner_role_id
        theirs = Communication.objects.filter(
            pk=response.entry, compartment_id=deed.compartment, proxy_for=me
        ).exists()
    else:
        theirs = response.code in ANSWERS[deed.actor.profession]
    if not theirs:
        raise Invalid({"code": _("Please choose one of the list.")}, "not-your-answer")
    if response.code is ResponseCode.ORDER_GIVEN:
        sentence = _("Please write the order itself, in reply to this entry.")
        raise Invalid({"code": sentence}, "order-missing")


def _given(deed: Deed, response: NewResponse) -> QuerySet[Response]:
    me = deed.actor.practitioner_role_id
    return Response.objects.filter(communication=response.entry, by_id=me, code=response.code)


def _record(deed: Deed, response: NewResponse) -> None:
    Response.objects.create(
        id=response.id,
        compartment_id=deed.compartment,
        communication_id=response.entry,
        code=response.code,
        by_id=deed.actor.practitioner_role_id,
        at=deed.at,
        content=deed.keys.seal_json(
            response_place(response.id),
            {"text": response.text, "by": Signature.of(deed.actor).dump()},
        ),
    )
    mark_answered(deed, response.entry)
