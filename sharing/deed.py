"""What an inner action holds while the door is open: who, where, when, and the room's tools."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sharing import journal, keys
from sharing.actor import Actor
from sharing.keys import RoomKeys
from sharing.models import Operation
from sharing.vocabulary import Action, LineKind


class Conflict(Exception):
    """The request does not go with what is there; `code` says how."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Ring:
    """Devices to ring after commit; `also` are those who just lost the room."""

    compartment: UUID
    cursor: int
    also: frozenset[UUID] = frozenset()


@dataclass
class Deed:
    """One permitted act in one room. Valid inside the `with` that yielded it, and no longer."""

    actor: Actor
    compartment: UUID
    at: datetime
    action: Action
    standing: str
    entity: str = ""
    head: int = 0  # the room's cursor when the door opened
    may: frozenset[Action] = frozenset()  # what else the actor may do here: which buttons to show
    rings: list[Ring] = field(default_factory=list)
    onward: "list[Deed]" = field(default_factory=list)  # other rooms, in the same transaction
    shown: set[UUID] = field(default_factory=set)  # other rooms of which a page showed something
    # Waited for at the end of a write: what must be durable before the deed is, as a file.
    before_commit: list[Callable[[], None]] = field(default_factory=list)

    @cached_property
    def keys(self) -> RoomKeys:
        return keys.of_room(self.compartment)

    def journal(self, kind: LineKind, subject: UUID, *, also: frozenset[UUID] = frozenset()) -> int:
        """Add a line, and ring for it once everything is committed. Returns the cursor."""
        by = self.actor.practitioner_role_id
        cursor = journal.append(self.compartment, kind, subject, self.at, by)
        self.head = cursor
        self.rings[:] = [Ring(self.compartment, cursor, self._also() | also)]
        return cursor

    def done_before(self, operation: UUID, content: bytes) -> bool:
        """Enter a client's operation in the ledger; True when it was there with this content.

        Raises `Conflict("other-content")` when the id was used for anything else.
        """
        digest = self.keys.digest(self.actor.practitioner_role_id.bytes + content)
        known = Operation.objects.filter(pk=operation).values_list("compartment_id", "digest")
        for compartment, stored in known:
            if compartment != self.compartment or bytes(stored) != digest:
                raise Conflict("other-content")
            return True
        Operation.objects.create(
            pk=operation, compartment_id=self.compartment, digest=digest, recorded_at=self.at
        )
        return False

    def all_rings(self) -> list[Ring]:
        """This room's ring and those of the rooms it led on to."""
        return [*self.rings, *(ring for deed in self.onward for ring in deed.all_rings())]

    def _also(self) -> frozenset[UUID]:
        return frozenset().union(*(ring.also for ring in self.rings))
