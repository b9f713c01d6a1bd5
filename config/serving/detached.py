"""A file that an answer consists of: its request ends before it is sent (PEP 3333's wrapper)."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Protocol

BLOCK = 64 * 1024


class Readable(Protocol):
    """What a view gives to Django's FileResponse; it must be able to take an attribute `close`."""

    def read(self, size: int, /) -> bytes: ...

    def close(self) -> None: ...


class WrongLength(Exception):
    """A file ended before its announced length, or gave more than it was asked for."""


class Detached:
    """WSGI's file_wrapper. It is read from where it stands and is closed once, by its owner."""

    def __init__(self, file: Readable, _size: int = 0) -> None:
        self.file = file

    def __iter__(self) -> Iterator[bytes]:
        while block := self.file.read(BLOCK):
            yield block

    def whole(self, length: int) -> bytes:
        """So many bytes and no more: a part of a film may be asked for."""
        blocks, missing = [], length
        while missing:
            block = self.file.read(missing)
            if not 0 < len(block) <= missing:
                raise WrongLength
            blocks.append(block)
            missing -= len(block)
        return b"".join(blocks)

    def leave_request(self) -> None:
        """In the request's thread, whose database connections it used: end it, keep the file open.

        Django replaces the file's `close` by the response's, which closes everything at once.
        """
        end = getattr(self.file, "__dict__", {}).pop("close", None)
        if end is None:
            return
        with suppress(ValueError):
            end.__self__._resource_closers.remove(self.file.close)
        end()

    def close(self) -> None:
        self.file.close()
