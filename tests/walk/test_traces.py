"""Every read, every write and every refusal leaves a leaf that says what happened."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.urls import reverse

from audit import log
from audit.event import TraceEvent
from audit.models import Leaf
from audit.queries import events
from sharing import access, clock
from sharing.denials import SINGLY, Denials
from sharing.trace_keys import TraceSealer
from sharing.vocabulary import Outcome
from tests.walk.routes import ROUTES
from tests.walk.test_bad_input import rows
from tests.walk.test_walk import address, body_of, telling
from tests.walk.town import Town
from tests.walk.visitors import ask

# Route and method -> the actions a member's request leaves behind, in order. What a write shows
# in its answer stands under the leaf of the write.
LEFT: dict[tuple[str, str], list[str]] = {
    ("timeline", "GET"): ["patient:read"],
    ("pull", "GET"): ["communication:read"],
    ("page-back", "GET"): ["communication:read"],
    ("page-on", "GET"): ["communication:read"],
    ("entry-history", "GET"): ["communication:read"],
    ("pointer", "POST"): ["communication:read"],
    ("post", "POST"): ["communication:create"],
    ("amend", "POST"): ["communication:amend"],
    ("retract", "POST"): ["communication:retract"],
    ("respond", "POST"): ["communication:respond"],
    ("room-search", "GET"): ["communication:read"],
    ("changes", "GET"): ["communication:read"],
    ("pin", "POST"): ["communication:pin"],
    ("unpin", "POST"): ["communication:pin"],
    ("pictures", "GET"): ["attachment:read"],
    ("wounds", "GET"): ["attachment:read"],
    ("uploads", "POST"): ["attachment:create"],
    ("upload", "HEAD"): ["attachment:read"],
    ("today", "GET"): ["communication:read"],
    ("overview", "GET"): ["patient:read"],
    ("patient-header", "GET"): ["patient:read"],
    ("patient-history", "GET"): ["patient:read"],
    ("patients", "GET"): ["patient:read"],
    ("location", "POST"): ["location:update"],
    ("item-end", "POST"): ["patient:update"],
    ("team", "GET"): ["care-team:read"],
    ("team-add", "POST"): ["care-team:amend"],
    ("team-remove", "POST"): ["care-team:amend"],
    ("consent-record", "POST"): ["consent:create"],
    ("consent-withdraw", "POST"): ["consent:withdraw"],
    ("staff", "GET"): ["account:read"],
    ("staff-suspend", "POST"): ["account:suspend"],
    ("staff-end-role", "POST"): ["practitioner-role:end"],
    ("organization", "POST"): ["account:read", "organization:update"],
}
ORGANIZATION = ("staff", "staff-suspend", "staff-end-role", "organization")


def new(before: int) -> list[TraceEvent]:
    ids = Leaf.objects.filter(pk__gt=before).values_list("pk", flat=True)
    return events(TraceSealer.of(clock.now()), ids)


def last() -> int:
    return Leaf.objects.latest("pk").pk


@pytest.fixture(autouse=True)
def _no_denials_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "_denials", Denials())


@pytest.mark.parametrize(("name", "method"), LEFT)
def test_what_a_member_does_stands_in_the_log(town: Town, name: str, method: str) -> None:
    route, before = ROUTES[name], last()
    path, body = address(name, route.arguments(town)), body_of(route, town)
    answer = ask(town.client(route.who), method, path, body, json=route.json)
    assert answer.status_code == route.answers[method]
    left = new(before)
    actor = town.world.actor(route.who)
    assert [event.action for event in left] == LEFT[name, method]
    for event in left:
        assert event.agent == str(actor)
        assert event.outcome == Outcome.PERMITTED
        assert event.source == town.tag(route.who)
        room = actor.organization_id if name in ORGANIZATION else town.room
        assert str(room) in event.compartments, event
        assert event.standing


def test_a_refusal_is_counted_when_it_comes_again_and_again(town: Town) -> None:
    """Ten leaves, then one a minute that says how many there were."""
    before, client = last(), town.client("kato")
    path = reverse("overview", kwargs={"room": town.room})
    for _ in range(SINGLY + 25):
        assert ask(client, "GET", path).status_code == 404
    assert [event.count for event in new(before)] == [1] * SINGLY
    with clock.at(clock.now() + timedelta(seconds=61)):
        ask(client, "GET", path)
    assert [event.count for event in new(before)] == [*[1] * SINGLY, 26]
    assert {event.outcome for event in new(before)} == {Outcome.DENIED}


def test_one_persons_refusals_do_not_hide_anothers(town: Town) -> None:
    path = reverse("overview", kwargs={"room": town.room})
    for _ in range(SINGLY + 5):
        ask(town.client("kato"), "GET", path)
    before = last()
    ask(town.client("matsui"), "GET", path)
    assert [event.agent for event in new(before)] == [str(town.world.actor("matsui"))]


def test_a_room_that_is_not_there_is_traced_like_one_that_is(town: Town) -> None:
    room, before = uuid4(), last()
    ask(town.client("kato"), "GET", reverse("overview", kwargs={"room": room}))
    (event,) = new(before)
    assert (event.outcome, event.compartments) == (Outcome.DENIED, (str(room),))


@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if not route.needs < 3])
def test_when_the_log_cannot_be_written_nothing_is_shown_and_nothing_stored(
    town: Town, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full exactly there: a page without patients may still be served."""

    def full(*_event: object) -> int:
        raise DatabaseError("disk is full")

    route = ROUTES[name]
    for method in route.answers:
        path, body = address(name, route.arguments(town)), body_of(route, town)
        monkeypatch.setattr(log, "append", full)
        before = rows()
        answer = ask(town.client(route.who), method, path, body, json=route.json)
        assert telling(answer) == [], (name, method)
        assert rows() == before, (name, method)
        if route.is_of_a_room(town):
            assert answer.status_code == 503, (name, method)
            assert answer.headers["Retry-After"]
