"""UUIDv7 (RFC 9562): ids that sort by the time they were made, also when made on a device."""

import secrets
import time
from uuid import UUID


def uuid7(milliseconds: int | None = None) -> UUID:
    """A new id. `milliseconds` since 1970 may be given by an injected clock."""
    stamp = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    value = (stamp & (1 << 48) - 1) << 80 | 0x7 << 76 | secrets.randbits(12) << 64
    return UUID(int=value | 0b10 << 62 | secrets.randbits(62))


def is_uuid7(value: UUID) -> bool:
    return value.version == 7
