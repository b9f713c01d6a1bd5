"""A person looks after their own devices; a device left alone locks itself."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client

from sharing import clock
from sharing.models import Account, Passkey, Session
from tests.sharing.staffing import (
    PASSWORD,
    Person,
    browser,
    code,
    forget_used_codes,
    manual_key,
    person,
    show_password,
    sign_in,
    station,
)


@pytest.fixture
def sato(db: None) -> Person:
    return person("佐藤 美咲", "sato", station())


@pytest.fixture
def start() -> Iterator[datetime]:
    now = clock.now()
    with clock.at(now):
        yield now


def is_open(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def code_of(client: Client) -> str:
    answer = client.get("/me/draft-key", headers={"accept": "application/json"})
    return str(answer.json().get("error", "open"))


def test_a_tablet_left_alone_for_five_minutes_is_locked(sato: Person, start: datetime) -> None:
    client = browser()
    sign_in(client, sato)
    with clock.at(start + timedelta(seconds=299)):
        assert code_of(client) == "open"
    with clock.at(start + timedelta(seconds=300)):
        assert code_of(client) == "locked"
        assert not is_open(client)


def test_only_gestures_keep_it_open(sato: Person, start: datetime) -> None:
    client = browser()
    sign_in(client, sato)
    with clock.at(start + timedelta(minutes=4)):
        assert code_of(client) == "open"
    with clock.at(start + timedelta(minutes=5)):
        assert code_of(client) == "locked"
    other = browser()
    sign_in(other, sato)
    with clock.at(start + timedelta(minutes=4)):
        assert other.post("/me/gesture").status_code == 204
    with clock.at(start + timedelta(minutes=8)):
        assert code_of(other) == "open"


def test_a_gesture_does_not_open_a_locked_device(sato: Person, start: datetime) -> None:
    client = browser()
    sign_in(client, sato)
    with clock.at(start + timedelta(minutes=6)):
        client.post("/me/gesture")
        assert code_of(client) == "locked"


def test_after_twelve_hours_it_ends_whatever_was_touched(sato: Person, start: datetime) -> None:
    client = browser()
    sign_in(client, sato)
    Session.objects.update(gesture_at=start + timedelta(hours=12))
    with clock.at(start + timedelta(hours=12) - timedelta(seconds=1)):
        assert code_of(client) == "open"
    with clock.at(start + timedelta(hours=12)):
        assert code_of(client) == "signed-out"


def test_one_device_can_be_ended_from_another(sato: Person) -> None:
    lost, here = browser(), browser()
    sign_in(lost, sato)
    sign_in(here, sato)
    page = here.get("/me/").content.decode()
    assert page.count("iPad · Safari") == 2
    tag = page.split("/me/sessions/")[1].split("/")[0]
    here.post(f"/me/sessions/{tag}/end/")
    assert (is_open(lost), is_open(here)) == (False, True)


def test_nobody_ends_a_session_of_somebody_else(sato: Person) -> None:
    ohno = person("大野 恵", "ohno", sato.organization)
    theirs, mine = browser(), browser()
    sign_in(theirs, ohno)
    sign_in(mine, sato)
    key = Session.objects.get(account=ohno.account).pk
    for tag in (key[:16], key[:1], key):
        mine.post(f"/me/sessions/{tag}/end/")
    mine.post("/me/sessions/end-others/")
    assert is_open(theirs)


def test_everywhere_else_is_signed_out_at_once(sato: Person) -> None:
    devices = [browser() for _ in range(3)]
    for device in devices:
        sign_in(device, sato)
    devices[0].post("/me/sessions/end-others/")
    assert [is_open(device) for device in devices] == [True, False, False]


def test_signing_out_ends_the_session_for_whoever_copied_it(sato: Person) -> None:
    client = browser()
    sign_in(client, sato)
    copied = browser()
    copied.cookies["session"] = client.cookies["session"].value
    client.post("/sign-out/")
    assert not is_open(copied)
    assert not Session.objects.filter(account=sato.account).exists()


def test_a_stolen_table_of_sessions_opens_nothing(sato: Person) -> None:
    client = browser()
    sign_in(client, sato)
    row = Session.objects.get()
    assert client.cookies["session"].value not in repr(row.__dict__)
    thief = browser()
    thief.cookies["session"] = row.pk
    assert not is_open(thief)


def test_a_new_password_ends_the_other_sessions(sato: Person) -> None:
    here, other = browser(), browser()
    sign_in(other, sato)
    sign_in(here, sato)
    new = "山の上の 小さな本屋と 猫"
    assert here.post("/me/password/", {"password": new, "again": new}).status_code == 302
    assert (is_open(here), is_open(other)) == (True, False)
    assert (show_password(browser(), "sato"), show_password(browser(), "sato", new)) == (422, 302)


def test_another_authenticator_app_takes_the_place_of_the_first(sato: Person) -> None:
    client = browser()
    sign_in(client, sato)
    seed = manual_key(client.get("/me/authenticator/").content.decode())
    assert client.post("/me/authenticator/", {"code": "000000"}).status_code == 422
    assert client.post("/me/authenticator/", {"code": code(seed)}).status_code == 302
    other = browser()
    show_password(other, "sato")
    assert other.post("/sign-in/second-factor/", {"code": code()}).status_code == 422
    forget_used_codes(sato)
    assert other.post("/sign-in/second-factor/", {"code": code(seed)}).status_code == 302


def passkey_of(who: Person, number: int) -> Passkey:
    return Passkey.objects.create(
        account_id=who.account, credential_id=b"%d" % number, public_key=b"", sign_count=0,
        name="iPad", created_at=clock.now(),
    )  # fmt: skip


def test_the_last_way_to_sign_in_cannot_be_removed(sato: Person) -> None:
    client = browser()
    sign_in(client, sato)
    first, second = passkey_of(sato, 1), passkey_of(sato, 2)
    Account.objects.get(pk=sato.account).totp_device.delete()
    assert client.post(f"/me/passkeys/{first.pk}/revoke/").status_code == 302
    assert client.post(f"/me/passkeys/{second.pk}/revoke/").status_code == 409
    assert Passkey.objects.get(revoked_at=None) == second


def test_passkeys_of_others_can_be_neither_renamed_nor_revoked(sato: Person) -> None:
    theirs = passkey_of(person("大野 恵", "ohno", sato.organization), 1)
    client = browser()
    sign_in(client, sato)
    client.post(f"/me/passkeys/{theirs.pk}/rename/", {"name": "mine"})
    client.post(f"/me/passkeys/{theirs.pk}/revoke/")
    theirs.refresh_from_db()
    assert (theirs.name, theirs.revoked_at) == ("iPad", None)


def test_factors_change_only_with_a_fresh_second_factor(sato: Person, start: datetime) -> None:
    client = browser()
    sign_in(client, sato)
    with clock.at(start + timedelta(minutes=11)):
        Session.objects.update(gesture_at=clock.now())
        new = {"password": PASSWORD + "二", "again": PASSWORD + "二"}
        for path in ("/me/password/", "/me/authenticator/", "/me/recovery-codes/new/"):
            answer = client.post(path, new)
            assert answer.headers["Location"].startswith("/me/confirm/?next=")
    assert show_password(browser(), "sato") == 302


def test_language_and_appearance_follow_the_person_and_the_device(sato: Person) -> None:
    client = browser()
    sign_in(client, sato)
    client.post("/me/appearance/", {"language": "en", "appearance": "dark"})
    page = client.get("/me/").content.decode()
    assert '<html lang="en" data-appearance="dark">' in page
    client.post("/sign-out/")
    assert '<html lang="en"' in client.get("/sign-in/").content.decode()


def test_a_person_without_a_role_any_more_sees_nothing(sato: Person) -> None:
    client = browser()
    sign_in(client, sato)
    Account.objects.get(pk=sato.account).practitioner.roles.update(ended_at=clock.now())
    assert client.get("/me/").headers["Location"] == "/me/role/"
    assert client.get("/me/role/").status_code == 200
