"""A patient is registered once, and a second team asks to be let in."""

import re
from uuid import UUID

import pytest
from django.test import Client

from audit.queries import events
from patients.models import Patient
from sharing import clock
from sharing.models import CareTeamMember, Compartment, JoinRequest
from sharing.trace_keys import TraceSealer
from sharing.uuid7 import uuid7
from tests.device import Device, sign_in
from tests.world import World, build


@pytest.fixture
def with_helper(db: None) -> World:
    """With a helper, whose role may read and write but not change the record."""
    return build(["sato", "nguyen"], ["P1"])


def browser(world: World, person: str) -> Client:
    client, _ = sign_in(world.account(person), world.role(person))
    return client


def filled(**more: object) -> dict[str, object]:
    """What a nurse types, partly in full width and with an era."""
    return {
        "id": str(uuid7()),
        "family": "新井",
        "given": "ミツ",
        "kana_family": "アライ",
        "kana_given": "みつ",
        "birth_date": "昭和１５年２月２９日",
        "sex": "female",
        "address": "霧沢市朝霧町1-1",
        "telephone": "０００-0000-0999",
        "care_insurance": "００００９９００９９",
        "care_level": "care-1",
        "consent_kind": "paper",
        "consent_date": "2026-01-05",
        **more,
    }


def test_a_nurse_registers_a_patient_and_stands_on_the_team(world: World) -> None:
    nurse = browser(world, "sato")
    answer = nurse.post("/patients/register/", filled())
    assert answer.status_code == 302
    page = nurse.get(answer["Location"]).content.decode()
    assert "新井 ミツ" in page
    assert "1940年（昭和15年）2月29日" in page
    assert "要介護1" in page
    assert "0000990099" in page
    room = UUID(answer["Location"].split("/")[2])
    assert list(
        CareTeamMember.objects.filter(compartment_id=room).values_list("member_id", flat=True)
    ) == [world.role("sato")]


