"""What follows the header: chunks of 64 KiB, sealed under their number and a mark for the last."""

from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from sharing.age.derive import derived
from sharing.age.errors import Damaged

CHUNK = 64 * 1024
TAG = 16
SEALED = CHUNK + TAG
NONCE = 16
FOLLOWED, LAST = b"\x00", b"\x01"


class Cipher:
    """Seals and opens the chunks of one file. No (number, mark) is ever sealed twice."""

    def __init__(self, file_key: bytes, nonce: bytes) -> None:
        self._aead = ChaCha20Poly1305(derived(file_key, nonce, b"payload"))

    def seal(self, number: int, mark: bytes, plain: memoryview) -> bytes:
        return self._aead.encrypt(number.to_bytes(11, "big") + mark, plain, None)

    def tried(self, number: int, mark: bytes, sealed: bytes) -> bytes | None:
        """None if this is not what was sealed under this number and mark."""
        try:
            return self._aead.decrypt(number.to_bytes(11, "big") + mark, sealed, None)
        except InvalidTag:
            return None

    def open(self, number: int, mark: bytes, sealed: bytes) -> bytes:
        plain = self.tried(number, mark, sealed)
        if plain is None:
            raise Damaged(f"chunk {number + 1} was changed, or the file is cut short")
        return plain

    def open_last(self, number: int, sealed: bytes) -> bytes:
        plain = self.open(number, LAST, sealed)
        if number and not plain:
            raise Damaged("the last chunk is empty")
        return plain


def chunks(plain: int) -> int:
    """How many chunks hold so many bytes: an empty file has one."""
    return max(1, -(-plain // CHUNK))


def cipher_size(plain: int, header: int) -> int:
    """The size of the whole file, for so many bytes behind a header of this size."""
    return header + NONCE + plain + TAG * chunks(plain)


def plain_size(cipher: int, header: int) -> int:
    """The other way round. Raises Damaged for a size no file has; authentic only when opened."""
    sealed = cipher - header - NONCE
    plain = sealed - TAG * -(-sealed // SEALED)
    if plain < 0 or cipher_size(plain, header) != cipher:
        raise Damaged("the file is cut short")
    return plain


def filled(stream: BinaryIO, size: int) -> bytes:
    """Exactly so many bytes, or all that is left: a pipe gives what it happens to have."""
    first = stream.read(size)
    if not first or len(first) == size:
        return first
    parts, held = [first], len(first)
    while part := stream.read(size - held):
        parts.append(part)
        held += len(part)
    return b"".join(parts)


def read_nonce(stream: BinaryIO) -> bytes:
    nonce = filled(stream, NONCE)
    if len(nonce) != NONCE:
        raise Damaged("the file ends after its header")
    return nonce
