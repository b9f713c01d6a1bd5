"""Who among people is no longer there: what they held counts as held by nobody."""

from collections.abc import Iterable
from uuid import UUID

from sharing import access


def absent_people(places: Iterable[tuple[UUID, UUID]]) -> frozenset[tuple[UUID, UUID]]:
    """Of (room, practitioner role) those that may no longer open the room: left, suspended, off
    the team, or without consent. One statement; none for nobody."""
    wanted = frozenset(places)
    if not wanted:
        return frozenset()
    there = access.listening({person for _, person in wanted})
    return frozenset((room, who) for room, who in wanted if room not in there.get(who, ()))
