"""What a record says of a patient: shown at a glance, amended with its history, ended."""

import pytest
from django.test import Client

from audit.queries import events
from patients.models import Patient, PatientItem, PatientVersion
from patients.queries.header import header
from patients.vocabulary import ItemKind
from sharing import clock
from sharing.trace_keys import TraceSealer
from sharing.uuid7 import uuid7
from tests.device import Device, sign_in
from tests.world import World, build


@pytest.fixture
def with_helper(db: None) -> World:
    """With a helper, whose role may read and write but not change the record."""
    return build(["sato", "ono", "tanaka", "nguyen"], ["P1", "P4"])


def browser(world: World, person: str) -> Client:
    client, _ = sign_in(world.account(person), world.role(person))
    return client


def amended(**more: object) -> dict[str, object]:
    return {
        "version": 1,
        "family": "山田",
        "given": "ハナ",
        "kana_family": "やまだ",
        "kana_given": "はな",
        "birth_date": "1942-03-08",
        "sex": "female",
        "address": "霧沢市朝霧町5-12 201号",
        "telephone": "000-0000-0201",
        **more,
    }


def test_the_overview_tells_the_whole_team_the_same(world: World) -> None:
    for person in ("sato", "tanaka", "suzuki", "ito"):
        page = browser(world, person).get(f"/patients/{world.room('P1')}/overview/")
        text = page.content.decode()
        for words in ("山田 ハナ", "慢性心不全", "ペニシリン", "山田 由紀子（長女）", "要介護2"):
            assert words in text


def test_nothing_of_a_patient_lies_in_clear_in_its_rows(world: World) -> None:
    patient = Patient.objects.get(pk=world.room("P1"))
    sealed = bytes(patient.demographics) + b"".join(
        bytes(item.body) for item in PatientItem.objects.all()
    )
    for words in ("山田", "ハナ", "1942", "female", "朝霧", "ペニシリン"):
        assert words.encode() not in sealed


def test_an_amendment_keeps_what_was_said_before(world: World) -> None:
    nurse, room = browser(world, "sato"), world.room("P1")
    assert nurse.get(f"/patients/{room}/amend/").status_code == 200
    assert nurse.post(f"/patients/{room}/amend/", amended()).status_code == 302
    page = nurse.get(f"/patients/{room}/history/").content.decode()
    assert "霧沢市朝霧町5-12 201号" in page
    assert page.count("霧沢市朝霧町5-12") == 2
    assert PatientVersion.objects.count() == 1


def test_who_was_slower_is_told_and_loses_nothing_of_what_he_wrote(world: World) -> None:
    nurse, doctor, room = browser(world, "sato"), browser(world, "tanaka"), world.room("P1")
    nurse.post(f"/patients/{room}/amend/", amended())
    late = doctor.post(f"/patients/{room}/amend/", amended(telephone="000-0000-0777"))
    page = late.content.decode()
    assert late.status_code == 409
    assert "000-0000-0777" in page
    assert "霧沢市朝霧町5-12 201号" in page
    assert 'name="version" value="2"' in page
    again = doctor.post(f"/patients/{room}/amend/", amended(version=2, telephone="000-0000-0777"))
    assert again.status_code == 302


def test_sending_what_is_there_already_makes_no_version(world: World) -> None:
    nurse, room = browser(world, "sato"), world.room("P1")
    nurse.post(f"/patients/{room}/amend/", amended())
    nurse.post(f"/patients/{room}/amend/", amended(version=2))
    assert PatientVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("birth_date", "きのう"), ("family", ""), ("address", "x" * 201), ("version", "eins")],
)
def test_an_amendment_that_cannot_be_changes_nothing(world: World, field: str, value: str) -> None:
    path = f"/patients/{world.room('P1')}/amend/"
    assert browser(world, "sato").post(path, amended(**{field: value})).status_code == 422
    assert PatientVersion.objects.count() == 0


