"""Files that only their recipients can open: the age format, version 1 (age-encryption.org/v1).

Stands alone: imports neither Django nor anything else of ours. `python -m sharing.age` is its
command line; docs/rescue.md says how such a file is opened without us.
"""

from sharing.age.armor import armored, dearmored
from sharing.age.errors import AgeError, BadKey, Damaged, Declined, Unopenable
from sharing.age.opened import Opened
from sharing.age.opening import decrypt
from sharing.age.passphrase import Passphrase
from sharing.age.payload import CHUNK, cipher_size, plain_size
from sharing.age.sealing import Sealer, encrypt
from sharing.age.x25519 import Identity, Recipient

__all__ = [
    "CHUNK",
    "AgeError",
    "BadKey",
    "Damaged",
    "Declined",
    "Identity",
    "Opened",
    "Passphrase",
    "Recipient",
    "Sealer",
    "Unopenable",
    "armored",
    "cipher_size",
    "dearmored",
    "decrypt",
    "encrypt",
    "plain_size",
]
