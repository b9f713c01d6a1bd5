"""How a practitioner signs in, and the sessions that are open."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from sharing.models.organization import Organization, Practitioner, PractitionerRole
from sharing.uuid7 import uuid7


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(login_name=username)


class Account(AbstractBaseUser):
    """A practitioner's account, owned by an organisation; suspended, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    login_name = models.CharField(max_length=80, unique=True)
    practitioner = models.OneToOneField(Practitioner, models.PROTECT, related_name="account")
    owner = models.ForeignKey(Organization, models.PROTECT, related_name="accounts")
    language = models.CharField(max_length=8, default="ja")
    appearance = models.CharField(max_length=12, default="system")
    created_at = models.DateTimeField()
    suspended_at = models.DateTimeField(null=True)
    suspended_by = models.ForeignKey(PractitionerRole, models.PROTECT, null=True, related_name="+")

    practitioner_id: UUID
    owner_id: UUID

    USERNAME_FIELD = "login_name"
    objects = AccountManager()

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # a fact here, a flag in Django
        return self.suspended_at is None


class Session(models.Model):
    """One signed-in device. The key is kept as a hash: a stolen dump opens nothing.

    `verified_at` is set when the second factor was shown; before that nothing about a patient
    is served. `gesture_at` moves with a person's gestures only.
    """

    key_hash = models.CharField(primary_key=True, max_length=64)
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")
    acting_as = models.ForeignKey(PractitionerRole, models.PROTECT, null=True, related_name="+")
    data = models.BinaryField()
    label = models.CharField(max_length=120, blank=True)
    idle_seconds = models.PositiveIntegerField()
    verified_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    gesture_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    account_id: UUID | None
    acting_as_id: UUID | None

    def idle(self, at: datetime) -> bool:
        """Nobody touched the device for too long: locked until somebody signs in again."""
        return (at - self.gesture_at).total_seconds() >= self.idle_seconds


class Passkey(models.Model):
    """A WebAuthn credential that verified its user (Web Authentication, level 3)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="passkeys")
    credential_id = models.BinaryField(unique=True)
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField()
    name = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    account_id: UUID


class RecoveryCode(models.Model):
    """A code to write down; only its hash is kept, and it works once."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Invitation(models.Model):
    """A single-use link by which a colleague makes an account, or an account gets new factors.

    `account` is whose factors are to be made anew, or, once used, the account that came of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="invitations")
    invited_by = models.ForeignKey(PractitionerRole, models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=30)
    administrator = models.BooleanField(default=False)
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    organization_id: UUID
    account_id: UUID | None


class Throttle(models.Model):
    """Failures to sign in, counted by a keyed tag: of an account name, of an address."""

    tag = models.CharField(primary_key=True, max_length=64)
    failures = models.PositiveIntegerField(default=0)
    blocked_until = models.DateTimeField(null=True)
    last_at = models.DateTimeField()
