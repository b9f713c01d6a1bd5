"""What somebody may do before any room is open: which buttons to show."""

from sharing import access
from sharing.actor import Actor
from sharing.vocabulary import Action


def may_register(actor: Actor) -> bool:
    return Action.PATIENT_CREATE in access.may(actor, actor.organization_id)
