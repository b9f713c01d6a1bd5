"""What nobody means to send: a 4xx with a sentence, nothing stored, never a 500."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.http import HttpResponseBase
from django.urls import reverse

from sharing import clock
from sharing.uuid7 import uuid7
from tests.walk.route import Fields, Route
from tests.walk.routes import ROUTES
from tests.walk.share import EXTENT, FIELD_SHARE, PAGE_SHARE, dealt
from tests.walk.test_walk import content
from tests.walk.town import Town
from tests.walk.visitors import ask

# Sessions hold challenges and forms under way; attempts are counted; the log only grows.
BESIDES = {"Session", "Throttle", "Leaf", "Event", "Sequence", "Checkpoint", "InstallationSecret"}
JAPANESE = range(0x3041, 0x9FFF)
LONG = "あ" * 30_000
STRANGE: tuple[object, ...] = (
    None, True, -1, 0, 10**400, 1.5, float("1e308"), [], ["a"], {}, {"a": {"b": [1]}}, "", " ",
    "\0", "a\0b", "\x1b[31m", "\u202e", "🏥" * 10, LONG, "\ud800", "9" * 400, "' OR 1=1 --",
    "../../etc/passwd", "0001-01-01", "9999-12-31T23:59:59+00:00", "nan", "{{7*7}}", "%s%n",
)  # fmt: skip
STRANGE_WORDS: tuple[str | list[str], ...] = (
    "", " ", "\0", "a\0b", "\x07", "\u202e", LONG, "-1", "9" * 400, "1e999", "0001-01-01",
    "9999-12-31", "令和99年1月1日", str(uuid7()), "' OR 1=1 --", "{{7*7}}", ["a", "b"],
)  # fmt: skip
QUERIES = (
    "next=//evil.example", "tab=%00", "next=%0d%0aX:y", "done=<script>", "q=%ff",
    "mine=1&mine=2&purpose=", "next=javascript:alert(1)", "a=" + "b" * 5000,
)  # fmt: skip
HOSTILE_BODIES: tuple[tuple[str, bytes], ...] = (
    ("empty", b""),
    ("not JSON", b"{"),
    ("not UTF-8", b'{"text": "\xff\xfe"}'),
    ("a list", b"[]"),
    ("a number", b"1"),
    ("null", b"null"),
    ("NaN", b'{"text": NaN}'),
    ("deep", b'{"text":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    ("deep objects", b'{"a":' * 20_000 + b"1" + b"}" * 20_000),
    ("huge number", b'{"cursor": ' + b"9" * 5_000 + b"}"),
    ("lone surrogate", b'{"text": "\\ud800", "id": "x"}'),
    ("two marks of order", b"\xef\xbb\xbf{}"),
    ("UTF-16", '{"text": "あ"}'.encode("utf-16")),
    ("two megabytes", b'{"text": "' + b"a" * (2 * 1024 * 1024) + b'"}'),
)


COUNTS = " UNION ALL ".join(
    f"SELECT '{model.__name__}', COUNT(*) FROM {model._meta.db_table}"  # noqa: S608 - our own names
    for model in apps.get_models()
    if model.__name__ not in BESIDES
)


def rows() -> dict[str, int]:
    """How many rows each table holds, in one statement, since it is asked after every case."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS)
        return dict(cursor.fetchall())


def refusal(answer: HttpResponseBase) -> str:
    """The sentences of a refusal, which a person can read."""
    text = content(answer).decode()
    if answer.headers.get("Content-Type") != "application/json":
        return text
    told = json.loads(text)
    return " ".join([told["message"], *told.get("fields", {}).values()])


def is_japanese(text: str) -> bool:
    return any(ord(sign) in JAPANESE for sign in text)


def assert_refused(answer: HttpResponseBase, case: object) -> None:
    assert 400 <= answer.status_code < 500, (case, answer.status_code, refusal(answer)[:300])
    assert is_japanese(refusal(answer)), case
    assert "Traceback" not in refusal(answer)


def posting() -> Iterator[tuple[str, Route]]:
    for name, route in ROUTES.items():
        if "POST" in route.answers and route.answers["POST"] < 400:
            yield name, route


def send(town: Town, name: str, route: Route, body: object, **more: Any) -> HttpResponseBase:
    path = reverse(name, kwargs=route.arguments(town))
    return ask(town.client(route.who), "POST", path, body, json=route.json, **more)


def encoded(body: object) -> bytes:
    """JSON that may hold what UTF-8 cannot: lone surrogates as escapes."""
    return json.dumps(body).encode()


