"""What backup, restore and drill ask of a database, whichever it is."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from config.backup.elsewhere import Settings

Dump = Callable[[], Iterator[bytes]]


class Database(Protocol):
    """The installation's own database."""

    def version(self) -> str:
        """Of the database server, for the manifest."""
        ...

    def refuse_if_unable(self) -> None:
        """Raises `Trouble` when a program is missing, or is of the wrong version."""
        ...

    def tidy(self, deed: str) -> None:
        """Removes what a killed run left behind. Only while no other run is under way."""
        ...

    def snapshot(self) -> AbstractContextManager[Dump]:
        """In the block every question is asked of one moment; the dump is of that moment too.

        Others go on writing meanwhile.
        """
        ...

    def scratch(self, dump: Iterable[bytes]) -> AbstractContextManager[Settings]:
        """A database made of a dump, gone when the block is left."""
        ...

    def replaced(self, dump: Iterable[bytes]) -> AbstractContextManager[Settings]:
        """The installation's empty database becomes the dump's; `settings` say where to finish it.

        A block that fails leaves it marked, as whoever calls has marked it.
        """
        ...

    def mark(self) -> None:
        """A restore has begun: no server may start on this database."""
        ...

    def unmark(self) -> None: ...

    def is_marked(self) -> bool: ...
