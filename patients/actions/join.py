"""Asking the team of a patient whose number one knows to be let in."""

from patients.queries.identifiers import room_of_number
from patients.vocabulary import IdentifierSystem
from sharing import access
from sharing.actions import join
from sharing.actor import Actor
from sharing.institution_number import plain_number
from sharing.vocabulary import Action


def ask_to_join(actor: Actor, system: IdentifierSystem, value: str) -> None:
    """The team sees who asks and decides. Whether there is such a team is not answered."""
    with access.permitted(
        actor, Action.PATIENT_CREATE, actor.organization_id, entity="JoinRequest"
    ) as deed:
        room = room_of_number(system, plain_number(value))
        if room is not None:
            join.ask(deed, room)
