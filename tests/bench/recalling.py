"""Every hit of a search against a plain look through every sealed copy."""

import json
import random
from collections.abc import Iterable, Mapping
from itertools import islice
from uuid import UUID

from messaging.content import folded_place
from messaging.folding import terms
from messaging.models import Communication
from messaging.queries import search
from messaging.queries.folded import Room
from messaging.queries.search import SearchFilter
from sharing import journal, keys
from sharing.actor import Actor
from tests.bench.shelving import rooms_of, team_of
from tests.load.library import looked_for


def compare(seed: int, queries: int) -> None:
    """Prints how many of the searches found exactly what a plain scan finds, and how much."""
    first, *others = rooms_of()
    nurse, texts = team_of(first)[0], plain([first, *others])
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice
    told = {"queries": 0, "exact": 0, "hits": 0}
    for words in islice(looked_for(chance), queries):
        for rooms in ([first], [first, *others]):
            inside = frozenset(rooms)
            wanted = {
                entry
                for entry, (room, text) in texts.items()
                if room in inside and all(term in text for term in terms(words))
            }
            told["queries"] += 1
            told["exact"] += found(nurse, rooms, words) == wanted
            told["hits"] += len(wanted)
    print(json.dumps(told))


def plain(rooms: Iterable[UUID]) -> Mapping[UUID, tuple[UUID, str]]:
    opened = keys.of_rooms(rooms)
    copies = Communication.objects.filter(compartment_id__in=opened, folded__isnull=False)
    return {
        entry: (room, opened[room].open(folded_place(entry), sealed).decode())
        for entry, room, sealed in copies.values_list("pk", "compartment_id", "folded").iterator()
        if sealed
    }


def found(actor: Actor, rooms: Iterable[UUID], words: str) -> set[UUID]:
    """Every hit, not the first page only."""
    opened, heads = keys.of_rooms(rooms), journal.heads(rooms)
    searched = [Room(room, opened[room], heads[room]) for room in rooms]
    hits = search.scanned(actor, searched, SearchFilter(words=words))
    return {UUID(bytes=entry) for group in hits.left for _at, entry, _room in group}
