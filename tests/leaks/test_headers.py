"""What goes around every answer: cookies, caches, policies; and who may send anything at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests import servers
from tests.walk.routes import ROUTES
from tests.walk.test_walk import body_of
from tests.walk.town import Town
from tests.walk.visitors import TOKEN, ask, browser

ROOT = Path(__file__).parents[2]
GOOD = {
    "PATH": os.environ["PATH"],
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "SECRET_KEY": "k3Jd9fLq2ZxV7bNmT5wYpR8sHgC4uEa6oIi1XyWvUtSrQpOnMl",
    "KEYRING": "prod0001:dGhlc2UgYXJlIDMyIGJ5dGVzIGZvciB0ZXN0cyEhMDE=",
    "HOSTS": "tsunagi.example",
    "ORIGINS": "https://tsunagi.example",
    **servers.compiled_once(),
}


def answers(town: Town, who: str) -> dict[str, HttpResponseBase]:
    return {
        name: ask(town.client(who), "GET", reverse(name, kwargs=route.arguments(town)))
        for name, route in ROUTES.items()
        if "GET" in route.answers and name != "join-link"
    }


@pytest.mark.parametrize("who", ["sato", "ono", "kato", "password", "locked"])
def test_nothing_a_signed_in_person_was_shown_may_be_kept(town: Town, who: str) -> None:
    for name, answer in answers(town, who).items():
        assert answer.headers["Cache-Control"] == "no-store", name


def test_every_page_has_its_policies(town: Town) -> None:
    for name, answer in answers(town, "sato").items():
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, name
        assert "unsafe" not in policy
        assert "*" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "base-uri 'none'" in policy
        assert "form-action '" in policy, name
        if answer.headers["Content-Type"].startswith("text/html"):
            assert "require-trusted-types-for 'script'" in policy, name
        assert answer.headers["X-Content-Type-Options"] == "nosniff", name
        assert answer.headers["X-Frame-Options"] == "DENY", name
        assert (
            "camera=(self), microphone=(), geolocation=()" in answer.headers["Permissions-Policy"]
        ), name
        assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer"), name
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", name


def test_a_nonce_is_used_once(town: Town) -> None:
    policies = {
        ask(town.client("sato"), "GET", "/me/").headers["Content-Security-Policy"] for _ in range(5)
    }
    assert len(policies) == 5


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(town: Town) -> None:
    visitor = browser()
    ask(visitor, "GET", "/sign-in/")
    for client in (visitor, _signed_in_by_http(town)):
        for name, morsel in client.cookies.items():
            if morsel["path"]:  # set by the server
                assert morsel["httponly"], name
                assert morsel["samesite"] == "Lax", name
                assert not morsel["domain"], name


def _signed_in_by_http(town: Town) -> Client:
    client = browser()
    body = ROUTES["sign-in"].body(town)
    assert ask(client, "POST", "/sign-in/", body).status_code == 302
    assert client.cookies["session"]["httponly"]
    return client


def test_signing_in_changes_the_sessions_key(town: Town) -> None:
    """A key that somebody planted before is worth nothing afterwards."""
    client = browser()
    ask(client, "POST", "/sign-in/passkey/options")
    planted = client.cookies["session"].value
    assert ask(client, "POST", "/sign-in/", ROUTES["sign-in"].body(town)).status_code == 302
    assert client.cookies["session"].value != planted
    assert ask(browser(planted), "GET", "/sign-in/second-factor/").status_code == 302


def test_another_sites_page_can_change_nothing(town: Town) -> None:
    refused = 0
    for name, route in ROUTES.items():
        if "POST" not in route.answers:
            continue
        answer = ask(
            town.client(route.who), "POST", reverse(name, kwargs=route.arguments(town)),
            body_of(route, town), json=route.json, headers={"sec-fetch-site": "cross-site"},
        )  # fmt: skip
        assert answer.status_code == 403, name
        refused += 1
    assert refused > 30


def test_without_the_token_or_from_another_origin_nothing_is_taken(town: Town) -> None:
    for name, route in ROUTES.items():
        if "POST" not in route.answers:
            continue
        path, body = reverse(name, kwargs=route.arguments(town)), body_of(route, town)
        for headers in ({"x-csrftoken": "b" * 32}, {"x-csrftoken": ""},
                        {"x-csrftoken": TOKEN, "origin": "https://evil.example"},
                        {"x-csrftoken": TOKEN, "origin": "null"}):  # fmt: skip
            client = town.client(route.who)
            answer = ask(client, "POST", path, body, json=route.json, headers=headers)
            assert answer.status_code == 403, (name, headers)


def test_an_unknown_host_is_not_served(town: Town) -> None:
    answer = ask(town.client("sato"), "GET", "/me/", headers={"host": "evil.example"})
    assert answer.status_code == 400


def started(changes: dict[str, str | None], *command: str) -> "subprocess.CompletedProcess[str]":
    environment = {key: value for key, value in {**GOOD, **changes}.items() if value is not None}
    program = [sys.executable, *(command or ("manage.py", "check", "--deploy"))]
    return subprocess.run(
        program, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_production_has_strict_transport_and_prefixed_cookies(tmp_path: Path) -> None:
    """The control of the refusals below: with good secrets it starts."""
    asked = (
        "import django; django.setup(); from django.conf import settings as s;"
        "print(s.SECURE_HSTS_SECONDS >= 31536000, s.SECURE_HSTS_INCLUDE_SUBDOMAINS,"
        " s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.SESSION_COOKIE_NAME.startswith('__Host-'), s.CSRF_COOKIE_NAME.startswith('__Host-'),"
        " not s.DEBUG, not s.DEMO)"
    )
    done = started({"TSUNAGI_DATA": str(tmp_path)}, "-c", asked)
    assert done.returncode == 0, done.stderr[-500:]
    assert done.stdout.split() == ["True"] * 9


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 80}, "SECRET_KEY"),
        ({"SECRET_KEY": "demo-only-" + "not-a-secret-" * 4}, "SECRET_KEY"),
        ({"KEYRING": None, "KEYRING_FILE": "/nowhere/keyring"}, "KEYRING"),
        ({"KEYRING": ""}, "KEYRING"),
        ({"KEYRING": "prod0001:c2hvcnQ="}, "KEYRING"),
        ({"KEYRING": "prod0001:" + "A" * 43 + "="}, "KEYRING"),
        ({"DEPLOYMENT": "development"}, "DEPLOYMENT"),
    ],
    ids=[
        "none", "short", "one letter", "the demo's", "no keyring", "empty keyring",
        "short keyring", "zeros", "unknown deployment",
    ],
)  # fmt: skip
def test_production_does_not_start_without_strong_secrets(
    tmp_path: Path, changes: dict[str, str | None], named: str
) -> None:
    done = started({"TSUNAGI_DATA": str(tmp_path), **changes})
    assert done.returncode != 0
    assert f"Misconfigured: {named}" in done.stderr
    for secret in changes.values():
        if secret and len(secret) > 20:
            assert secret not in done.stderr, "an error must not repeat a secret"


def test_production_does_not_serve_a_demo_database(tmp_path: Path) -> None:
    demo: dict[str, str | None] = {
        "TSUNAGI_DATA": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path / 'demo.sqlite3'}",
    }  # fmt: skip
    born = (
        "import django; django.setup(); from django.core.management import call_command;"
        "call_command('migrate', verbosity=0);"
        "from sharing.installation import be_born; be_born(demo=True)"
    )
    assert started({**demo, "DEPLOYMENT": "demo"}, "-c", born).returncode == 0
    served = started(demo, "manage.py", "serve", "--port", "18499")
    assert served.returncode != 0
    assert "WrongBirth" in served.stderr or "demo" in served.stderr


def test_the_cast_cannot_sign_in_here(town: Town, settings: Settings) -> None:
    """Neither the environment nor the database alone makes a demo."""
    path = reverse("sign-in-as", kwargs={"account": town.world.account("tanaka")})
    assert settings.DEMO
    assert ask(browser(), "POST", path).status_code == 404
