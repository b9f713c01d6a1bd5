"""Someone who knows a patient's number asks to be let in; the team decides."""

from uuid import UUID

from sharing import access
from sharing.actions.care_team import take_in
from sharing.actor import Actor
from sharing.deed import Conflict, Deed
from sharing.models import CareTeamMember, JoinRequest
from sharing.uuid7 import uuid7
from sharing.vocabulary import Action, LineKind


def ask(deed: Deed, compartment: UUID) -> None:
    """Leave a request in a room that stays closed to who asks. Asking twice is asking once."""
    room = access.knocking(deed, compartment)
    asker = deed.actor.practitioner_role_id
    waiting = JoinRequest.objects.filter(
        compartment_id=compartment, asked_by_id=asker, decided_at=None
    )
    member = CareTeamMember.objects.present(deed.at).filter(
        compartment_id=compartment, member_id=asker
    )
    if waiting.exists() or member.exists():
        return
    request = JoinRequest.objects.create(
        pk=uuid7(), compartment_id=compartment, asked_by_id=asker, asked_at=deed.at
    )
    room.journal(LineKind.JOIN, request.pk)


def decide_join(actor: Actor, compartment: UUID, request: UUID, *, accepted: bool) -> None:
    """Let them in, or not. Raises `Conflict`: changed-meanwhile when it was decided already,
    no-consent when the patient has not agreed to their organisation."""
    with access.permitted(actor, Action.CARE_TEAM_AMEND, compartment, entity="CareTeam") as deed:
        asked = JoinRequest.objects.filter(pk=request, compartment_id=compartment)
        if not asked.exists():
            raise access.absent(deed.action)
        waiting = asked.filter(decided_at=None)
        asked_by = waiting.values_list("asked_by_id", flat=True).first()
        if asked_by is None:
            raise Conflict("changed-meanwhile")
        waiting.update(
            decided_at=deed.at,
            decided_by_id=deed.actor.practitioner_role_id,
            accepted=accepted,
        )
        deed.journal(LineKind.JOIN, request)
        if accepted:
            take_in(deed, asked_by)