def put(body: Fields, path: str, value: object) -> Fields:
    """The body with one field, also a nested one, replaced."""
    changed: Any = json.loads(json.dumps(body))
    place, *steps = changed, *path.split(".")
    for step in steps[:-1]:
        place = place[int(step) if isinstance(place, list) else step]
    last = steps[-1]
    place[int(last) if isinstance(place, list) else last] = value
    found: Fields = changed
    return found


def paths(value: Any, before: str = "") -> Iterator[str]:
    """Every field of a JSON body, however deep."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        path = f"{before}{key}"
        yield path
        if isinstance(inner, dict | list):
            yield from paths(inner, f"{path}.")


JSON_ROUTES = [name for name, route in ROUTES.items() if route.json]
FORM_ROUTES = [name for name, route in posting() if not route.json]


def bad_bodies(town: Town, name: str, whole: bool) -> list[tuple[str, object]]:
    """The fields of a JSON body, each with what it meets."""
    fields = paths(ROUTES[name].body(town))
    return dealt(fields, STRANGE, len(STRANGE) if whole else FIELD_SHARE, name)


def bad_forms(town: Town, name: str, whole: bool) -> list[tuple[str, str | list[str]]]:
    fields = ROUTES[name].body(town)
    return dealt(fields, STRANGE_WORDS, len(STRANGE_WORDS) if whole else FIELD_SHARE, name)


def bad_addresses(whole: bool) -> list[tuple[str, str]]:
    # Opening a link ends a session.
    pages = [name for name, one in ROUTES.items() if "GET" in one.answers and name != "join-link"]
    return dealt(pages, QUERIES, len(QUERIES) if whole else PAGE_SHARE, "addresses")


def test_a_share_leaves_out_no_field_and_no_value(town: Town) -> None:
    bodies, forms = (
        {name: of(town, name, whole=False) for name in names}
        for of, names in ((bad_bodies, JSON_ROUTES), (bad_forms, FORM_ROUTES))
    )
    for name in JSON_ROUTES:
        assert {field for field, _ in bodies[name]} == set(paths(ROUTES[name].body(town)))
    for name in FORM_ROUTES:
        assert {field for field, _ in forms[name]} == ROUTES[name].body(town).keys()
    met = [value for pairs in bodies.values() for _, value in pairs]
    assert [value for value in STRANGE if value not in met] == []
    words = [value for pairs in forms.values() for _, value in pairs]
    assert [value for value in STRANGE_WORDS if value not in words] == []
    assert {name for name, _ in bad_addresses(whole=False)} == {
        name for name, _ in bad_addresses(whole=True)
    }
    assert {query for _, query in bad_addresses(whole=False)} == set(QUERIES)


@EXTENT
@pytest.mark.parametrize("name", JSON_ROUTES)
def test_each_field_of_a_json_body_may_be_anything_and_nothing_breaks(
    town: Town, name: str, whole: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Some of it is right after all; then it is stored whole, else not at all."""
    route, cases, before = ROUTES[name], bad_bodies(town, name, whole), rows()
    for path, value in cases:
        answer = send(town, name, route, encoded(put(route.body(town), path, value)))
        if answer.status_code >= 300:
            assert_refused(answer, (path, str(value)[:40]))
            assert rows() == before, (path, str(value)[:40])
        else:
            before = rows()
    with capsys.disabled():
        print(f"\n  {name}: {len(cases)} bad bodies", end="")


@pytest.mark.parametrize("name", JSON_ROUTES)
@pytest.mark.parametrize("body", [body for _, body in HOSTILE_BODIES], ids=dict(HOSTILE_BODIES))
def test_a_body_that_is_none_is_refused(town: Town, name: str, body: bytes) -> None:
    before = rows()
    answer = send(town, name, ROUTES[name], body)
    assert_refused(answer, name)
    assert rows() == before
    if len(body) > 2_000_000:
        assert answer.status_code == 413


