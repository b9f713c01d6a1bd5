"""Shape of a claim: which of an entry's addressees is meant."""

from uuid import UUID

from messaging.actions.claim import NewClaim
from messaging.content import Target
from messaging.forms.body import Body
from messaging.forms.entry import target
from messaging.vocabulary import TargetKind


def new_claim(body: Body, entry: UUID) -> NewClaim:
    given = {"kind": body.fields.get("kind"), "id": body.fields.get("who")}
    meant = target(body, "who", given)
    new = NewClaim(body.uuid("id"), entry, meant or _nobody())
    body.done()
    return new


def _nobody() -> Target:
    return Target(TargetKind.TEAM)  # never used: the form has raised what is wrong by then