ITEMS: dict[str, tuple[dict[str, str | list[str]], str]] = {
    "allergy": ({"text": "そば", "detail": "2019年 蕁麻疹"}, "そば"),
    "problem": ({"text": "大腿骨頸部骨折"}, "大腿骨頸部骨折"),
    "device": ({"code": "suction"}, "吸引"),
    "risk": ({"text": "猫がいます"}, "猫がいます"),
    "care-level": (
        {"level": "care-3", "valid_from": "令和8年4月1日", "valid_until": "2029-03-31"},
        "要介護3",
    ),
    "key-person": (
        {"text": "山田 太郎", "relation": "eldest-son", "told": "daily-life"},
        "山田 太郎（長男）",
    ),
    "physician": ({"text": "小川 玲子", "place": "みどり野医院"}, "小川 玲子"),
    "deputy-physician": ({"text": "井上 隆"}, "井上 隆"),
    "backup": ({"text": "霧沢中央病院", "detail": "4階東"}, "4階東"),
    "advance-care-plan": ({"detail": "自宅で過ごしたい"}, "自宅で過ごしたい"),
    "door": ({"code": "dog", "text": "玄関に大きな犬"}, "玄関に大きな犬"),
    "baseline": ({"jcs": "1", "spo2_low": "88", "spo2_high": "92"}, "SpO2 88～92 %"),
    "observation-set": ({"blocks": ["respiration", "wounds"]}, "呼吸、褥瘡・創"),
    "goal": ({"text": "自宅で入浴できる"}, "自宅で入浴できる"),
    "identifier": ({"system": "medical-record", "value": "Ａ-１２３"}, "A123"),
}


@pytest.mark.parametrize("kind", list(ItemKind))
def test_each_kind_is_recorded_shown_and_ended(world: World, kind: ItemKind) -> None:
    nurse, room = browser(world, "sato"), world.room("P1")
    body, words = ITEMS[kind]
    item = str(uuid7())
    path = f"/patients/{room}/items/new/{kind}/"
    assert nurse.get(path).status_code == 200
    for _ in range(2):
        assert nurse.post(path, {"id": item, **body}).status_code == 302
    assert words in nurse.get(f"/patients/{room}/overview/").content.decode()

    ended = nurse.post(f"/patients/{room}/items/{item}/end/", {"reason": "入力の誤り"})
    assert ended.status_code == 302
    again = nurse.post(f"/patients/{room}/items/{item}/end/", {"reason": "入力の誤り"})
    assert again.status_code == 409
    assert words in nurse.get(f"/patients/{room}/history/").content.decode()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("allergy", {"text": ""}),
        ("allergy", {"text": "x" * 61}),
        ("allergy", {"text": "a\x00"}),
        ("device", {}),
        ("device", {"code": "teleporter"}),
        ("device", {"code": "fall"}),
        ("care-level", {"level": "care-9"}),
        (
            "care-level",
            {"level": "care-1", "valid_from": "2026-04-01", "valid_until": "2026-03-01"},
        ),
        ("care-level", {"level": "care-1", "valid_until": "9999-12-31"}),
        ("key-person", {"text": "山田", "relation": "cat", "told": "everything"}),
        ("identifier", {"system": "tax", "value": "1"}),
        ("identifier", {"system": "medical-record", "value": "---"}),
        ("identifier", {"system": "care-insurance", "value": "x" * 61}),
    ],
)
def test_an_item_that_cannot_be_is_refused(world: World, kind: str, body: dict[str, str]) -> None:
    before = PatientItem.objects.count()
    path = f"/patients/{world.room('P1')}/items/new/{kind}/"
    answer = browser(world, "sato").post(path, {"id": str(uuid7()), **body})
    assert answer.status_code == 422
    assert 'class="errorlist"' in answer.content.decode()
    assert PatientItem.objects.count() == before


def test_an_unknown_kind_or_item_is_not_there(world: World) -> None:
    nurse, room = browser(world, "sato"), world.room("P1")
    assert nurse.get(f"/patients/{room}/items/new/horoscope/").status_code == 404
    assert nurse.get(f"/patients/{room}/items/{uuid7()}/").status_code == 404
    unknown = nurse.post(f"/patients/{room}/items/{uuid7()}/end/", {"reason": "x"})
    assert unknown.status_code == 404


