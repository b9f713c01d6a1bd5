"""Where the bytes of a file come from, and where what was made of it goes."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

PART = 256 * 1024


class Source(Protocol):
    """An uploaded file, opened for reading at any place."""

    @property
    def size(self) -> int: ...

    def read(self, start: int, length: int) -> bytes:
        """Exactly `length` bytes from `start`, fewer only at the end of the file."""
        ...


# Takes a rendition by its name; what it does not read of it is lost.
Keep = Callable[[str, Iterable[bytes]], None]
Scan = Callable[[Source], None]


def parts(source: Source) -> Iterator[bytes]:
    """The whole file, a part at a time."""
    for start in range(0, source.size, PART):
        yield source.read(start, min(PART, source.size - start))
