"""Base64 as the header of an age file has it: without padding, and only in its one spelling."""

import base64
import binascii

from sharing.age.errors import Damaged


def encoded(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def decoded(text: bytes) -> bytes:
    """Raises Damaged for padding, stray bits, line ends and anything outside the alphabet."""
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        raise Damaged("the header holds broken base64") from None
    if encoded(data) != text:
        raise Damaged("the header holds base64 that is not canonical")
    return data
