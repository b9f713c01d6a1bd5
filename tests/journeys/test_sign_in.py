"""A nurse signs in; others do not."""

import base64
from contextlib import ExitStack
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from sharing import clock, installation, passwords
from sharing.models import Account, Session
from tests.sharing.staffing import (
    PASSWORD,
    Person,
    browser,
    code,
    person,
    show_password,
    sign_in,
    station,
    traces,
)

WRONG = "not the password at all"


@pytest.fixture
def sato(db: None) -> Person:
    return person("佐藤 美咲", "sato", station())


def is_signed_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def test_a_password_and_a_code_open_the_door(sato: Person) -> None:
    client = browser()
    first = client.post("/sign-in/", {"login_name": "ＳＡＴＯ ", "password": PASSWORD})
    assert first.headers["Location"] == "/sign-in/second-factor/?next=/"
    assert not is_signed_in(client)
    second = client.post("/sign-in/second-factor/", {"code": code()})
    assert second.headers["Location"] == "/"
    assert is_signed_in(client)


def test_each_step_has_a_session_key_of_its_own(sato: Person) -> None:
    client = browser()
    show_password(client, "sato")
    first = client.cookies["session"].value
    client.post("/sign-in/second-factor/", {"code": code()})
    second = client.cookies["session"].value
    assert first != second
    stolen = browser()
    stolen.cookies["session"] = first
    assert not is_signed_in(stolen)
    assert Session.objects.count() == 1


@pytest.mark.parametrize("path", ["/me/", "/staff/", "/me/passkeys/new/", "/me/draft-key"])
def test_a_session_with_the_password_only_reaches_no_page(sato: Person, path: str) -> None:
    client = browser()
    show_password(client, "sato")
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/second-factor/")
    assert client.get(path, headers={"accept": "application/json"}).status_code == 401


def test_unknown_wrong_suspended_and_throttled_get_the_same_answer(sato: Person) -> None:
    person("大野 恵", "ohno", sato.organization)
    Account.objects.filter(login_name="ohno").update(suspended_at=clock.now())
    person("森 彩香", "mori", sato.organization)
    for _ in range(6):
        show_password(browser(), "mori", WRONG)
    answers = [
        refused(name, password)
        for name, password in [
            ("nobody", WRONG),
            ("sato", WRONG),
            ("ohno", PASSWORD),
            ("mori", PASSWORD),
        ]
    ]
    assert {status for status, _ in answers} == {422}
    assert len({body for _, body in answers}) == 1


def refused(name: str, password: str) -> tuple[int, str]:
    answer = browser().post("/sign-in/", {"login_name": name, "password": password})
    return plain(answer.status_code, answer.content, name)


def plain(status: int, page: bytes, name: str) -> tuple[int, str]:
    """What is different on every page, whoever asks, left out."""
    lines = page.decode().replace(f'value="{name}"', "").splitlines()
    return status, "\n".join(line for line in lines if "csrf" not in line and "nonce" not in line)


def test_guessing_locks_the_password_and_after_a_while_no_more(sato: Person) -> None:
    now = clock.now()
    with clock.at(now):
        for _ in range(5):
            assert show_password(browser(), "sato", WRONG) == 422
        assert show_password(browser(), "sato") == 422
    with clock.at(now + timedelta(seconds=11)):
        assert show_password(browser(), "sato") == 302


def test_codes_cannot_be_guessed_either(sato: Person) -> None:
    client = browser()
    show_password(client, "sato")
    for _ in range(5):
        assert client.post("/sign-in/second-factor/", {"code": "000000"}).status_code == 422
    assert client.post("/sign-in/second-factor/", {"code": code()}).status_code == 422


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/patients/", "/patients/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_one_comes_back_to_a_page_of_this_site_only(
    sato: Person, wanted: str, reached: str
) -> None:
    client = browser()
    show_password(client, "sato")
    answer = client.post("/sign-in/second-factor/", {"code": code(), "next": wanted})
    assert answer.headers["Location"] == reached


