"""Accounts: how they come into being, and what their owners choose for themselves."""

from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.utils.translation import gettext as _

from sharing import access, clock, passwords
from sharing.actions import session
from sharing.actions.sign_in import folded
from sharing.invalid import Invalid
from sharing.models import Account, Practitioner, PractitionerRole
from sharing.password_rule import weakness
from sharing.sessions import SessionStore
from sharing.vocabulary import Role

NO_PASSWORD = f"{UNUSABLE_PASSWORD_PREFIX}-none"


def employ(
    name: str, organization: UUID, role: Role, *, administrator: bool = False, kana: str = ""
) -> PractitionerRole:
    """A new practitioner in a first role, in the caller's transaction. No account yet."""
    family, _space, given = name.replace("\u3000", " ").strip().partition(" ")
    practitioner = Practitioner.objects.create(
        family_name=family, given_name=given.strip(), kana=kana
    )
    return take_up_work(practitioner.pk, organization, role, administrator=administrator)


def take_up_work(
    practitioner: UUID, organization: UUID, role: Role, *, administrator: bool = False
) -> PractitionerRole:
    """One more role of a practitioner who is there, in the caller's transaction."""
    return PractitionerRole.objects.create(
        practitioner_id=practitioner,
        organization_id=organization,
        role=role,
        administrator=administrator,
        started_at=clock.now(),
    )


def open_account(
    account: UUID, login_name: str, practitioner: UUID, owner: UUID, *, encoded: str = NO_PASSWORD
) -> Account:
    """An account owned by an organisation, in the caller's transaction; `encoded` by Argon2."""
    return Account.objects.create(
        pk=account,
        login_name=folded(login_name),
        practitioner_id=practitioner,
        owner_id=owner,
        password=encoded,
        created_at=clock.now(),
    )


def change_password(store: SessionStore, account_id: UUID, new: str) -> None:
    """Every other session of the account ends."""
    account = Account.objects.select_related("practitioner", "owner").get(pk=account_id)
    encoded = encoded_password(new, _known_names(account))
    with access.witnessed(f"Account/{account_id}", "password:change", source=session.tag_of(store)):
        Account.objects.filter(pk=account_id).update(password=encoded)
    session.end_others(store)


def encoded_password(password: str, known: list[str]) -> str:
    """Refuses a weak one with `Invalid`."""
    if weak := weakness(password, known):
        raise Invalid({"password": weak})
    return passwords.encode(password)


def choose_appearance(account: UUID, language: str, appearance: str) -> None:
    Account.objects.filter(pk=account).update(language=language, appearance=appearance)


def is_login_name_free(login_name: str) -> bool:
    return not Account.objects.filter(login_name=folded(login_name)).exists()


def refuse_taken(login_name: str) -> None:
    if not is_login_name_free(login_name):
        raise Invalid({"login_name": _("Somebody else has this name. Please choose another.")})


def _known_names(account: Account) -> list[str]:
    return [
        account.login_name,
        account.practitioner.family_name,
        account.practitioner.given_name,
        account.practitioner.kana,
        account.owner.name,
    ]
