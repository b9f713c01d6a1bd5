"""Every address, every method and the socket, by everybody who has no business there."""

import json
import re
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from audit.models import Leaf
from audit.queries import events
from sharing import access, clock
from sharing.denials import Denials
from sharing.session import Needs
from sharing.trace_keys import TraceSealer
from sharing.vocabulary import Outcome
from tests.walk.route import Fields, Route
from tests.walk.routes import ROUTES
from tests.walk.town import OUTSIDERS, Town
from tests.walk.visitors import ask

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# Of P1 and P8 and of what was written there: nobody outside may meet any of it.
SECRETS = (
    "山田", "ハナ", "やまだ はな", "朝霧町5-12", "000-0000-0201", "0000990011", "由紀子",
    "ペニシリン", "髙﨑", "𠮷男", "秘密の相談", "秘密の指示", "秘密の訪問", "秘密の申し送り",
    "秘密の下書き", "秘密の定型", "秘密の薬", "秘密の心配", "別の部屋の",
)  # fmt: skip
# Whoever looks after concerns at the reporter's organisation is told of one, and of whom it is.
CONFIDED = {"today", "concerns", "concern"}


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        else:
            assert pattern.name, f"{pattern.pattern} has no name"
            yield pattern.name


def address(name: str, arguments: Fields) -> str:
    return reverse(name, kwargs=arguments)


def body_of(route: Route, town: Town) -> object:
    body = route.body(town)
    return json.dumps(body) if route.json else body


def elsewhere(arguments: Fields) -> Fields:
    """The same address with ids that nothing has."""
    random = {"tag": uuid4().hex[:16], "token": uuid4().hex}
    return {
        name: uuid4() if isinstance(value, UUID) else random.get(name, value)
        for name, value in arguments.items()
    }


def seen(answer: HttpResponseBase) -> tuple[object, ...]:
    """Everything of an answer that a visitor can compare."""
    headers = {name.lower(): value for name, value in answer.headers.items()}
    cookies = {name: morsel.OutputString() for name, morsel in answer.cookies.items()}
    policy = headers.pop("content-security-policy", "")
    return answer.status_code, content(answer), headers, cookies, _without_nonce(policy)


def _without_nonce(policy: str) -> str:
    return " ".join(part for part in policy.split() if not part.startswith("'nonce-"))


def content(answer: HttpResponseBase) -> bytes:
    return bytes(getattr(answer, "content", b""))


def said_in(answer: HttpResponseBase) -> str:
    """The sentences of a page, without its frame."""
    _head, _main, main = content(answer).decode().rpartition("<main")
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())[:2000]


def telling(answer: HttpResponseBase) -> list[str]:
    text = content(answer).decode() + str(dict(answer.headers))
    escaped = json.dumps(text)
    return [word for word in SECRETS if word in text or json.dumps(word)[1:-1] in escaped]


def leaves(after: int) -> list[tuple[str, str, str, tuple[str, ...]]]:
    ids = Leaf.objects.filter(pk__gt=after).values_list("pk", flat=True)
    found = events(TraceSealer.of(clock.now()), ids)
    return [(one.agent, one.action, one.outcome, one.compartments) for one in found]


def test_the_table_names_every_route_and_no_other() -> None:
    known = list(names(get_resolver().url_patterns))
    assert len(known) == len(set(known))
    assert sorted(set(known) - ROUTES.keys()) == [], "say in tests/walk/routes who may use it"
    assert sorted(ROUTES.keys() - set(known)) == []


@pytest.mark.parametrize("name", ROUTES)
def test_who_has_the_right_is_served(town: Town, name: str) -> None:
    """The control: a table of refusals proves nothing where nobody gets in."""
    route = ROUTES[name]
    path = address(name, route.arguments(town))
    for method, status in route.answers.items():
        answer = ask(town.client(route.who), method, path, body_of(route, town), json=route.json)
        assert (method, answer.status_code) == (method, status), said_in(answer)


@pytest.mark.parametrize("visitor", ["nobody", "password", "locked", "nguyen"])
def test_without_both_factors_an_open_account_and_a_gesture_nothing_is_served(
    town: Town, visitor: str, capsys: pytest.CaptureFixture[str]
) -> None:
    walked = 0
    for name, route in ROUTES.items():
        needed = route.needs if visitor == "password" else max(route.needs, Needs.NOTHING)
        path, body = address(name, route.arguments(town)), body_of(route, town)
        for method in METHODS:
            if name in ("sign-in", "sign-out", "sign-in-as", "choose-language") or (
                name.startswith("join")
            ):
                continue  # what is there for them; see test_the_way_in_discloses_nobody
            answer = ask(town.client(visitor), method, path, body, json=route.json)
            walked += 1
            assert not telling(answer), (name, method)
            if needed > (Needs.PASSWORD if visitor == "password" else Needs.NOTHING):
                assert answer.status_code in (302, 401, 403, 404), (name, method)
                assert b"text/html" not in content(answer)
                if answer.status_code == 302:
                    assert answer.headers["Location"].startswith(("/sign-in/",))
    with capsys.disabled():
        print(f"\n  walked as {visitor}: {walked} requests", end="")


