"""UUIDv7 (RFC 9562): ids that sort by the time they were made, also when made on a device."""

import secrets
import threading
from uuid import UUID

from sharing import clock

_lock = threading.Lock()
_last = 0
_SPREAD = 1 << 24


def uuid7() -> UUID:
    """A new id. Within one process each is greater than the one before (RFC 9562, 6.2 method 2),
    unless the clock was set back between them."""
    global _last
    milliseconds = int(clock.now().timestamp() * 1000)
    with _lock:
        fresh = milliseconds << 74 | secrets.randbits(74)
        # Within one millisecond count on from the last one, by a step nobody can guess.
        same = _last >> 74 == milliseconds
        _last = _last + 1 + secrets.randbelow(_SPREAD) if same else fresh
        stamp, random = _last >> 74, _last & (1 << 74) - 1
    value = stamp << 80 | 0x7 << 76 | random >> 62 << 64
    return UUID(int=value | 0b10 << 62 | random & (1 << 62) - 1)


def is_uuid7(value: UUID) -> bool:
    return value.version == 7
