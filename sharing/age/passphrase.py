"""A passphrase in the place of keys: slow on purpose, and alone in its header."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from sharing.age import unpadded
from sharing.age.errors import BadKey, Damaged, Declined
from sharing.age.stanza import Stanza, checked_body, checked_share, sealed, unsealed

KIND = "scrypt"
PURPOSE = b"age-encryption.org/v1/scrypt"
SALT_BYTES = 16
BLOCK, LANES = 8, 1
WORK_FACTOR = 18  # 256 MiB and about a second, as the age tool
HIGHEST_WORK_FACTOR = 20  # 1 GiB: what a stranger's file may cost us
DECIMAL = re.compile("[1-9][0-9]*")


@dataclass(frozen=True)
class Passphrase:
    """Both recipient and identity. The work factor is the base-two logarithm, used in writing."""

    text: str = field(repr=False)
    work_factor: int = WORK_FACTOR

    def __post_init__(self) -> None:
        if not self.text:
            raise BadKey("the passphrase is empty")
        if not 1 <= self.work_factor <= HIGHEST_WORK_FACTOR:
            raise ValueError(f"a work factor lies between 1 and {HIGHEST_WORK_FACTOR}")

    def wrap(self, file_key: bytes) -> Stanza:
        salt = os.urandom(SALT_BYTES)
        body = sealed(self._wrap_key(salt, self.work_factor), file_key)
        salt_text = unpadded.encoded(salt).decode("ascii")
        return Stanza(KIND, (salt_text, str(self.work_factor)), body)

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """The file key, or None if another passphrase is asked. Raises Damaged and Declined."""
        for stanza in stanzas:
            if stanza.kind == KIND:
                return self._unwrap(stanza)
        return None

    def _unwrap(self, stanza: Stanza) -> bytes | None:
        if len(stanza.arguments) != 2:
            raise Damaged("the scrypt stanza does not have three arguments")
        salt = checked_share(stanza, stanza.arguments[0], SALT_BYTES)
        work_factor = _parsed_work_factor(stanza.arguments[1])
        body = checked_body(stanza)
        return unsealed(self._wrap_key(salt, work_factor), body)

    def _wrap_key(self, salt: bytes, work_factor: int) -> bytes:
        scrypt = Scrypt(PURPOSE + salt, 32, n=1 << work_factor, r=BLOCK, p=LANES)
        try:
            return scrypt.derive(self.text.encode())
        except MemoryError:
            raise Declined(f"there is no memory for the work factor {work_factor}") from None


def _parsed_work_factor(text: str) -> int:
    if not DECIMAL.fullmatch(text):
        raise Damaged("the work factor of the scrypt stanza is no number")
    if len(text) > len(str(HIGHEST_WORK_FACTOR)) or int(text) > HIGHEST_WORK_FACTOR:
        raise Declined(f"the work factor is above {HIGHEST_WORK_FACTOR}: not tried")
    return int(text)