def test_the_way_in_discloses_nobody(town: Town) -> None:
    for name, route in ROUTES.items():
        if route.needs is not Needs.NOTHING:
            continue
        path, body = address(name, route.arguments(town)), body_of(route, town)
        for method in METHODS:
            answer = ask(town.client("nobody"), method, path, body, json=route.json)
            assert not telling(answer), (name, method)


@pytest.mark.parametrize("visitor", OUTSIDERS.values(), ids=OUTSIDERS)
def test_an_outsider_cannot_tell_a_room_from_no_room(
    town: Town, visitor: str, capsys: pytest.CaptureFixture[str]
) -> None:
    client, walked = town.client(visitor), 0
    for name, route in ROUTES.items():
        if not route.is_of_a_room(town):
            continue
        arguments, body = route.arguments(town), body_of(route, town)
        for method in METHODS:
            there = ask(client, method, address(name, arguments), body, json=route.json)
            nowhere = address(name, {**arguments, "room": uuid4()})
            absent = ask(client, method, nowhere, body, json=route.json)
            nothing = address(name, elsewhere(arguments))
            both_absent = ask(client, method, nothing, body, json=route.json)
            walked += 3
            expected = 404 if method in route.answers else route.others.get(method, 405)
            assert there.status_code == expected, (name, method)
            assert seen(there) == seen(absent) == seen(both_absent), (name, method)
            assert str(town.room).encode() not in content(there)
    with capsys.disabled():
        print(f"\n  walked as {visitor}: {walked} requests", end="")


@pytest.mark.parametrize("visitor", OUTSIDERS.values(), ids=OUTSIDERS)
def test_an_outsiders_own_pages_hold_nothing_of_the_room(town: Town, visitor: str) -> None:
    client = town.client(visitor)
    for name, route in ROUTES.items():
        if route.is_of_a_room(town) or name == "join-link":  # opening a link ends a session
            continue
        path = address(name, route.arguments(town))
        for method in ("GET", "HEAD"):
            answer = ask(client, method, path)
            assert str(town.room).encode() not in content(answer), (name, method)
            found = telling(answer)
            own = {"山田", "やまだ はな"} if visitor == "kato" else {"髙﨑", "𠮷男", "別の部屋の"}
            if visitor == "ono" and name in CONFIDED:
                own |= {"山田", "ハナ", "やまだ はな", "秘密の心配"}
            assert set(found) <= own, (name, method)
    searched = ask(client, "POST", reverse("patient-search"), {"q": "はな"})
    assert searched.status_code == 200
    assert str(town.room).encode() not in content(searched)


@pytest.mark.parametrize("visitor", OUTSIDERS.values(), ids=OUTSIDERS)
def test_a_denial_costs_what_an_absence_costs(
    town: Town, visitor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same number of statements, so that no clock tells them apart."""
    client = town.client(visitor)
    for name, route in ROUTES.items():
        if not route.is_of_a_room(town):
            continue
        arguments, body = route.arguments(town), body_of(route, town)
        for method in route.answers:
            costs = []
            for at in (arguments, {**arguments, "room": uuid4()}):
                monkeypatch.setattr(access, "_denials", Denials())  # the first refusal each time
                with CaptureQueriesContext(connection) as statements:
                    ask(client, method, address(name, at), body, json=route.json)
                costs.append([one["sql"].split(" ", 1)[0] for one in statements])
            assert costs[0] == costs[1], (name, method)


@pytest.mark.parametrize("visitor", OUTSIDERS.values(), ids=OUTSIDERS)
def test_every_denial_leaves_its_trace(
    town: Town, visitor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = str(town.world.actor(visitor))
    for name, route in ROUTES.items():
        if not route.is_of_a_room(town):
            continue
        path, body = address(name, route.arguments(town)), body_of(route, town)
        for method in route.answers:
            monkeypatch.setattr(access, "_denials", Denials())
            before = Leaf.objects.latest("pk").pk
            ask(town.client(visitor), method, path, body, json=route.json)
            new = [(who, outcome, rooms) for who, _, outcome, rooms in leaves(before)]
            assert new == [(agent, Outcome.DENIED, (str(town.room),))], (name, method)
