"""From a single-use link to an account that can act, and the end of an account."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sharing import clock
from sharing.models import Account, Invitation, Passkey, PractitionerRole, Session
from tests.sharing.staffing import (
    PASSWORD,
    Person,
    browser,
    code,
    manual_key,
    person,
    show_password,
    sign_in,
    station,
    traces,
)

STATEMENTS = 12


@pytest.fixture
def ohno(db: None) -> Person:
    return person("大野 恵", "ohno", station(), administrator=True)


@pytest.fixture
def administrator(ohno: Person) -> Client:
    client = browser()
    sign_in(client, ohno)
    return client


def link_in(page: str) -> str:
    found = re.search(r"/join/link/[A-Za-z0-9_-]{43}/", page)
    assert found is not None
    return found.group()


def invite(client: Client, name: str = "佐藤 美咲") -> str:
    answer = client.post("/staff/invite/", {"name": name, "role": "nurse"})
    assert answer.status_code == 200
    return link_in(answer.content.decode())


def enrol(link: str, login_name: str) -> Client:
    client = browser()
    assert client.get(link).headers["Location"] == "/join/"
    client.post("/join/", {"login_name": login_name})
    client.post("/join/factors/", {"password": PASSWORD, "again": PASSWORD})
    seed = manual_key(client.get("/join/authenticator/").content.decode())
    client.post("/join/authenticator/", {"code": code(seed)})
    return client


def test_an_invited_nurse_makes_an_account_with_both_factors(administrator: Client) -> None:
    client = enrol(invite(administrator), "sato")
    codes = client.get("/me/recovery-codes/").content.decode()
    assert len(re.findall(r"\d{4}-\d{4}-\d{4}", codes)) == 10
    page = client.get("/me/").content.decode()
    assert "佐藤 美咲" in page
    works = PractitionerRole.objects.get(practitioner__account__login_name="sato")
    assert (works.role, works.administrator) == ("nurse", False)
    assert show_password(browser(), "sato") == 302


def test_the_first_administrator_comes_in_by_a_link_from_the_command(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command(
        "administrator", organization="海鳴クリニック", kind="clinic", name="加藤 浩",
        role="physician",
    )  # fmt: skip
    client = enrol(link_in(capsys.readouterr().out), "kato")
    assert client.get("/staff/").status_code == 200
    assert PractitionerRole.objects.get().administrator


def test_a_link_works_once(administrator: Client) -> None:
    link = invite(administrator)
    enrol(link, "sato")
    assert browser().get(link).status_code == 404
    assert Account.objects.filter(practitioner__family_name="佐藤").count() == 1


def test_of_two_who_use_one_link_at_the_same_time_the_second_gets_nothing(
    administrator: Client,
) -> None:
    link = invite(administrator)
    slow = browser()
    slow.get(link)
    slow.post("/join/", {"login_name": "slow"})
    slow.post("/join/factors/", {"password": PASSWORD, "again": PASSWORD})
    seed = manual_key(slow.get("/join/authenticator/").content.decode())
    enrol(link, "sato")
    assert slow.post("/join/authenticator/", {"code": code(seed)}).status_code in (302, 404, 409)
    assert not Account.objects.filter(login_name="slow").exists()


def test_a_link_ends_after_three_days(administrator: Client) -> None:
    link = invite(administrator)
    with clock.at(clock.now() + timedelta(hours=72)):
        assert browser().get(link).status_code == 404


def test_a_revoked_link_opens_nothing_also_half_way(administrator: Client) -> None:
    link = invite(administrator)
    client = browser()
    client.get(link)
    invitation = Invitation.objects.get()
    administrator.post(f"/staff/invitations/{invitation.pk}/revoke/")
    assert client.get("/join/").status_code == 404
    assert browser().get(link).status_code == 404


def test_the_token_is_kept_nowhere_and_passed_on_to_nobody(administrator: Client) -> None:
    link = invite(administrator)
    token = link.split("/")[3]
    assert token not in repr(Invitation.objects.get().__dict__)
    answer = browser().get(link)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Location"] == "/join/"


def test_without_a_second_factor_there_is_no_account(administrator: Client) -> None:
    client = browser()
    client.get(invite(administrator))
    client.post("/join/", {"login_name": "sato"})
    client.post("/join/factors/", {"password": PASSWORD, "again": PASSWORD})
    assert client.post("/join/authenticator/", {"code": "000000"}).status_code == 422
    assert client.get("/me/").status_code == 302
    assert not Account.objects.filter(login_name="sato").exists()
    assert show_password(browser(), "sato") == 422


def test_whoever_was_interrupted_opens_the_link_again(administrator: Client) -> None:
    link = invite(administrator)
    first = browser()
    first.get(link)
    first.post("/join/", {"login_name": "sato"})
    assert enrol(link, "sato").get("/me/").status_code == 200


@pytest.mark.parametrize("login_name", ["ohno", "OHNO", "ab", "さとう", "a b", "x" * 81])
def test_a_login_name_is_free_and_plain(administrator: Client, login_name: str) -> None:
    client = browser()
    client.get(invite(administrator))
    assert client.post("/join/", {"login_name": login_name}).status_code == 422


def test_a_weak_password_is_sent_back(administrator: Client) -> None:
    client = browser()
    client.get(invite(administrator))
    client.post("/join/", {"login_name": "misaki"})
    weak = {"password": "misakimisaki1234", "again": "misakimisaki1234"}
    assert client.post("/join/factors/", weak).status_code == 422
    assert client.get("/join/authenticator/").status_code == 302


def test_only_administrators_invite(ohno: Person) -> None:
    client = browser()
    sign_in(client, person("佐藤 美咲", "sato", ohno.organization))
    assert client.get("/staff/").status_code == 200
    assert client.get("/staff/invite/").status_code == 404
    answer = client.post("/staff/invite/", {"name": "森 彩香", "role": "nurse"})
    assert answer.status_code == 404
    assert not Invitation.objects.exists()


def test_colleagues_see_names_and_only_administrators_see_how_one_signs_in(
    ohno: Person, administrator: Client
) -> None:
    sato = browser()
    sign_in(sato, person("佐藤 美咲", "sato", ohno.organization))
    assert str(ohno.account) not in sato.get("/staff/").content.decode()
    page = administrator.get("/staff/").content.decode()
    assert "佐藤 美咲" in page
    assert Account.objects.get(login_name="sato").pk.hex in page.replace("-", "")


def test_a_suspended_nurse_is_out_at_once_and_may_come_back(
    ohno: Person, administrator: Client
) -> None:
    sato = person("佐藤 美咲", "sato", ohno.organization)
    client = browser()
    sign_in(client, sato)
    administrator.post(f"/staff/{sato.account}/suspend/")
    assert client.get("/me/", headers={"accept": "application/json"}).status_code == 401
    assert not Session.objects.filter(account=sato.account).exists()
    assert show_password(browser(), "sato") == 422
    administrator.post(f"/staff/{sato.account}/restore/")
    assert show_password(browser(), "sato") == 302


def test_nobody_suspends_themselves_and_somebody_always_administers(
    ohno: Person, administrator: Client
) -> None:
    answer = administrator.post(f"/staff/{ohno.account}/suspend/")
    assert answer.status_code == 409
    second = person("森 彩香", "mori", ohno.organization, administrator=True)
    PractitionerRole.objects.filter(pk=ohno.role).update(administrator=True)
    mori = browser()
    sign_in(mori, second)
    assert mori.post(f"/staff/{ohno.account}/suspend/").status_code == 302
    assert administrator.get("/staff/").status_code == 302
    assert mori.post(f"/staff/{second.account}/suspend/").status_code == 409


def test_accounts_of_another_organization_are_as_good_as_none(administrator: Client) -> None:
    kato = person("加藤 浩", "kato", station())
    theirs = administrator.post(f"/staff/{kato.account}/suspend/")
    nobodys = administrator.post(f"/staff/{kato.role}/suspend/")
    assert (theirs.status_code, theirs.content) == (404, nobodys.content)
    assert Account.objects.get(pk=kato.account).is_active


def test_who_lost_the_device_gets_a_new_link_and_the_old_factors_open_nothing(
    ohno: Person, administrator: Client
) -> None:
    sato = person("佐藤 美咲", "sato", ohno.organization)
    Passkey.objects.create(
        account_id=sato.account, credential_id=b"1", public_key=b"2", sign_count=0,
        name="iPad", created_at=clock.now(),
    )  # fmt: skip
    answer = administrator.post(f"/staff/{sato.account}/reset/")
    assert show_password(browser(), "sato") == 422
    assert not Passkey.objects.filter(revoked_at=None).exists()
    client = browser()
    client.get(link_in(answer.content.decode()))
    client.post("/join/factors/", {"password": PASSWORD, "again": PASSWORD})
    seed = manual_key(client.get("/join/authenticator/").content.decode())
    client.post("/join/authenticator/", {"code": code(seed)})
    assert client.get("/me/").status_code == 200
    assert Account.objects.get(login_name="sato").pk == sato.account


def test_administration_asks_for_a_fresh_second_factor(ohno: Person) -> None:
    client = browser()
    now = clock.now()
    with clock.at(now):
        sign_in(client, ohno)
        assert client.get("/staff/invite/").status_code == 200
    with clock.at(now + timedelta(minutes=11)):
        Session.objects.update(gesture_at=clock.now())
        answer = client.get("/staff/invite/")
        assert answer.headers["Location"] == "/me/confirm/?next=%2Fstaff%2Finvite%2F"
        client.post("/me/confirm/", {"code": code(), "next": "/staff/invite/"})
        assert client.get("/staff/invite/").status_code == 200


def test_invitation_suspension_and_acceptance_leave_traces(
    ohno: Person, administrator: Client
) -> None:
    enrol(invite(administrator), "sato")
    account = Account.objects.get(login_name="sato").pk
    administrator.post(f"/staff/{account}/suspend/")
    by_ohno, here = f"PractitionerRole/{ohno.role}", (str(ohno.organization),)
    invitation = f"Invitation/{Invitation.objects.get().pk}"
    kept = [
        (event.agent, event.action, event.compartments, event.entity)
        for event in traces()
        if event.action in ("account:invite", "account:suspend", "invitation:accept")
    ]
    assert kept == [
        (by_ohno, "account:invite", here, invitation),
        (f"Account/{account}", "invitation:accept", here, invitation),
        (by_ohno, "account:suspend", here, f"Account/{account}"),
    ]


@pytest.mark.parametrize("colleagues", [1, 30])
def test_the_staff_page_asks_the_same_number_of_questions_for_one_and_for_thirty(
    ohno: Person,
    administrator: Client,
    colleagues: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(colleagues):
        person(f"人 {number}", f"colleague{number}", ohno.organization)
    administrator.get("/staff/")
    with django_assert_num_queries(STATEMENTS):
        administrator.get("/staff/")
