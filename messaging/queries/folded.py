"""The folded copies of rooms: from memory, brought up to date by the journal, or read anew.

What another process wrote is seen because the room's cursor, read just now, is ahead of the
memory's; nothing is served from a memory that is behind.
"""

# ruff: noqa: S608 - statements are put together from constants and the names of parameters

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from messaging.blocks import Block, Folded, Group, changed, microseconds
from messaging.content import folded_place
from messaging.memory import Remembered, memory
from sharing import sql
from sharing.keys import RoomKeys
from sharing.vocabulary import LineKind

# So many lines behind, reading a room anew costs no more than reading the lines.
FAR_BEHIND = 500
AT_ONCE = 5_000  # entries in one statement, about
ROOMS_AT_ONCE = 200
CHANGES_WORDS = (LineKind.ENTRY, LineKind.AMENDMENT, LineKind.RETRACTION)

Pause = Callable[[], None]
Entries = dict[int, Folded | None]


@dataclass(frozen=True)
class Room:
    """A room that may be searched, and its cursor at this moment."""

    id: UUID
    keys: RoomKeys
    head: int


def folded_in(rooms: Iterable[Room], pause: Pause) -> Iterator[tuple[UUID, Sequence[Block]]]:
    """Every room with its entries as they stand now, in no particular order."""
    behind: list[tuple[Room, Remembered]] = []
    unknown: list[Room] = []
    for room in rooms:
        known = memory.get(room.keys)
        if known is None or room.head - known.head > FAR_BEHIND:
            unknown.append(room)
        elif known.head < room.head:
            behind.append((room, known))
        else:
            yield room.id, known.blocks
    for first in range(0, len(behind), ROOMS_AT_ONCE):
        yield from _caught_up(behind[first : first + ROOMS_AT_ONCE], pause)
    for group in _groups(unknown):
        yield from _read(group, pause)


_COLUMNS = """entry.compartment_id, entry.id, entry.cursor, entry.captured_at, entry.sender_id,
       entry.purpose, entry.kind, entry.folded"""
_BEHIND = f"""
SELECT {_COLUMNS}
FROM sharing_journalline line JOIN messaging_communication entry ON entry.id = line.subject
WHERE line.kind IN ({", ".join(f"'{kind}'" for kind in CHANGES_WORDS)}) AND ({{behind}})
"""
_WHOLE = f"SELECT {_COLUMNS} FROM messaging_communication entry WHERE {{where}}"


def _caught_up(
    behind: Sequence[tuple[Room, Remembered]], pause: Pause
) -> Iterator[tuple[UUID, Sequence[Block]]]:
    clauses, parameters = [], dict[str, sql.Value]()
    for number, (room, known) in enumerate(behind):
        clauses.append(
            f"(line.compartment_id = %(room{number})s AND line.cursor > %(cursor{number})s)"
        )
        parameters |= {f"room{number}": sql.key(room.id), f"cursor{number}": known.head}
    found = _opened(
        _BEHIND.format(behind=" OR ".join(clauses)),
        parameters,
        {room.id: room.keys for room, _known in behind},
        pause,
    )
    for room, known in behind:
        changes = found.get(room.id)
        fresh = changed(known.blocks, changes) if changes else known.blocks
        memory.put(room.keys, Remembered.of(room.head, fresh))
        yield room.id, fresh


def _groups(rooms: Iterable[Room]) -> Iterator[list[Room]]:
    """Rooms that are read together; a room has at most as many entries as its cursor says."""
    group: list[Room] = []
    for room in rooms:
        if group and sum(one.head for one in group) + room.head > AT_ONCE:
            yield group
            group = []
        group.append(room)
    if group:
        yield group


def _read(group: Sequence[Room], pause: Pause) -> Iterator[tuple[UUID, Sequence[Block]]]:
    found = _small_rooms(group, pause) if len(group) > 1 else _big_room(group[0], pause)
    for room in group:
        fresh = changed((), found.get(room.id, {}))
        memory.put(room.keys, Remembered.of(room.head, fresh))
        yield room.id, fresh


def _small_rooms(group: Sequence[Room], pause: Pause) -> Mapping[UUID, Entries]:
    marks, ids = sql.listed("room", (room.id for room in group))
    keys = {room.id: room.keys for room in group}
    return _opened(_WHOLE.format(where=f"entry.compartment_id IN ({marks})"), ids, keys, pause)


def _big_room(room: Room, pause: Pause) -> Mapping[UUID, Entries]:
    """Piece by piece, so that no answer of the database holds a big room at once."""
    entries: Entries = {}
    where = "entry.compartment_id = %(room)s AND entry.cursor > %(after)s"
    last = f"{where} AND entry.cursor <= %(to)s"
    for after in range(0, max(room.head, 1), AT_ONCE):
        whole = after + AT_ONCE >= room.head
        parameters = {"room": sql.key(room.id), "after": after, "to": after + AT_ONCE}
        if whole:
            parameters.pop("to")
        statement = _WHOLE.format(where=where if whole else last)
        entries |= _opened(statement, parameters, {room.id: room.keys}, pause).get(room.id, {})
    return {room.id: entries}


def _opened(
    statement: str, parameters: sql.Parameters, keys: Mapping[UUID, RoomKeys], pause: Pause
) -> Mapping[UUID, Entries]:
    """By room and cursor; None for what was taken back."""
    found: dict[UUID, Entries] = {room: {} for room in keys}
    ids: dict[UUID | str, UUID] = {}
    groups: dict[Group, Group] = {}
    for row in sql.each(statement, parameters):
        room, entry, cursor, captured_at, sender, purpose, kind, sealed = row
        room = ids.get(room) or ids.setdefault(room, sql.as_uuid(room))
        folded = None
        if sealed is not None:
            sender = ids.get(sender) or ids.setdefault(sender, sql.as_uuid(sender))
            group = (sender.bytes, purpose, kind)
            entry, at = sql.as_uuid(entry), microseconds(sql.as_moment(captured_at))
            text = keys[room].open(folded_place(entry), sealed).decode()
            folded = Folded(entry.bytes, cursor, at, groups.setdefault(group, group), text)
        found[room][cursor] = folded
        pause()
    return found
