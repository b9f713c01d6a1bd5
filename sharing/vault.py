"""Files of a room: age files that only the room's own identity opens.

A row keeps the digest of each file's header, which holds the file's key and a MAC of it; so a file
that was put in another one's place, or put back from another day, does not open.
"""

import hmac
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, Self

from sharing import age
from sharing.keyring import CannotOpen
from sharing.keys import RoomKeys
from sharing.storage import storage


@dataclass(frozen=True)
class Stored:
    """A file that lies in the storage: `size` in bytes of what it says, `header` its digest."""

    name: str
    size: int
    header: bytes

    def dump(self) -> dict[str, object]:
        return {"name": self.name, "size": self.size, "header": self.header.hex()}

    @classmethod
    def load(cls, stored: dict[str, Any]) -> Self:
        return cls(stored["name"], stored["size"], bytes.fromhex(stored["header"]))


def put(keys: RoomKeys, name: str, parts: Iterable[bytes]) -> Stored:
    """Seal and keep; there is a file only when all of it is durable. Raises `DiskFull`."""
    with storage().create(name) as file:
        sealer = age.Sealer(file, [keys.recipient])
        for part in parts:
            sealer.write(part)
        sealer.close()
        return Stored(name, sealer.size, sealer.header)


def written(keys: RoomKeys, name: str, parts: Iterable[bytes]) -> Callable[[], None]:
    """Seal and write; durable when what is returned has been waited for. Both raise `DiskFull`."""
    return storage().written(name, age.encrypt([keys.recipient], parts))


@contextmanager
def found(keys: RoomKeys, name: str) -> Iterator[age.Opened]:
    """A file by its name alone, for what says itself where it belongs. Raises `CannotOpen`."""
    with closing(_opened(keys, name)) as file:
        yield file


def opened(keys: RoomKeys, stored: Stored) -> age.Opened:
    """Raises `CannotOpen` for what is missing, damaged, or not what was put there."""
    file = _opened(keys, stored.name)
    if not hmac.compare_digest(file.header, stored.header) or file.size != stored.size:
        file.close()
        raise CannotOpen("a file in another one's place")
    return file


def _opened(keys: RoomKeys, name: str) -> age.Opened:
    try:
        file = storage().open(name)
    except FileNotFoundError:
        raise CannotOpen("a file that is not there") from None
    try:
        return age.Opened(file, keys.identities)
    except age.AgeError:
        file.close()
        raise CannotOpen("a file that is damaged") from None
