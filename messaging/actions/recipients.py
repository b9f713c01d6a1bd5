"""To whom an entry is addressed, and when it has waited long enough."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from messaging.content import Signature, Target
from messaging.models import Recipient
from messaging.vocabulary import WAITS_FOR_ANSWER, Purpose, TargetKind
from sharing.deed import Deed
from sharing.invalid import Invalid
from sharing.queries import care_team
from sharing.queries.care_team import MemberRow
from sharing.queries.directory import PersonRow
from sharing.vocabulary import Profession, Role

OF_THE_TEAM = frozenset({TargetKind.PERSON, TargetKind.ORGANIZATION})


@dataclass(frozen=True)
class Team:
    """Who may be addressed by name; read once, and only when somebody is."""

    members: tuple[MemberRow, ...]

    def names(self) -> Mapping[tuple[TargetKind, str], str]:
        people = {(TargetKind.PERSON, str(one.id)): one.name for one in self.members}
        places = {
            (TargetKind.ORGANIZATION, str(one.person.organization_id)): one.organization
            for one in self.members
        }
        return people | places

    def person(self, practitioner_role: UUID) -> PersonRow:
        for one in self.members:
            if one.id == practitioner_role:
                return one.person
        raise Invalid({"proxy_for": _("Nobody on the team is meant by this.")})


def team_of(deed: Deed, targets: Iterable[Target], proxy_for: UUID | None) -> Team:
    named = proxy_for is not None or any(target.kind in OF_THE_TEAM for target in targets)
    return Team(care_team.team_in(deed) if named else ())


def named(targets: Iterable[Target], team: Team) -> tuple[Target, ...]:
    """The same with the names of the day. Raises `Invalid` for who is not on the team."""
    targets, names = tuple(targets), team.names()
    if any(t.kind in OF_THE_TEAM and (t.kind, t.id) not in names for t in targets):
        raise Invalid({"to": _("Nobody on the team is meant by this.")})
    return tuple(replace(t, name=names.get((t.kind, t.id), "")) for t in targets)


def signature_of(person: PersonRow) -> Signature:
    return Signature(
        person.id, person.name, Role(person.role), person.organization, person.organization_id
    )


def recipients(
    deed: Deed,
    entry: UUID,
    purpose: Purpose,
    to: Iterable[Target],
    mentions: Iterable[Target],
) -> list[Recipient]:
    """Who is asked: whoever a question, a task or an hour is addressed to, and who is mentioned.

    A notice or report to a role asks nothing of it. What waits for an answer and names nobody
    asks the whole team.
    """
    waits = purpose in WAITS_FOR_ANSWER
    asked = {(t.kind, t.id): t for t in to if waits or t.reply_by}
    for mention in mentions:
        asked.setdefault((mention.kind, mention.id), mention)
    if waits and not asked:
        asked[TargetKind.TEAM, ""] = Target(TargetKind.TEAM)
    return [_row(deed, entry, target) for target in asked.values()]


def _row(deed: Deed, entry: UUID, target: Target) -> Recipient:
    kind, who = target.kind, target.id
    return Recipient(
        compartment_id=deed.compartment,
        communication_id=entry,
        kind=kind,
        profession=Profession(who) if kind is TargetKind.ROLE else "",
        practitioner_role_id=UUID(who) if kind is TargetKind.PERSON else None,
        organization_id=UUID(who) if kind is TargetKind.ORGANIZATION else None,
        reply_by=target.reply_by,
    )


def mark_answered(deed: Deed, entry: UUID) -> int:
    """Whatever of this entry waited for the actor, their profession or organisation waits no
    more."""
    me = deed.actor
    mine = (
        Q(practitioner_role_id=me.practitioner_role_id)
        | Q(profession=me.profession)
        | Q(organization_id=me.organization_id)
        | Q(kind=TargetKind.TEAM) & ~Q(communication__sender_id=me.practitioner_role_id)
    )
    waiting = Recipient.objects.filter(
        mine, communication_id=entry, compartment_id=deed.compartment, answered_at=None
    )
    return Recipient.objects.filter(pk__in=waiting.values("pk")).update(
        answered_at=deed.at, answered_by=me.practitioner_role_id
    )
