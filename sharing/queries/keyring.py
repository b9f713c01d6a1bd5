"""Which keys of the keyring are in use."""

from collections import Counter

from sharing.keyring import Keyring
from sharing.models import InstallationSecret, RoomSecret


def secrets_by_key() -> Counter[str]:
    """How many secrets each key wraps, by the key's id."""
    wrapped = [
        *RoomSecret.objects.values_list("wrapped", flat=True),
        *InstallationSecret.objects.values_list("wrapped", flat=True),
    ]
    return Counter(Keyring.wrapped_with(bytes(one)) for one in wrapped)
