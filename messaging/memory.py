"""What search has opened, kept in memory for the next search, as long as the room's keys are.

Bounded by size, the rooms asked for last stay. A room's texts go with the very keys that opened
them: keys forgotten, replaced or erased take them along, and nobody needs to tell.
"""

import threading
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from messaging.blocks import Block
from sharing.keys import RoomKeys

MOST_BYTES = 128 * 1024 * 1024


@dataclass(frozen=True)
class Remembered:
    """A room's folded texts, complete up to and including the line of the cursor `head`."""

    head: int
    blocks: tuple[Block, ...]
    size: int

    @classmethod
    def of(cls, head: int, blocks: tuple[Block, ...]) -> "Remembered":
        return cls(head, blocks, sum(block.size for block in blocks))


class Memory:
    """By the keys of rooms; the last asked for stand last."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._rooms: WeakKeyDictionary[RoomKeys, Remembered] = WeakKeyDictionary()
        self._lock = threading.RLock()

    def get(self, keys: RoomKeys) -> Remembered | None:
        with self._lock:
            if found := self._rooms.pop(keys, None):
                self._rooms[keys] = found
            return found

    def put(self, keys: RoomKeys, remembered: Remembered) -> None:
        """A search that was slower than another must not put back what that one has passed."""
        with self._lock:
            known = self._rooms.pop(keys, None)
            ahead = known is not None and known.head > remembered.head
            self._rooms[keys] = known if known and ahead else remembered
            self._make_room()

    def drop(self, keys: RoomKeys) -> None:
        with self._lock:
            self._rooms.pop(keys, None)

    @property
    def size(self) -> int:
        with self._lock:
            return sum(one.size for one in self._rooms.values())

    def _make_room(self) -> None:
        size = self.size
        for keys, remembered in list(self._rooms.items()):
            if size <= self._most:
                return
            self._rooms.pop(keys, None)
            size -= remembered.size


memory = Memory()
