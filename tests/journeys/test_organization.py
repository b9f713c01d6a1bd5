"""Administrators keep what the region finds about their organisation; people, what they hold."""

import pytest
from django.test import Client

from sharing.models import Organization, PractitionerQualification
from tests.sharing.staffing import Person, browser, person, sign_in, station, traces

PAGE = "/staff/organization/"
GOOD = {
    "name": "霧沢なごみ訪問看護ステーション",
    "kind": "home-nursing",
    "number": "９９６-０１０００１５",
    "address": "霧沢市朝霧町1-2",
    "telephone": "０００-0000-0101",
}


@pytest.fixture
def ohno(db: None) -> Person:
    return person("大野 恵", "ohno", station(), administrator=True)


@pytest.fixture
def administrator(ohno: Person) -> Client:
    client = browser()
    sign_in(client, ohno)
    return client


def changes() -> list[tuple[tuple[str, ...], str]]:
    return [
        (event.compartments, event.entity)
        for event in traces()
        if event.action == "organization:update"
    ]


def test_an_administrator_changes_it_and_the_trace_names_the_fields_only(
    ohno: Person, administrator: Client
) -> None:
    assert administrator.get(PAGE).status_code == 200
    assert administrator.post(PAGE, GOOD).headers["Location"] == f"{PAGE}?done=kept"
    kept = Organization.objects.get()
    assert (kept.number, kept.telephone) == ("9960100015", "000-0000-0101")
    assert kept.address == "霧沢市朝霧町1-2"
    here = ohno.organization
    told = f"Organization/{here} address number telephone"
    assert changes() == [((str(here),), told)]
    administrator.post(PAGE, {**GOOD, "name": "霧沢なごみ"})
    assert changes()[1] == ((str(here),), f"Organization/{here} name")
    assert "霧沢なごみ" in administrator.get("/me/").content.decode()


def test_a_check_digit_that_does_not_go_with_the_number_warns_and_is_kept(
    administrator: Client,
) -> None:
    assert administrator.post(PAGE, {**GOOD, "number": "9960100016"}).status_code == 302
    assert Organization.objects.get().number == "9960100016"
    assert "検証番号" in administrator.get(PAGE).content.decode()
    administrator.post(PAGE, GOOD)
    assert "検証番号" not in administrator.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("name", "あ" * 201), ("name", "霧沢\x07"), ("kind", "palace"),
        ("number", "996010001"), ("number", "99601000IO"), ("address", "あ" * 201),
        ("telephone", "電話"), ("telephone", "0" * 21),
    ],
)  # fmt: skip
def test_what_cannot_be_is_sent_back_and_changes_nothing(
    administrator: Client, field: str, value: str
) -> None:
    before = Organization.objects.values().get()
    assert administrator.post(PAGE, {**GOOD, field: value}).status_code == 422
    assert Organization.objects.values().get() == before
    assert changes() == []


def test_to_who_is_no_administrator_the_page_is_not_there(ohno: Person) -> None:
    client = browser()
    sign_in(client, person("佐藤 美咲", "sato", ohno.organization))
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, GOOD).status_code == 404
    assert client.post(PAGE, {"name": ""}).status_code == 404
    assert PAGE not in client.get("/staff/").content.decode()
    assert Organization.objects.get().address == ""


def test_somebody_holds_several_qualifications_and_colleagues_see_them(ohno: Person) -> None:
    client = browser()
    sign_in(client, person("佐藤 美咲", "sato", ohno.organization))
    held = {"qualifications": ["nurse", "public-health-nurse", "care-manager"]}
    assert client.post("/me/qualifications/", held).status_code == 302
    page = client.get("/me/").content.decode()
    assert all(label in page for label in ("看護師", "保健師", "介護支援専門員"))
    assert "看護師、保健師、介護支援専門員" in client.get("/staff/").content.decode()
    assert client.get("/me/qualifications/").content.decode().count("checked") == 3


def test_a_qualification_is_taken_away_again_and_the_trace_says_which(ohno: Person) -> None:
    client = browser()
    sign_in(client, person("佐藤 美咲", "sato", ohno.organization))
    client.post("/me/qualifications/", {"qualifications": ["nurse", "midwife"]})
    client.post("/me/qualifications/", {"qualifications": ["nurse", "care-manager"]})
    client.post("/me/qualifications/", {"qualifications": ["nurse", "care-manager"]})
    codes = PractitionerQualification.objects.values_list("code", flat=True)
    assert sorted(codes) == ["care-manager", "nurse"]
    said = [event.entity for event in traces() if event.action == "qualification:change"]
    assert [told.split(" ", 1)[1] for told in said] == ["+midwife +nurse", "+care-manager -midwife"]


def test_a_qualification_that_is_none_is_sent_back(ohno: Person) -> None:
    client = browser()
    sign_in(client, ohno)
    answer = client.post("/me/qualifications/", {"qualifications": ["nurse", "wizard"]})
    assert answer.status_code == 422
    assert not PractitionerQualification.objects.exists()
