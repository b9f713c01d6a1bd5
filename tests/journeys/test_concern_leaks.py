"""What a suspicion of abuse leaves behind: nothing that anybody else could find."""

import asyncio
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from audit.models import Leaf
from audit.queries import events
from messaging.models import Communication
from sharing import access, bell, clock, journal
from sharing.bell import Listener
from sharing.models import JournalLine
from sharing.trace_keys import TraceSealer
from sharing.uuid7 import uuid7
from sharing.vocabulary import (
    Action,
)
from tests import world as worlds
from tests.journeys.suspicions import SEEN, client_of, of, report
from tests.world import World


@pytest.fixture
def world(db: None) -> World:
    return worlds.build(["sato", "ono", "tanaka", "suzuki", "kato"])


class Heard:
    """The end of a socket that keeps what it is told."""

    def __init__(self) -> None:
        self.messages: list[dict[str, object]] = []

    def tell(self, message: dict[str, object]) -> None:
        self.messages.append(message)

    def end(self, code: int) -> None:
        raise AssertionError(code)


@pytest.fixture
def sockets(world: World) -> Iterator[dict[str, Heard]]:
    """An open socket of each, and a loop that is turned by hand."""
    bell.hub.loop = asyncio.new_event_loop()
    heard = {person: Heard() for person in ("sato", "ono", "tanaka", "suzuki", "kato")}
    listeners = [
        Listener(wire, world.account(person), world.role(person), person)
        for person, wire in heard.items()
    ]
    for one in listeners:
        bell.hub.add(one)
    yield heard
    for one in listeners:
        bell.hub.remove(one)
    bell.hub.loop.close()
    bell.hub.loop = None


def test_the_room_of_the_patient_does_not_move_and_nobody_of_the_team_is_rung(
    world: World, sockets: dict[str, Heard]
) -> None:
    room = world.room("P1")
    head, lines = journal.head(room), JournalLine.objects.filter(compartment=room).count()
    report(client_of(world, "sato"), room)
    assert bell.hub.loop is not None
    bell.hub.loop.run_until_complete(asyncio.sleep(0))
    assert journal.head(room) == head
    assert JournalLine.objects.filter(compartment=room).count() == lines
    assert not Communication.objects.filter(compartment=room).exists()
    rung = {person: [one["room"] for one in wire.messages] for person, wire in sockets.items()}
    assert rung.pop("ono") == [str(of(world, room))]
    assert set(map(tuple, rung.values())) == {()}


def test_the_log_of_the_patients_room_does_not_name_who_reported(world: World) -> None:
    room, before = world.room("P1"), Leaf.objects.latest("pk").pk
    report(client_of(world, "sato"), room)
    ids = Leaf.objects.filter(pk__gt=before).values_list("pk", flat=True)
    left = events(TraceSealer.of(clock.now()), ids)
    told = [event for event in left if event.action == Action.CONCERN_REPORT]
    assert [event.compartments for event in told] == [(str(of(world, room)),)]
    here = [event for event in left if str(room) in event.compartments]
    assert {(event.action, event.entity) for event in here} == {(Action.PATIENT_READ, "")}


def test_the_team_finds_nothing(world: World) -> None:
    """By address, search, count, changes or header; and it looks like a room that is not there."""
    room = world.room("P1")
    pages = {person: look(world, person, room) for person in ("tanaka", "suzuki", "sato", "kato")}
    report(client_of(world, "sato"), room)
    hidden, nowhere = of(world, room), uuid4()
    for person, before in pages.items():
        client = client_of(world, person)
        assert look(world, person, room) == before, person
        for name in ("concern", "concern-seen", "timeline", "overview", "team", "concern-report"):
            answers = [
                client.post(reverse(name, args=[one]), {"cursor": 1, "id": str(uuid7()),
                            "text": "?", "danger": "no", "kinds": "sexual", "seen": "?"})
                if name.startswith("concern") else client.get(reverse(name, args=[one]))
                for one in (hidden, nowhere)
            ]  # fmt: skip
            assert [one.status_code for one in answers] == [404, 404], (person, name)
            assert answers[0].content == answers[1].content
        for path in (f"/rooms/{hidden}/after/0", f"/rooms/{hidden}/before/0"):
            assert client.get(path).status_code == 404
    assert Communication.objects.filter(compartment=hidden).count() == 1


def look(world: World, person: str, room: UUID) -> list[tuple[int, bool]]:
    """What a person's pages say, by whether anything of the report stands there."""
    client, found = client_of(world, person), []
    pages = (
        "/", "/patients/", "/concerns/", f"/patients/{room}/", f"/patients/{room}/overview/",
        f"/patients/{room}/history/", f"/patients/{room}/team/", f"/patients/{room}/header/",
        f"/rooms/{room}/after/0",
    )  # fmt: skip
    for path in pages:
        answer = client.get(path)
        text = answer.content.decode()
        marks = (SEEN[:8], "虐待が", str(of(world, room)))
        found.append((answer.status_code, any(mark in text for mark in marks)))
    assert not any(leaked for _, leaked in found)
    return found


def test_sockets_of_the_team_are_not_told_of_the_room(world: World) -> None:
    report(client_of(world, "sato"), world.room("P1"))
    hidden = of(world, world.room("P1"))
    everyone = [world.role(one) for one in ("sato", "ono", "tanaka", "suzuki", "kato")]
    rooms = access.listening(everyone)
    assert [role for role, open_to in rooms.items() if hidden in open_to] == [world.role("ono")]
