"""How far a person has read: moved by a person only, forward only, and without a line."""

from uuid import UUID

from messaging import murmur
from sharing import access, sql
from sharing.actor import Actor
from sharing.vocabulary import Action

# One statement, so that two devices of one person cannot move it back.
_MOVE = """
INSERT INTO messaging_readpointer (compartment_id, reader_id, cursor, at)
VALUES (%(room)s, %(reader)s, %(cursor)s, %(at)s)
ON CONFLICT (compartment_id, reader_id) DO UPDATE
SET cursor = excluded.cursor, at = excluded.at
WHERE messaging_readpointer.cursor < excluded.cursor
"""


def move_pointer(actor: Actor, compartment: UUID, cursor: int) -> None:
    """The actor has seen everything up to `cursor` on an unlocked screen."""
    entity = f"cursor<={cursor}"
    with access.permitted(actor, Action.COMMUNICATION_READ, compartment, entity=entity) as deed:
        move = {
            "room": sql.key(compartment),
            "reader": sql.key(actor.practitioner_role_id),
            "cursor": min(cursor, deed.head),
            "at": sql.moment(deed.at),
        }
    # Behind the door: nothing moves of which the trace could not be written.
    moved = sql.execute(_MOVE, move)
    if moved > 0:
        murmur.later(compartment, deed.head)
