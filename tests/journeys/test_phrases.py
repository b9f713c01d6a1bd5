"""定型文: chosen by profession, kept by an organisation or a person, never sent half filled."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from messaging.models import Phrase
from sharing.uuid7 import uuid7
from tests import world as worlds
from tests.device import Device, sign_in
from tests.journeys.test_statements import MANY, statements
from tests.messaging.outputs.note import ANSWERS
from tests.world import World

OURS = "玄関の鍵は{場所}にあります。"


@pytest.fixture
def world(db: None) -> World:
    return worlds.build(["sato", "ono", "tanaka", "nguyen", "nakamura", "kato", "suzuki"])


def client_of(world: World, person: str) -> Client:
    return sign_in(world.account(person), world.role(person))[0]


def listed(client: Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/phrases.json").json()["phrases"]
    return found


def add(client: Client, text: str = OURS, **more: object) -> tuple[UUID, int]:
    phrase = uuid7()
    body = {"id": str(phrase), "text": text, "purpose": "notice", **more}
    return phrase, client.post("/phrases/", body).status_code


def texts(client: Client) -> list[str]:
    return [one["text"] for one in listed(client)]


@pytest.mark.parametrize(
    ("person", "first"), [("sato", "N1"), ("tanaka", "P1"), ("suzuki", "C1"), ("nguyen", "H1")]
)
def test_each_profession_is_offered_its_own(world: World, person: str, first: str) -> None:
    found = listed(client_of(world, person))
    assert [one["id"] for one in found] == [f"{first[0]}{number}" for number in range(1, 11)]


def test_my_own_phrase_is_mine_alone_and_sealed(world: World) -> None:
    client = client_of(world, "sato")
    phrase, status = add(client)
    assert status == 302
    assert listed(client)[0] | {"id": ""} == {
        "id": "", "from": "own", "purpose": "notice", "purpose_label": "連絡", "text": OURS,
    }  # fmt: skip
    assert OURS not in texts(client_of(world, "ono"))
    assert OURS.encode() not in bytes(Phrase.objects.get(pk=phrase).content)
    other = client_of(world, "ono")
    for path in (f"/phrases/{phrase}/", f"/phrases/{phrase}/end/"):
        assert other.post(path, {"text": "?", "purpose": "notice"}).status_code == 404


def test_administrators_share_with_the_organisation_by_profession(world: World) -> None:
    admin = client_of(world, "nakamura")
    phrase, _ = add(admin, shared="on", profession="helper")
    assert OURS in texts(client_of(world, "nguyen"))
    assert OURS not in texts(client_of(world, "sato")), "another organisation"
    helper = client_of(world, "nguyen")
    answer = helper.post(f"/phrases/{phrase}/", {"text": "?", "purpose": "notice", "version": 1})
    assert answer.status_code == 404
    assert helper.post(f"/phrases/{phrase}/end/").status_code == 404
    add(admin, "医師だけの文", shared="on", profession="physician")
    assert "医師だけの文" not in texts(helper)
    assert "医師だけの文" in texts(admin), "who looks after them sees them all"


def test_who_is_no_administrator_shares_nothing(world: World) -> None:
    client = client_of(world, "sato")
    add(client, shared="on")
    assert listed(client)[0]["from"] == "own"
    assert OURS not in texts(client_of(world, "ono"))


def test_a_phrase_is_written_anew_and_ended(world: World) -> None:
    client = client_of(world, "sato")
    phrase, _ = add(client)
    body = {"text": "鍵は隣家にあります。", "purpose": "report", "version": 1}
    assert client.post(f"/phrases/{phrase}/", body).status_code == 302
    assert texts(client)[0] == "鍵は隣家にあります。"
    late = client.post(f"/phrases/{phrase}/", {**body, "text": "古い画面から"})
    assert late.status_code == 409
    assert "鍵は隣家にあります。" in late.content.decode()
    assert "古い画面から" in late.content.decode()
    assert client.post(f"/phrases/{phrase}/end/").status_code == 302
    assert len(listed(client)) == 10
    assert client.post(f"/phrases/{phrase}/", body).status_code == 404


def test_one_that_ships_is_replaced_by_mine_and_comes_back(world: World) -> None:
    client = client_of(world, "sato")
    page = client.get("/phrases/?replaces=N1").content.decode()
    assert "バイタル安定、ご本人の表情も穏やかです。" in page
    phrase, _ = add(client, "いつもどおりです。", replaces="N1")
    assert [one["id"] for one in listed(client)][1:3] == ["N2", "N3"]
    assert "N1" in {one["id"] for one in listed(client_of(world, "ono"))}
    client.post(f"/phrases/{phrase}/end/")
    assert "N1" in {one["id"] for one in listed(client)}


def test_mine_stands_before_my_organisations_for_the_same(world: World) -> None:
    add(client_of(world, "ono"), "事業所の文", shared="on", replaces="N1")
    client = client_of(world, "sato")
    assert texts(client)[0] == "事業所の文"
    add(client, "私の文", replaces="N1")
    assert texts(client)[0] == "私の文"
    assert "事業所の文" not in texts(client)


def test_adding_twice_is_adding_once(world: World) -> None:
    client, body = client_of(world, "sato"), {"text": OURS, "purpose": "notice"}
    once = {**body, "id": str(uuid7())}
    assert [client.post("/phrases/", once).status_code for _ in range(2)] == [302, 302]
    assert texts(client).count(OURS) == 1


@pytest.mark.parametrize(
    "more", [{"text": ""}, {"text": "長" * 501}, {"purpose": "rude"}, {"replaces": "Z9"}]
)
def test_what_cannot_be_is_refused(world: World, more: dict[str, object]) -> None:
    body = {"id": str(uuid7()), "text": OURS, "purpose": "notice", **more}
    assert client_of(world, "sato").post("/phrases/", body).status_code == 422
    assert not Phrase.objects.exists()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": "食事{割}割でした。"}, "text"),
        ({"text": "", "soap": {"s": "", "o": "食事{割}割", "a": "", "p": ""}}, "soap.o"),
        (
            {"kind": "visit-note", "text": "", "form": {
                "questionnaire": "visit-note", "version": 1,
                "answers": {**ANSWERS, "remarks": {"value": "水分{割}"}}}},
            "form.answers.remarks",
        ),
        (
            {"asks": [{"id": str(uuid7()), "purpose": "consult", "text": "{割}?", "to": []}]},
            "asks.0.text",
        ),
    ],
)  # fmt: skip
def test_an_entry_with_a_blank_left_is_refused_and_the_blank_named(
    world: World, body: dict[str, Any], field: str
) -> None:
    device = Device.of(world, "sato")
    answer = device.post(**{"text": "訪問しました。", **body}, soft_confirmed=True)
    assert device.status == 422
    assert answer["error"] == "blanks"
    assert list(answer["fields"]) == [field]
    assert "{割}" in answer["fields"][field]
    assert device.get("after/0")["entries"] == []


@pytest.mark.parametrize(
    "text",
    ["{}", "{x}", "{0} {1}", "{{constructor.constructor('alert(1)')()}}", "${HOME}", "{割 }"],
)
def test_braces_of_ones_own_are_taken_to_the_letter(world: World, text: str) -> None:
    device = Device.of(world, "sato")
    assert device.post(text)["text"] == text
    assert device.status == 201


def test_an_amendment_leaves_no_blank_either(world: World) -> None:
    device = Device.of(world, "sato")
    entry = device.post("食事7割でした。")["id"]
    body = {"id": str(uuid7()), "reason": "書き間違い", "text": "食事{割}割でした。"}
    assert device.send(f"entries/{entry}/amendments", body)["error"] == "blanks"


@MANY
def test_the_list_costs_the_same_for_one_and_for_thirty(world: World, count: int) -> None:
    client = client_of(world, "ono")
    for number in range(count):
        add(client, f"文{number}")
        add(client, f"皆の文{number}", shared="on")
    assert statements(lambda: client.get("/phrases.json")) == 5
    assert statements(lambda: client.get("/phrases/")) == 5
