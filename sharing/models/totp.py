"""The second factor from an authenticator app, with its seed sealed."""

from django.db import models

from sharing.models.account import Account
from sharing.uuid7 import uuid7


class TotpDevice(models.Model):
    """A TOTP generator (RFC 6238), at most one an account. `sharing.second_factor` holds the key
    to the sealed seed; `last_step` refuses a code that was used before."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.OneToOneField(Account, models.PROTECT, related_name="totp_device")
    seed = models.BinaryField()
    last_step = models.BigIntegerField(default=-1)
    created_at = models.DateTimeField()