def test_a_changed_item_takes_the_place_of_the_old_one(world: World) -> None:
    nurse, room = browser(world, "sato"), world.room("P1")
    old = PatientItem.objects.get(kind=ItemKind.ALLERGY)
    form = nurse.get(f"/patients/{room}/items/{old.pk}/").content.decode()
    assert "ペニシリン" in form
    changed = {"id": str(uuid7()), "replaces": str(old.pk), "text": "セフェム系"}
    assert nurse.post(f"/patients/{room}/items/new/allergy/", changed).status_code == 302
    chips = [chip.label for chip in header(world.actor("tanaka"), room).chips]
    assert "アレルギー：セフェム系" in chips
    assert not any("ペニシリン" in chip for chip in chips)
    late = {**changed, "id": str(uuid7()), "text": "卵"}
    assert nurse.post(f"/patients/{room}/items/new/allergy/", late).status_code == 409


def test_an_item_of_another_room_cannot_be_reached_through_mine(with_helper: World) -> None:
    nurse, room = browser(with_helper, "ono"), with_helper.room("P4")
    other = PatientItem.objects.filter(compartment_id=with_helper.room("P1")).first()
    assert other is not None
    assert nurse.get(f"/patients/{room}/items/{other.pk}/").status_code == 404
    ended = nurse.post(f"/patients/{room}/items/{other.pk}/end/", {"reason": "x"})
    assert ended.status_code == 404
    assert PatientItem.objects.get(pk=other.pk).ended_at is None


def test_one_tap_says_where_the_patient_is(world: World) -> None:
    device, room = Device.of(world, "suzuki"), world.room("P1")
    device.pull()
    nurse = browser(world, "sato")
    for _ in range(2):
        answer = nurse.post(f"/patients/{room}/location/", {"location": "hospital"})
        assert answer["Location"] == f"/patients/{room}/"
    assert [line["kind"] for line in device.pull()] == ["location"]
    assert header(world.actor("tanaka"), room).location_label == "入院中"
    assert nurse.post(f"/patients/{room}/location/", {"location": "moon"}).status_code == 422


def test_the_header_alone_can_be_asked_for_again(world: World) -> None:
    answer = browser(world, "sato").get(f"/patients/{world.room('P1')}/header/?tab=timeline")
    page = answer.content.decode()
    assert "<html" not in page
    assert "アレルギー：ペニシリン" in page


def test_a_helper_may_say_where_but_not_what(with_helper: World) -> None:
    helper, room = browser(with_helper, "nguyen"), with_helper.room("P1")
    assert helper.post(f"/patients/{room}/location/", {"location": "away"}).status_code == 302
    assert helper.get(f"/patients/{room}/amend/").status_code == 404
    assert helper.post(f"/patients/{room}/amend/", amended()).status_code == 404
    allergy = {"id": str(uuid7()), "text": "卵"}
    assert helper.post(f"/patients/{room}/items/new/allergy/", allergy).status_code == 404
    page = helper.get(f"/patients/{room}/overview/").content.decode()
    assert "items/new" not in page


def test_two_patients_of_one_reading_are_told_apart(db: None) -> None:
    world = build(["sato", "ono", "tanaka"], ["P1", "P4"])
    both = header(world.actor("tanaka"), world.room("P1"))
    assert both.same_name == ("山田 花（やまだ はな）昭和20年",)
    # Who has only one of them cannot learn that there is another.
    assert header(world.actor("sato"), world.room("P1")).same_name == ()


def test_the_namesake_stands_in_the_trace_of_the_page(db: None) -> None:
    world = build(["sato", "ono", "tanaka"], ["P1", "P4"])
    header(world.actor("tanaka"), world.room("P1"))
    newest = events(TraceSealer.of(clock.now()))[-1]
    assert set(newest.compartments) == {str(world.room("P1")), str(world.room("P4"))}


def test_a_stranger_finds_every_page_of_a_patient_absent(world: World) -> None:
    stranger, room = browser(world, "kato"), world.room("P1")
    item = PatientItem.objects.filter(compartment_id=room).first()
    assert item is not None
    for page in ("overview/", "amend/", "history/", "header/", f"items/{item.pk}/"):
        there = stranger.get(f"/patients/{room}/{page}")
        nowhere = stranger.get(f"/patients/{uuid7()}/{page}")
        assert (there.status_code, there.content) == (404, nowhere.content)
