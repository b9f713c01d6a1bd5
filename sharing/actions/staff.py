"""What an organisation's administrator does with the accounts it owns, and with its roles."""

from contextlib import AbstractContextManager
from uuid import UUID

from sharing import access, bell, second_factor
from sharing.actions import session
from sharing.actions.account import NO_PASSWORD
from sharing.actions.invitation import Link, issue, revoke_those_of
from sharing.actor import Actor
from sharing.deed import Conflict, Deed
from sharing.models import Account, Invitation, Passkey, PractitionerRole
from sharing.uuid7 import uuid7
from sharing.vocabulary import Action


class NoSuchAccount(Exception):
    """Not there, or of another organisation: whoever asks learns neither."""


def suspend(actor: Actor, account_id: UUID) -> None:
    """Ends every session and socket of the account, within seconds, and keeps it out."""
    with _administered(actor, account_id) as deed:
        account = _owned(deed, account_id)
        _refuse_yourself(deed, account.practitioner_id)
        _keep_an_administrator(deed, account.practitioner_id)
        Account.objects.filter(pk=account_id, suspended_at=None).update(
            suspended_at=deed.at, suspended_by_id=actor.practitioner_role_id
        )
        session.end_all(account_id)
        _revoke_links(deed, account)
        revoke_those_of(deed, account.practitioner_id)
    bell.check()


def restore(actor: Actor, account_id: UUID) -> None:
    with _administered(actor, account_id) as deed:
        _owned(deed, account_id)
        Account.objects.filter(pk=account_id).update(suspended_at=None, suspended_by=None)


def reset_factors(actor: Actor, account_id: UUID) -> Link:
    """For somebody who lost everything: nothing of the old opens any more, and a new link."""
    with _administered(actor, account_id) as deed:
        account = _owned(deed, account_id)
        _refuse_yourself(deed, account.practitioner_id)
        Account.objects.filter(pk=account_id).update(password=NO_PASSWORD)
        Passkey.objects.filter(account_id=account_id, revoked_at=None).update(revoked_at=deed.at)
        second_factor.remove(account_id)
        session.end_all(account_id)
        _revoke_links(deed, account)
        link = issue(
            uuid7(),
            actor.organization_id,
            account.practitioner.name,
            "",
            invited_by=actor.practitioner_role_id,
            account=account,
        )
    bell.check()
    return link


def end_role(actor: Actor, practitioner_role: UUID) -> None:
    """Somebody no longer works here: what stood on this role is closed to them at once.

    The account, and roles for other organisations, stay. So does the name on what was written.
    Raises `Conflict` for oneself and for the last administrator.
    """
    action = Action.PRACTITIONER_ROLE_END
    with access.permitted(
        actor, action, actor.organization_id, entity=f"PractitionerRole/{practitioner_role}"
    ) as deed:
        here = PractitionerRole.objects.active().filter(organization_id=deed.compartment)
        works = here.filter(pk=practitioner_role).first()
        if works is None:
            raise access.absent(action)
        _refuse_yourself(deed, works.practitioner_id)
        _keep_an_administrator(deed, works.practitioner_id)
        here.filter(pk=practitioner_role).update(ended_at=deed.at)
        revoke_those_of(deed, works.practitioner_id)
    bell.check()


def _administered(actor: Actor, account_id: UUID) -> AbstractContextManager[Deed]:
    return access.permitted(
        actor, Action.ACCOUNT_SUSPEND, actor.organization_id, entity=f"Account/{account_id}"
    )


def _owned(deed: Deed, account_id: UUID) -> Account:
    """Of the actor's own organisation; any other account is as good as none."""
    account = (
        Account.objects.select_related("practitioner")
        .filter(pk=account_id, owner_id=deed.compartment)
        .first()
    )
    if account is None:
        raise NoSuchAccount
    return account


def _refuse_yourself(deed: Deed, practitioner: UUID) -> None:
    own = PractitionerRole.objects.filter(
        pk=deed.actor.practitioner_role_id, practitioner_id=practitioner
    )
    if own.exists():
        raise Conflict("yourself")


def _keep_an_administrator(deed: Deed, practitioner: UUID) -> None:
    """Decided under the room's lock, so that two cannot send each other away at one moment."""
    others = (
        PractitionerRole.objects.active()
        .filter(organization_id=deed.compartment, administrator=True)
        .filter(practitioner__account__suspended_at=None, practitioner__account__isnull=False)
        .exclude(practitioner_id=practitioner)
    )
    if not others.exists():
        raise Conflict("last-administrator")


def _revoke_links(deed: Deed, account: Account) -> None:
    Invitation.objects.filter(account=account, used_at=None, revoked_at=None).update(
        revoked_at=deed.at
    )
