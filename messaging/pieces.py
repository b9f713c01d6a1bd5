"""The pieces of a file on its way, each sealed for the room; read together as one source."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator
from uuid import UUID

from sharing import vault
from sharing.age import AgeError
from sharing.keyring import CannotOpen
from sharing.keys import RoomKeys
from sharing.storage import Listed, storage

HEAD = 24  # the file's id and the piece's place in it, in front of every piece
REMEMBERED = 2  # pieces at once in memory


def upload_folder(attachment: UUID) -> str:
    return f"uploads/{attachment.hex[-2:]}/{attachment}"


def file_folder(attachment: UUID) -> str:
    return f"files/{attachment.hex[-2:]}/{attachment}"


def put(keys: RoomKeys, attachment: UUID, offset: int, data: bytes) -> Callable[[], None]:
    """The next piece, written; what is returned waits until it is durable. Both raise `DiskFull`.

    A cut leaves at most a part of it, where the file goes on: there it is written anew.
    """
    if not offset:  # what lies there is of a way that was given up
        remove_pieces(attachment)
    return vault.written(keys, _name(attachment, offset), [_head(attachment, offset), data])


def remove_all(attachment: UUID) -> None:
    """Everything that is kept of it, pieces and renditions."""
    remove_pieces(attachment)
    remove_renditions(attachment)


def remove_pieces(attachment: UUID) -> None:
    remove(one.name for one in list(storage().listed(upload_folder(attachment))))


def remove_renditions(attachment: UUID, but: Collection[str] = ()) -> None:
    there = [one.name for one in storage().listed(file_folder(attachment))]
    remove(name for name in there if name not in but)


def remove(names: Iterable[str]) -> None:
    for name in names:
        storage().remove(name)


class Pieces:
    """A whole file, read anywhere in it with two of its pieces in memory.

    Raises `CannotOpen` when a piece is missing, damaged, or another one's.
    """

    def __init__(self, keys: RoomKeys, attachment: UUID, size: int) -> None:
        self.size = size
        self._keys = keys
        self._attachment = attachment
        self._starts = sorted(_start(one) for one in storage().listed(upload_folder(attachment)))
        self._held: OrderedDict[int, bytes] = OrderedDict()

    @property
    def is_away(self) -> bool:
        """Whether nothing at all of it is found."""
        return not self._starts and self.size > 0

    def read(self, start: int, length: int) -> bytes:
        end = min(start + length, self.size)
        return b"".join(self._between(start, end))

    def _between(self, start: int, end: int) -> Iterator[bytes]:
        while start < end:
            place = bisect_right(self._starts, start)
            begins = self._starts[place - 1] if place else -1
            data = self._piece(begins)[start - begins : end - begins]
            if not data:
                raise CannotOpen("a piece that is missing")
            yield data
            start += len(data)

    def _piece(self, begins: int) -> bytes:
        if begins not in self._held:
            self._held[begins] = self._opened(begins)
            while len(self._held) > REMEMBERED:
                self._held.popitem(last=False)
        return self._held[begins]

    def _opened(self, begins: int) -> bytes:
        if begins < 0:
            raise CannotOpen("a piece that is missing")
        try:
            with vault.found(self._keys, _name(self._attachment, begins)) as piece:
                whole = piece.read(0, piece.size)
        except AgeError:
            raise CannotOpen("a piece that is damaged") from None
        if whole[:HEAD] != _head(self._attachment, begins):
            raise CannotOpen("a piece in another one's place")
        return whole[HEAD:]


def _name(attachment: UUID, offset: int) -> str:
    return f"{upload_folder(attachment)}/{offset:012d}.age"


def _start(one: Listed) -> int:
    name = one.name.rsplit("/", 1)[-1].removesuffix(".age")
    return int(name) if name.isdecimal() else -1


def _head(attachment: UUID, offset: int) -> bytes:
    return attachment.bytes + offset.to_bytes(8)
