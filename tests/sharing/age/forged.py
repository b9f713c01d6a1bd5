"""Files made by hand from the standard library's HMAC, so that each rule can be broken alone."""

import base64
import hmac
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from tests.sharing.age.samples import IDENTITY

FILE_KEY = b"a key of sixteen"
NONCE = bytes(range(16))


def text(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def hkdf(secret: bytes, salt: bytes, purpose: bytes) -> bytes:
    """RFC 5869, one block of output."""
    extracted = hmac.digest(salt or bytes(32), secret, sha256)
    return hmac.digest(extracted, purpose + b"\x01", sha256)


def stanza() -> bytes:
    """A good one, for the identity of the samples."""
    return bytes(IDENTITY.recipient.wrap(FILE_KEY))


def header(stanzas: bytes, version: bytes = b"age-encryption.org/v1\n") -> bytes:
    """With the right seal, whatever stands in it."""
    authenticated = version + stanzas + b"---"
    mac = hmac.digest(hkdf(FILE_KEY, b"", b"header"), authenticated, sha256)
    return authenticated + b" " + text(mac) + b"\n"


def payload(*chunks: bytes) -> bytes:
    aead = ChaCha20Poly1305(hkdf(FILE_KEY, NONCE, b"payload"))
    marks = [0] * (len(chunks) - 1) + [1]
    sealed = [
        aead.encrypt(number.to_bytes(11, "big") + bytes([mark]), chunk, None)
        for number, (chunk, mark) in enumerate(zip(chunks, marks, strict=True))
    ]
    return NONCE + b"".join(sealed)
