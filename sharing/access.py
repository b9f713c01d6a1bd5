"""The one door to every room: each decision is taken, and each trace left, in this file.

`permitted` answers "may I do this here, now?" and yields a Deed; `search` "where may I do this?";
`who_may` "whom to ring?"; `may` "which buttons to show?". The table behind all four is in
`sharing.policy`.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from audit import log
from audit.event import TraceEvent
from sharing import bell, clock, facts, journal, policy
from sharing.actor import Actor
from sharing.deed import Deed, Ring
from sharing.denials import AccessDenied as AccessDenied
from sharing.denials import Denials
from sharing.denials import absent as absent
from sharing.disclosure import Search as Search
from sharing.disclosure import UndeclaredDisclosure
from sharing.repeats import Repeats
from sharing.trace_keys import TraceSealer
from sharing.vocabulary import READS, Action, Outcome, Profession, Role, RoomKind
from sharing.writing import writing

INSTALLATION = "installation"


@contextmanager
def permitted(
    actor: Actor, action: Action, compartment: UUID, *, entity: str = "", in_pieces: bool = False
) -> Iterator[Deed]:
    """Do one thing in one room.

    A write and its trace commit together or not at all. A read's trace is committed before this
    returns, so nothing is served that the log does not hold. A denial leaves a trace and raises
    `AccessDenied`. What is read `in_pieces`, one request each, is asked every time and traced
    once in ten minutes of a session.
    """
    try:
        if action in READS:
            yield from _read(actor, action, compartment, entity, in_pieces=in_pieces)
        else:
            yield from _write(actor, action, compartment, entity)
    except AccessDenied as denied:
        _trace_denial(actor, action, denied.reason, compartment, entity)
        raise


def _read(
    actor: Actor, action: Action, compartment: UUID, entity: str, *, in_pieces: bool
) -> Iterator[Deed]:
    deed = _open(actor, action, compartment, entity)
    yield deed
    piece = (actor.session, actor.practitioner_role_id, compartment, deed.entity)
    if in_pieces and _repeats.is_known(piece, deed.at):
        return
    with writing():
        _trace(actor, action, deed.standing, [compartment, *deed.shown], deed.entity, deed.at)
    if in_pieces:
        _repeats.remember(piece, deed.at)


def _write(actor: Actor, action: Action, compartment: UUID, entity: str) -> Iterator[Deed]:
    with writing():
        # Standing is asked under the room's lock: nobody writes who was removed a moment before.
        journal.lock(compartment)
        deed = _open(actor, action, compartment, entity)
        yield deed
        _trace(actor, action, deed.standing, [compartment, *deed.shown], deed.entity, deed.at)
        for waits in deed.before_commit:
            waits()
    _ring(deed.all_rings())


def _open(actor: Actor, action: Action, compartment: UUID, entity: str) -> Deed:
    at = clock.now()
    fact = facts.fact_of(actor.practitioner_role_id, compartment, at)
    decision = policy.decide(action, fact.standing if fact else None)
    if fact is None or not decision.allowed:
        raise AccessDenied(action, decision.reason)
    may = policy.granted(fact.standing)
    return Deed(actor, compartment, at, action, decision.reason, entity, fact.head, may)


def founding(deed: Deed, compartment: UUID) -> Deed:
    """A deed for a room that the same transaction has just made, with a trace of its own.

    Raises `AccessDenied` for any room in which somebody stands already.
    """
    if facts.standings_towards(compartment, deed.at):
        raise AccessDenied(deed.action, "not a new room")
    return _onward(deed, compartment, "founding", policy.FOUNDER)


def knocking(deed: Deed, compartment: UUID) -> Deed:
    """A deed by which somebody outside leaves a request in a closed room, and does no more."""
    return _onward(deed, compartment, "knocking", frozenset())


@contextmanager
def confided(
    actor: Actor, action: Action, compartment: UUID, sub_room: UUID, *, entity: str
) -> Iterator[Deed]:
    """Say something about a room in a sub-room of it, as a suspicion.

    The standing that counts is the one towards the room; keys, journal and trace are the
    sub-room's, and so is a denial's trace. What is told of the room itself, its cursor and its log
    of accesses, does not say that anything was confided. The sub-room need not exist yet.
    """
    try:
        with writing():
            journal.lock(compartment)
            journal.lock(sub_room)
            asked = _open(actor, action, compartment, entity)
            deed = Deed(actor, sub_room, asked.at, action, asked.standing, entity)
            yield deed
            _trace(actor, action, deed.standing, [sub_room], deed.entity, deed.at)
    except AccessDenied as denied:
        _trace_denial(actor, action, denied.reason, sub_room, entity)
        raise
    _ring(deed.all_rings())


@contextmanager
def carried_on(action: Action, compartment: UUID, begun_by: UUID, *, entity: str) -> Iterator[Deed]:
    """The installation goes on with what a permitted deed began, as when it has checked a file.

    Standing was asked when it was begun, and is not asked again: whoever left meanwhile has left
    the file with the room. The trace names the installation.
    """
    with writing():
        journal.lock(compartment)
        deed = Deed(_doer(begun_by), compartment, clock.now(), action, "carried-on", entity)
        yield deed
        rooms = (str(compartment),)
        _append(INSTALLATION, action, Outcome.PERMITTED, deed.standing, rooms, entity, "", deed.at)
    _ring(deed.all_rings())


def _doer(begun_by: UUID) -> Actor:
    """Lines say who began it; nothing else of this actor counts."""
    return Actor(begun_by, UUID(int=0), Role.CLERK, Profession.OFFICE, "", "")


def _onward(deed: Deed, compartment: UUID, basis: str, may: frozenset[Action]) -> Deed:
    journal.lock(compartment)
    _trace(deed.actor, deed.action, basis, [compartment], deed.entity, deed.at)
    onward = Deed(deed.actor, compartment, deed.at, deed.action, basis, deed.entity, may=may)
    deed.onward.append(onward)
    return onward


def elsewhere(deed: Deed, action: Action) -> frozenset[UUID]:
    """The actor's other patients, for a look aside while one room is open, as for equal names.

    What a page then shows of them is added to `deed.shown` and stands in the same trace.
    """
    return _rooms_for(deed.actor, action, deed.at) - {deed.compartment}


@contextmanager
def search(
    actor: Actor, action: Action, kind: RoomKind = RoomKind.PATIENT, *, entity: str = ""
) -> Iterator[Search]:
    """Look across every room of a kind where the actor may do this.

    Of a kind that is rare, like concerns, nothing is traced for who has no such room at all.
    """
    at = clock.now()
    found = Search(_rooms_for(actor, action, at, kind), entity)
    yield found
    if kind is not RoomKind.PATIENT and not found.compartments:
        return
    if found.disclosed is None or not found.disclosed <= found.compartments:
        raise UndeclaredDisclosure(action)
    with writing():
        _trace(actor, action, "search", found.disclosed, found.entity, at)


def _rooms_for(
    actor: Actor, action: Action, at: datetime, kind: RoomKind = RoomKind.PATIENT
) -> frozenset[UUID]:
    standings = facts.standings_of(actor.practitioner_role_id, at)
    return frozenset(
        room
        for room, standing in standings.items()
        if standing.room is kind and policy.decide(action, standing).allowed
    )


def who_may(action: Action, compartment: UUID) -> frozenset[UUID]:
    """The practitioner roles that may do this here now, as for whom to ring."""
    standings = facts.standings_towards(compartment, clock.now())
    return frozenset(
        role for role, standing in standings.items() if policy.decide(action, standing).allowed
    )


def may(actor: Actor, compartment: UUID) -> frozenset[Action]:
    """Everything the actor may do here now: which buttons to show. Decides nothing by itself."""
    fact = facts.fact_of(actor.practitioner_role_id, compartment, clock.now())
    return policy.granted(fact.standing) if fact else frozenset()


def listening(practitioner_roles: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """For the pump: the rooms whose rings each of these practitioner roles may hear."""
    standings = facts.standings_of_many(practitioner_roles, clock.now())
    return {
        role: frozenset(
            room
            for room, standing in rooms.items()
            if policy.decide(Action.COMMUNICATION_READ, standing).allowed
        )
        for role, rooms in standings.items()
    }


def ring_again(compartment: UUID, cursor: int) -> None:
    """Ring a room for something that takes no line of its own, like a read pointer."""
    _ring([Ring(compartment, cursor)])


@contextmanager
def witnessed(
    agent: str,
    action: str,
    *,
    outcome: Outcome = Outcome.PERMITTED,
    entity: str = "",
    source: str = "",
    room: UUID | None = None,
) -> Iterator[None]:
    """Something outside every room that the log must hold, like a sign-in: one transaction.

    `room` is whose log it belongs in, where somebody comes in who has no standing there yet.
    """
    rooms = (str(room),) if room else ()
    with writing():
        yield
        _append(agent, action, outcome, "", rooms, entity, source, clock.now())


_denials = Denials()
_repeats = Repeats()
forget_reads = _repeats.forget  # as after a change of database


def _ring(rings: Iterable[Ring]) -> None:
    for ring in rings:
        listeners = who_may(Action.COMMUNICATION_READ, ring.compartment)
        bell.ring(ring.compartment, ring.cursor, listeners | ring.also)


def _trace(
    actor: Actor,
    action: Action,
    standing: str,
    compartments: Iterable[UUID],
    entity: str,
    at: datetime,
) -> None:
    rooms = tuple(sorted(str(room) for room in compartments))
    _append(str(actor), action, Outcome.PERMITTED, standing, rooms, entity, actor.session, at)


def _trace_denial(
    actor: Actor, action: Action, reason: str, compartment: UUID, entity: str
) -> None:
    at = clock.now()
    count = _denials.count(actor.practitioner_role_id, at)
    if count:
        with writing():
            _append(
                str(actor), action, Outcome.DENIED, reason, (str(compartment),), entity,
                actor.session, at, count,
            )  # fmt: skip


def _append(
    agent: str, action: str, outcome: Outcome, standing: str, rooms: tuple[str, ...], entity: str,
    source: str, at: datetime, count: int = 1,
) -> None:  # fmt: skip
    event = TraceEvent(
        agent=agent, action=action, outcome=outcome, standing=standing, compartments=rooms,
        entity=entity, source=source, at=at, count=count,
    )  # fmt: skip
    log.append(event, TraceSealer.of(at))