def test_the_same_person_keeps_the_key_of_their_drafts_another_does_not(sato: Person) -> None:
    ohno = person("大野 恵", "ohno", sato.organization)
    client = browser()
    sign_in(client, sato)
    first = client.get("/me/draft-key").json()["key"]
    assert len(base64.b64decode(first)) == 32
    sign_in(client, sato)
    assert client.get("/me/draft-key").json()["key"] == first
    sign_in(client, ohno)
    assert client.get("/me/draft-key").json()["key"] != first
    sign_in(client, sato)
    assert client.get("/me/draft-key").json()["key"] != first


def test_a_recovery_code_takes_the_place_of_the_app_once(sato: Person) -> None:
    client = browser()
    sign_in(client, sato)
    client.post("/me/recovery-codes/new/")
    page = client.get("/me/recovery-codes/").content.decode()
    one = page.split('<li class="nowrap">')[1].split("<")[0]
    client.post("/me/recovery-codes/")
    assert one not in client.get("/me/recovery-codes/").content.decode()
    other = browser()
    show_password(other, "sato")
    assert other.post("/sign-in/second-factor/", {"code": one}).status_code == 302
    third = browser()
    show_password(third, "sato")
    assert third.post("/sign-in/second-factor/", {"code": one}).status_code == 422


def test_whoever_works_for_two_organizations_chooses(sato: Person) -> None:
    other = station()
    account = Account.objects.get(pk=sato.account)
    second = account.practitioner.roles.create(
        organization_id=other, role="nurse", started_at=clock.now()
    )
    client = browser()
    sign_in(client, sato)
    assert client.get("/me/").headers["Location"] == "/me/role/"
    assert client.post("/me/role/", {"role": str(second.pk)}).status_code == 302
    assert is_signed_in(client)
    assert Session.objects.get().acting_as_id == second.pk


def test_nobody_acts_in_a_role_of_somebody_else(sato: Person) -> None:
    ohno = person("大野 恵", "ohno", sato.organization)
    client = browser()
    sign_in(client, sato)
    assert client.post("/me/role/", {"role": str(ohno.role)}).status_code == 409
    assert Session.objects.get().acting_as_id == sato.role


def test_every_attempt_leaves_a_trace(sato: Person) -> None:
    client = browser()
    show_password(client, "nobody", WRONG)
    show_password(client, "sato", WRONG)
    sign_in(client, sato)
    client.post("/sign-out/")
    mine = f"Account/{sato.account}"
    assert [(event.agent, event.action, event.outcome) for event in traces()] == [
        ("Account/unknown", "session:start", "denied"),
        (mine, "session:start", "denied"),
        (mine, "session:start", "permitted"),
        (mine, "session:verify", "permitted"),
        (mine, "session:end", "permitted"),
    ]


def test_a_cross_site_form_signs_nobody_in(sato: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    assert show_password(client, "sato") == 403


def test_the_cast_can_be_played_in_a_demo_database_on_this_machine_only(
    sato: Person, settings: object
) -> None:
    def play(**where: str) -> int:
        client = Client(headers={"host": "localhost"})
        address = f"/sign-in/as/{sato.account}/"
        return client.post(address, **where).status_code  # type: ignore[arg-type]

    assert play() == 404
    installation.be_born(demo=True)
    assert play(REMOTE_ADDR="192.0.2.7") == 404
    assert play(HTTP_HOST="testserver") == 404
    assert play() == 302
    settings.DEMO = False  # type: ignore[attr-defined]
    assert play() == 404


def test_a_member_of_the_cast_has_shown_both_factors(sato: Person) -> None:
    installation.be_born(demo=True)
    client = Client(headers={"host": "localhost"})
    assert "佐藤" in client.get("/sign-in/").content.decode()
    client.post(f"/sign-in/as/{sato.account}/")
    assert is_signed_in(client)
    stranger = UUID(int=sato.account.int + 1)
    assert client.post(f"/sign-in/as/{stranger}/").status_code == 404


def test_a_crowd_at_the_door_is_asked_to_wait_and_not_kept_waiting(
    sato: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "WAIT_SECONDS", 0.01)
    with ExitStack() as inside:
        inside.enter_context(passwords._AT_ONCE)
        inside.enter_context(passwords._AT_ONCE)
        answer = browser().post("/sign-in/", {"login_name": "sato", "password": PASSWORD})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3")
    assert show_password(browser(), "sato") == 302
