"""Passkeys (Web Authentication): found by the device itself, and always with its user verified."""

import base64
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from sharing import clock
from sharing.invalid import Invalid
from sharing.models import Passkey
from sharing.sessions import SessionStore

CHALLENGE_LIFE = timedelta(minutes=5)
PRODUCT = "つなぎ"


class Ceremony(StrEnum):
    """What a challenge was given out for; it serves nothing else."""

    REGISTRATION = "registration"
    ASSERTION = "assertion"


@dataclass(frozen=True)
class Site:
    """Where the browser believes itself to be: a passkey works there and nowhere else."""

    host: str
    origin: str


@dataclass(frozen=True)
class NewPasskey:
    credential_id: bytes
    public_key: bytes
    sign_count: int


def registration_options(
    store: SessionStore, site: Site, account: UUID, login_name: str, name: str
) -> str:
    """JSON for `navigator.credentials.create`; the challenge stays in the session."""
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=PRODUCT,
        user_id=account.bytes,
        user_name=login_name,
        user_display_name=name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            require_resident_key=True,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=_descriptors(account),
    )
    _remember(store, Ceremony.REGISTRATION, options.challenge)
    return options_to_json(options)


def registered(store: SessionStore, site: Site, credential: dict[str, object]) -> NewPasskey:
    """The passkey that answered the challenge; `Invalid` when it did not."""
    challenge = _recall(store, Ceremony.REGISTRATION)
    try:
        if challenge is None:
            raise WebAuthnException
        found = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    # The library lets errors of what it parses with through, for input nobody honest sends.
    except (WebAuthnException, ValueError, TypeError, KeyError, AttributeError) as error:
        message = _("The passkey could not be registered. Please try again.")
        raise Invalid({"passkey": message}) from error
    if Passkey.objects.filter(credential_id=found.credential_id).exists():
        raise Invalid({"passkey": _("This passkey is registered already.")})
    return NewPasskey(found.credential_id, found.credential_public_key, found.sign_count)


def assertion_options(store: SessionStore, site: Site, account: UUID | None = None) -> str:
    """JSON for `navigator.credentials.get`; without an account, whichever passkey there is."""
    options = generate_authentication_options(
        rp_id=site.host,
        user_verification=UserVerificationRequirement.REQUIRED,
        allow_credentials=_descriptors(account) if account else [],
    )
    _remember(store, Ceremony.ASSERTION, options.challenge)
    return options_to_json(options)


def asserted(store: SessionStore, site: Site, credential: dict[str, object]) -> UUID | None:
    """Whose passkey answered the challenge, or None. Raises the stored count of signatures."""
    challenge = _recall(store, Ceremony.ASSERTION)
    try:
        identifier = base64url_to_bytes(str(credential.get("rawId", "")))
        passkey = Passkey.objects.filter(credential_id=identifier, revoked_at=None).first()
        if challenge is None or passkey is None:
            return None
        proof = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError, AttributeError):
        return None
    unchanged = Passkey.objects.filter(pk=passkey.pk, sign_count=passkey.sign_count)
    if not unchanged.update(sign_count=proof.new_sign_count, used_at=clock.now()):
        return None
    return passkey.account_id


def keep(account: UUID, passkey: NewPasskey, name: str) -> UUID:
    return Passkey.objects.create(
        account_id=account,
        credential_id=passkey.credential_id,
        public_key=passkey.public_key,
        sign_count=passkey.sign_count,
        name=name,
        created_at=clock.now(),
    ).pk


def _descriptors(account: UUID) -> list[PublicKeyCredentialDescriptor]:
    known = Passkey.objects.filter(account_id=account, revoked_at=None).values_list(
        "credential_id", flat=True
    )
    return [PublicKeyCredentialDescriptor(id=bytes(identifier)) for identifier in known]


def _remember(store: SessionStore, ceremony: Ceremony, challenge: bytes) -> None:
    until = (clock.now() + CHALLENGE_LIFE).timestamp()
    store["challenge"] = [ceremony, base64.b64encode(challenge).decode(), until]


def _recall(store: SessionStore, ceremony: Ceremony) -> bytes | None:
    """A challenge is answered once, in time, and only in its own ceremony."""
    purpose, challenge, until = store.pop("challenge", ["", "", 0])
    if purpose != ceremony or clock.now().timestamp() > until:
        return None
    return base64.b64decode(challenge)