@EXTENT
@pytest.mark.parametrize("name", FORM_ROUTES)
def test_each_field_of_a_form_may_be_anything_and_nothing_breaks(
    town: Town, name: str, whole: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    route, cases, before = ROUTES[name], bad_forms(town, name, whole), rows()
    for field, value in cases:
        answer = send(town, name, route, {**route.body(town), field: value})
        assert answer.status_code < 500, (field, str(value)[:40])
        if answer.status_code >= 400:
            assert_refused(answer, (field, str(value)[:40]))
            assert rows() == before, (field, str(value)[:40])
        else:
            before = rows()
    with capsys.disabled():
        print(f"\n  {name}: {len(cases)} bad forms", end="")


@pytest.mark.parametrize("name", FORM_ROUTES)
def test_a_form_without_its_fields_or_in_another_type_stores_nothing_half(
    town: Town, name: str
) -> None:
    route = ROUTES[name]
    path = reverse(name, kwargs=route.arguments(town))
    for kind, body in (
        ("application/x-www-form-urlencoded", b""),
        ("application/x-www-form-urlencoded", b"%ff%fe=%00&%=%%%&a" * 10),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(2_000))),
        ("application/json", b"{"),
        ("text/xml", b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"'),
        ("multipart/form-data", b"no boundary"),
        ("application/x-www-form-urlencoded", b"a=" + b"b" * (2 * 1024 * 1024)),
    ):
        before = rows()
        answer = town.client(route.who).generic("POST", path, body, content_type=kind)
        assert answer.status_code < 500, (kind, body[:30])
        if answer.status_code >= 400:
            assert rows() == before, (kind, body[:30])


@pytest.mark.parametrize("years", [-10, 10])
@pytest.mark.parametrize("field", ["captured_at"])
def test_a_clock_ten_years_off_is_sent_back(town: Town, years: int, field: str) -> None:
    before, far = rows(), clock.now() + timedelta(days=365 * years)
    body = put(ROUTES["post"].body(town), field, far.isoformat())
    answer = send(town, "post", ROUTES["post"], encoded(body))
    assert answer.status_code == 422
    told = json.loads(content(answer))
    assert told["error"] == "clock"
    assert is_japanese(told["fields"]["captured_at"])
    assert rows() == before


def test_keys_that_stand_twice_do_not_smuggle_anything(town: Town) -> None:
    """The last one counts, and it is what is checked and stored."""
    path = reverse("post", kwargs={"room": town.room})
    body = b'{"id":"%s","purpose":"notice","purpose":"nothing","text":"a","text":"b"}'
    answer = ask(town.client("sato"), "POST", path, body % str(uuid7()).encode())
    assert_refused(answer, "twice")
    order = b'{"id":"%s","purpose":"notice","purpose":"order","text":"a"}'
    answer = ask(town.client("sato"), "POST", path, order % str(uuid7()).encode())
    assert answer.status_code == 404, "a nurse gives no orders, however they are spelled"


@pytest.mark.parametrize(
    "address",
    [
        "/rooms/{room}/after/-1", "/rooms/{room}/after/1e3", "/rooms/{room}/after/" + "9" * 16,
        "/rooms/{room}/after/" + "9" * 5000, "/rooms/{room}/after/١", "/rooms/{room}/before/",
        "/rooms/{room}/on/2026-02-30", "/rooms/{room}/on/0000-00-00", "/rooms/{room}/on/99999-1-1",
        "/rooms/{room}/before/0?purpose=nothing", "/rooms/{room}/before/0?role=nobody",
        "/patients/{room}/items/new/nothing/", "/patients/%00/", "/patients/../patients/x/",
        "/rooms/{room}%00/after/0", "/rooms/{room}/after/0%0d%0aSet-Cookie:a=b", "/%ff%fe",
        "/patients/{room}/" + "a" * 4000, "/join/link/" + "a" * 400 + "/x",
    ],
)  # fmt: skip
def test_addresses_of_nothing_are_absent(town: Town, address: str) -> None:
    answer = ask(town.client("sato"), "GET", address.format(room=town.room))
    assert answer.status_code == 404, address[:80]
    assert is_japanese(refusal(answer))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1900-02-28", "2026-11-20"])
def test_any_day_there_is_may_be_asked_for(town: Town, day: str) -> None:
    answer = ask(town.client("sato"), "GET", f"/rooms/{town.room}/on/{day}")
    assert answer.status_code == 200


@EXTENT
def test_parameters_may_be_anything(town: Town, whole: bool) -> None:
    for name, query in bad_addresses(whole):
        path = reverse(name, kwargs=ROUTES[name].arguments(town))
        answer = ask(town.client(ROUTES[name].who), "GET", f"{path}?{query}")
        assert answer.status_code < 500, (name, query[:40])
        where = answer.headers.get("Location", "/")
        assert where.startswith("/"), (name, query[:40])
        assert not where.startswith("//")
        assert b"<script>" not in content(answer).split(b"<main")[-1].split(b"</main")[0]
