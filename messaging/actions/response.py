"""Answering with one tap."""

from dataclasses import dataclass
from uuid import UUID

import orjson
from django.db.models import F
from django.utils.translation import gettext as _

from messaging.actions.entry import mark_answered
from messaging.content import Signature, response_place
from messaging.models import Communication, Response
from messaging.queries.timeline import Shown, shown_in
from messaging.vocabulary import ANSWERS, ResponseCode
from sharing import access
from sharing.actor import Actor
from sharing.deed import Conflict
from sharing.invalid import Invalid
from sharing.vocabulary import Action, LineKind


@dataclass(frozen=True)
class NewResponse:
    id: UUID
    entry: UUID
    code: ResponseCode
    text: str = ""


def respond(actor: Actor, compartment: UUID, response: NewResponse) -> Shown:
    """Answer an entry. Only with what one's profession answers with; the same answer once."""
    entity = f"Communication/{response.entry}"
    with access.permitted(actor, Action.COMMUNICATION_RESPOND, compartment, entity=entity) as deed:
        if response.code not in ANSWERS[actor.profession]:
            raise Invalid({"code": _("Please choose one of the list.")}, "not-your-answer")
        content = orjson.dumps([response.entry.hex, response.code, response.text])
        if deed.done_before(response.id, content):
            return shown_in(deed, response.entry)
        entries = Communication.objects.filter(pk=response.entry, compartment_id=compartment)
        if not entries.filter(retraction=None).update(touched=F("touched") + 1):
            if entries.exists():
                raise Conflict("already-retracted")
            raise access.absent(Action.COMMUNICATION_RESPOND)
        given = Response.objects.filter(
            communication_id=response.entry, by_id=actor.practitioner_role_id, code=response.code
        )
        if given.exists():
            raise Conflict("already-answered")
        Response.objects.create(
            id=response.id,
            compartment_id=compartment,
            communication_id=response.entry,
            code=response.code,
            by_id=actor.practitioner_role_id,
            at=deed.at,
            content=deed.keys.seal_json(
                response_place(response.id),
                {"text": response.text, "by": Signature.of(actor).dump()},
            ),
        )
        mark_answered(deed, response.entry)
        deed.journal(LineKind.RESPONSE, response.entry)
        return shown_in(deed, response.entry)