def test_the_same_form_sent_twice_makes_one_patient(world: World) -> None:
    nurse, form, before = browser(world, "sato"), filled(), Patient.objects.count()
    first, second = (nurse.post("/patients/register/", form) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Patient.objects.count() == before + 1


def test_the_same_number_of_a_page_with_other_words_is_refused(world: World) -> None:
    nurse, form = browser(world, "sato"), filled()
    nurse.post("/patients/register/", form)
    again = nurse.post("/patients/register/", {**form, "given": "ミツエ"})
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("family", "", "このフィールドは必須です。"),
        ("family", "山田\x07", "保存できない文字が含まれています。"),
        ("family", "a\x00b", "保存できない文字が含まれています。"),
        ("family", "x" * 61, "60"),
        ("kana_family", "新井", "ひらがなまたはカタカナで入力してください。"),
        ("birth_date", "昭和70年1月1日", "日付を入力してください"),
        ("birth_date", "2099-01-01", "未来の日付です。"),
        ("birth_date", "1801-01-01", "日付が離れすぎています。"),
        ("sex", "dragon", "正しく選択してください。"),
        ("organizations", str(uuid7()), "正しく選択してください。"),
        ("consent_kind", "", "このフィールドは必須です。"),
        ("consent_kind", "oral", "口頭の同意の場合は"),
        ("id", "no-uuid", "UUID"),
        ("id", "6f9619ff-8b86-4011-b42d-00c04fc964ff", "もう一度読み込んでください。"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_nothing_is_stored(
    world: World, field: str, value: str, sentence: str
) -> None:
    before = Patient.objects.count(), Compartment.objects.count()
    answer = browser(world, "sato").post("/patients/register/", filled(**{field: value}))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (Patient.objects.count(), Compartment.objects.count()) == before


def test_a_helper_cannot_register(with_helper: World) -> None:
    helper, before = browser(with_helper, "nguyen"), Patient.objects.count()
    assert helper.get("/patients/register/").status_code == 404
    assert helper.post("/patients/register/", filled()).status_code == 404
    assert "患者を登録" not in helper.get("/patients/").content.decode()
    assert Patient.objects.count() == before


def test_a_known_number_is_not_registered_twice_but_can_be_asked_about(world: World) -> None:
    stranger, before = browser(world, "kato"), Patient.objects.count()
    answer = stranger.post("/patients/register/", filled(care_insurance="0000-9900-11"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "チームへの参加を依頼する" in page
    assert "山田" not in page  # nothing about whom the number belongs to
    assert Patient.objects.count() == before
    assert [
        event.outcome
        for event in events(TraceSealer.of(clock.now()))
        if event.action == "patient:already-known"
    ] == ["denied"]

    asked = {"system": "care-insurance", "value": "0000990011"}
    assert stranger.post("/patients/ask/", asked).status_code == 200
    assert stranger.post("/patients/ask/", asked).status_code == 200
    assert JoinRequest.objects.count() == 1
    room = world.room("P1")
    assert stranger.get(f"/patients/{room}/overview/").status_code == 404

    nurse = browser(world, "sato")
    page = nurse.get(f"/patients/{room}/team/").content.decode()
    assert "加藤 浩" in page
    assert "先に下で同意を記録してください" in page


def test_asking_about_a_number_nobody_has_answers_the_same(world: World) -> None:
    stranger = browser(world, "kato")
    known = stranger.post("/patients/ask/", {"system": "care-insurance", "value": "0000990011"})
    unknown = stranger.post("/patients/ask/", {"system": "care-insurance", "value": "1234567890"})
    assert without_token(known.content) == without_token(unknown.content)
    assert JoinRequest.objects.count() == 1


def test_the_team_lets_in_who_asked_once_the_patient_has_agreed(world: World) -> None:
    stranger, nurse, room = browser(world, "kato"), browser(world, "sato"), world.room("P1")
    stranger.post("/patients/ask/", {"system": "care-insurance", "value": "0000990011"})
    join = JoinRequest.objects.get().pk
    accept = f"/patients/{room}/team/joins/{join}/"
    assert nurse.post(accept, {"decision": "accept"}).status_code == 409
    assert JoinRequest.objects.get().decided_at is None

    nurse.post(
        f"/patients/{room}/consents/",
        {
            "id": str(uuid7()),
            "organizations": [str(world.actor("kato").organization_id)],
            "consent_kind": "paper",
            "consent_date": "2026-01-05",
        },
    )
    assert stranger.get(f"/patients/{room}/overview/").status_code == 404
    assert nurse.post(accept, {"decision": "accept"}).status_code == 302
    assert stranger.get(f"/patients/{room}/overview/").status_code == 200
    assert nurse.post(accept, {"decision": "accept"}).status_code == 409


def test_a_declined_request_opens_nothing_and_may_be_made_again(world: World) -> None:
    stranger, nurse, room = browser(world, "kato"), browser(world, "sato"), world.room("P1")
    asked = {"system": "care-insurance", "value": "0000990011"}
    stranger.post("/patients/ask/", asked)
    join = JoinRequest.objects.get().pk
    nurse.post(f"/patients/{room}/team/joins/{join}/", {"decision": "decline"})
    assert stranger.get(f"/patients/{room}/overview/").status_code == 404
    stranger.post("/patients/ask/", asked)
    assert JoinRequest.objects.filter(decided_at=None).count() == 1


def test_the_team_hears_of_a_request_by_a_line(world: World) -> None:
    device = Device.of(world, "sato")
    device.pull()
    browser(world, "kato").post(
        "/patients/ask/", {"system": "care-insurance", "value": "0000990011"}
    )
    assert [line["kind"] for line in device.pull()] == ["join"]


def without_token(page: bytes) -> bytes:
    return re.sub(rb'(nonce|content|value)="[^"]*"', b"", page)
