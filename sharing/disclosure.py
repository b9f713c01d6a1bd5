"""A look across rooms says whose data it showed."""

from collections.abc import Iterable
from uuid import UUID

from sharing import keys


class UndeclaredDisclosure(Exception):
    """A search ended without saying whose data it showed."""


class Search:
    """The rooms open to a search; it must say which of them its result disclosed."""

    def __init__(self, compartments: frozenset[UUID], entity: str = "") -> None:
        self.compartments = compartments
        self.entity = entity
        self.disclosed: frozenset[UUID] | None = None

    def keys(self) -> dict[UUID, keys.RoomKeys]:
        """The keys of every room that is open, loaded at once."""
        return keys.of_rooms(self.compartments)

    def disclose(self, compartments: Iterable[UUID]) -> None:
        self.disclosed = frozenset(compartments)
