"""Search finds what a plain look through every sealed copy finds, whatever happens meanwhile."""

import random
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection

from messaging.actions.correction import Change, amend_entry, retract_entry
from messaging.actions.entry import NewEntry, post_entry
from messaging.content import Words, folded_place
from messaging.folding import terms
from messaging.memory import Memory, Remembered, memory
from messaging.models import Communication
from messaging.queries.search import SearchFilter, everywhere, in_room
from messaging.vocabulary import EntryKind, Purpose, RetractionReason
from sharing import clock, keys
from sharing.uuid7 import uuid7
from tests.load.library import Shelf, fill, looked_for, written
from tests.world import World, build


def plain(rooms: list[UUID], words: str) -> set[UUID]:
    opened = keys.of_rooms(rooms)
    copies = Communication.objects.filter(compartment_id__in=rooms, folded__isnull=False)
    return {
        entry
        for entry, room, sealed in copies.values_list("pk", "compartment_id", "folded")
        if sealed
        and all(
            term in opened[room].open(folded_place(entry), sealed).decode() for term in terms(words)
        )
    }


def paged(world: World, words: str, room: UUID | None = None) -> list[UUID]:
    """Every page, one after another."""
    nurse, wanted = world.actor("sato"), SearchFilter(words=words)
    entries: list[UUID] = []
    before = None
    while True:
        found = (
            in_room(nurse, room, wanted, before).found
            if room
            else everywhere(nurse, wanted, before)
        )
        assert found is not None
        entries += [one.entry.id for one in found.entries]
        if found.next is None:
            assert found.count == len(entries)
            return entries
        before = found.next


@pytest.fixture
def shelves(db: None) -> World:
    world = build(["sato", "tanaka"], ["P1", "P8"])
    writers = [world.actor("sato"), world.actor("tanaka")]
    for number, (room, count) in enumerate((("P1", 300), ("P8", 70))):
        fill(Shelf(world.room(room), writers, clock.now()), count, seed=number)
    return world


def test_every_page_together_is_what_a_plain_scan_finds(shelves: World) -> None:
    rooms = [shelves.room("P1"), shelves.room("P8")]
    for words, _number in zip(looked_for(random.Random(1)), range(40), strict=False):  # noqa: S311
        everything = paged(shelves, words)
        assert len(everything) == len(set(everything))
        assert set(everything) == plain(rooms, words), words
        assert set(paged(shelves, words, rooms[0])) == plain(rooms[:1], words), words


def test_what_changes_between_two_searches_is_seen_by_the_second(shelves: World) -> None:
    """Posts, amendments and retractions in any order, with the memory full or partly empty."""
    chance = random.Random(2)  # noqa: S311 - a repeatable choice
    nurse, rooms = shelves.actor("sato"), [shelves.room("P1"), shelves.room("P8")]
    mine = list(
        Communication.objects.filter(sender_id=nurse.practitioner_role_id).values_list(
            "pk", "compartment_id"
        )
    )
    words = looked_for(chance)
    for _round in range(25):
        for _change in range(chance.randint(0, 4)):
            if chance.random() < 0.4 or not mine:
                room = chance.choice(rooms)
                said = Words(written(chance))
                kind, purpose = EntryKind.NOTE, Purpose.REPORT
                entry = NewEntry(uuid7(), kind, purpose, said, clock.now())
                post_entry(nurse, room, entry)
                mine.append((entry.id, room))
                continue
            entry_id, room = chance.choice(mine)
            change = Change(uuid7(), entry_id, "書きまちがい")
            if chance.random() < 0.6:
                amend_entry(nurse, room, change, Words(written(chance)))
            else:
                retract_entry(nurse, room, change, RetractionReason.MISTAKE)
                mine.remove((entry_id, room))
        if chance.random() < 0.2:
            keys.forget_all()
        asked = next(words)
        assert set(paged(shelves, asked)) == plain(rooms, asked), asked


def test_what_another_process_wrote_is_seen(shelves: World) -> None:
    """Its change comes as rows and lines only: this process's memory hears nothing of it."""
    nurse, room = shelves.actor("sato"), shelves.room("P8")
    entry = NewEntry(uuid7(), EntryKind.NOTE, Purpose.REPORT, Words("珍しい発疹"), clock.now())
    post_entry(nurse, room, entry)
    assert paged(shelves, "珍しい発疹") == [entry.id]
    before = dict(memory._rooms)
    retract_entry(nurse, room, Change(uuid7(), entry.id), RetractionReason.MISTAKE)
    assert dict(memory._rooms) == before, "the memory was told nothing"
    assert paged(shelves, "珍しい発疹") == []


def test_the_second_search_reads_no_copies(shelves: World) -> None:
    paged(shelves, "浮腫")
    with connection.execute_wrapper(refuse_copies):
        assert paged(shelves, "褥瘡")


def refuse_copies(execute: Callable[..., object], statement: str, *more: object) -> object:
    assert "folded" not in statement
    return execute(statement, *more)


def test_what_is_remembered_goes_with_the_keys_that_opened_it(shelves: World) -> None:
    paged(shelves, "浮腫")
    assert memory.size > 0
    keys.forget_all()
    assert memory.size == 0


def test_memory_is_bounded_and_keeps_the_rooms_asked_for_last(shelves: World) -> None:
    first, second = (keys.of_room(shelves.room(room)) for room in ("P1", "P8"))
    small = Memory(most_bytes=100)
    small.put(first, Remembered(1, (), 60))
    small.put(second, Remembered(1, (), 30))
    assert small.get(first) is not None
    third = keys.RoomKeys(first._generations)
    small.put(third, Remembered(1, (), 30))
    assert small.size <= 100
    assert small.get(second) is None
    assert small.get(first) is not None


def test_a_slower_search_does_not_put_back_what_another_has_passed(shelves: World) -> None:
    opened, one = keys.of_room(shelves.room("P1")), Memory()
    one.put(opened, Remembered(9, (), 1))
    one.put(opened, Remembered(7, (), 1))
    found = one.get(opened)
    assert found is not None
    assert found.head == 9
