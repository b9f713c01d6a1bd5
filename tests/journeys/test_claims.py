"""What is sent to several is taken by one, visibly to all, and can be given back."""

import pytest

from messaging.models import Recipient
from sharing.actions.care_team import add_member, remove_member
from sharing.uuid7 import uuid7
from tests import world as worlds
from tests.device import Device, Json
from tests.journeys.orders import in_hours
from tests.world import USUAL, World


@pytest.fixture
def world(db: None) -> World:
    """With a second nurse of the station on the team."""
    world = worlds.build((*USUAL, "ono"))
    add_member(world.actor("sato"), world.room("P1"), world.role("ono"))
    return world


def station(world: World) -> Json:
    return {"kind": "organization", "id": str(world.organization("O1"))}


def claim(device: Device, entry: Json, target: Json, deed: str = "claim", **more: object) -> Json:
    body = {"id": str(uuid7()), "kind": target["kind"], "who": target["id"], **more}
    answer = device.send(f"entries/{entry['id']}/{deed}", body)
    shown: Json = answer.get("entry", answer)
    return shown


def target_of(device: Device, entry: Json) -> Json:
    device.pull()
    found: Json = device.entries[entry["id"]]["to"][0]
    return found


def test_one_takes_it_and_everybody_sees_it(world: World) -> None:
    manager, first, second = (Device.of(world, one) for one in ("suzuki", "sato", "ono"))
    asked = manager.post("訪問の日程をご相談", purpose="consult", to=[station(world)])
    seen = target_of(first, asked)
    assert (seen["label"], seen["me"], seen["claim"]) == (
        "霧沢なごみ訪問看護ステーション", True, "take",
    )  # fmt: skip
    assert target_of(manager, asked)["claim"] == ""

    claim(first, asked, station(world))
    for device, deed in ((first, "release"), (second, ""), (manager, "")):
        seen = target_of(device, asked)
        assert (seen["claimed_by"]["name"], seen["claim"]) == ("佐藤 美咲", deed)
    refused = claim(second, asked, station(world))
    assert (second.status, refused["error"]) == (409, "already-claimed")
    assert "佐藤" not in refused["message"]

    assert claim(second, asked, station(world), "release")["error"] == "not-claimed"
    claim(first, asked, station(world), "release")
    assert target_of(second, asked)["claimed_by"] is None
    claim(second, asked, station(world))
    assert target_of(first, asked)["claimed_by"]["name"] == "大野 恵"


def test_anybodys_answer_settles_it(world: World) -> None:
    manager, first, second = (Device.of(world, one) for one in ("suzuki", "sato", "ono"))
    asked = manager.post("日程", purpose="consult", to=[station(world)])
    claim(first, asked, station(world))
    second.post("木曜に伺います", in_reply_to=asked["id"])
    seen = target_of(manager, asked)
    assert (seen["answered"], seen["claim"]) == (True, "")
    assert claim(second, asked, station(world))["error"] == "already-settled"


def test_a_claim_sent_twice_is_one(world: World) -> None:
    manager, nurse = Device.of(world, "suzuki"), Device.of(world, "sato")
    asked = manager.post("日程", purpose="consult", to=[station(world)])
    again = {"id": str(uuid7())}
    claim(nurse, asked, station(world), **again)
    claim(nurse, asked, station(world), **again)
    assert nurse.status == 201
    assert Recipient.objects.exclude(claimed_by=None).count() == 1
    assert claim(nurse, asked, station(world), "release", **again)["error"] == "other-content"


def test_what_somebody_took_who_left_may_be_taken_again(world: World) -> None:
    manager, first, second = (Device.of(world, one) for one in ("suzuki", "sato", "ono"))
    asked = manager.post("日程", purpose="consult", to=[station(world)])
    claim(first, asked, station(world))
    remove_member(world.actor("ono"), world.room("P1"), world.role("sato"))
    assert target_of(second, asked)["claim"] == "take"
    claim(second, asked, station(world))
    assert target_of(manager, asked)["claimed_by"]["name"] == "大野 恵"


def test_nobody_takes_what_was_sent_to_others(world: World) -> None:
    manager, doctor = Device.of(world, "suzuki"), Device.of(world, "tanaka")
    asked = manager.post("日程", purpose="consult", to=[station(world)])
    assert claim(doctor, asked, station(world))["error"] == "not-for-you"
    theirs = {"kind": "organization", "id": str(world.organization("O2"))}
    assert claim(doctor, asked, theirs)["error"] == "absent", "nothing was sent to the clinic"
    assert claim(doctor, asked, {"kind": "person", "id": str(world.role("tanaka"))}) != asked
    assert doctor.status == 422
    assert claim(doctor, asked, {"kind": "organization", "id": "x"})["error"] == "invalid"
    stranger = Device.of(world, "kato")
    assert claim(stranger, asked, station(world))["error"] == "absent"


def test_the_team_and_a_profession_are_taken_likewise(world: World) -> None:
    manager, nurse = Device.of(world, "suzuki"), Device.of(world, "sato")
    for to in (
        {"kind": "role", "id": "nurse", "reply_by": in_hours(1)},
        {"kind": "team", "id": ""},
    ):
        asked = manager.post("どなたか", purpose="request", to=[to])
        assert target_of(nurse, asked)["claim"] == "take"
        claim(nurse, asked, to)
        assert target_of(manager, asked)["claimed_by"]["name"] == "佐藤 美咲"
    nobody = manager.post("どなたか", purpose="request")
    assert target_of(nurse, nobody)["claim"] == "take", "named nobody: that is the team"


def test_a_mention_of_an_organisation_or_profession_reaches_it(world: World) -> None:
    nurse, pharmacist = Device.of(world, "sato"), Device.of(world, "ito")
    pharmacy = {"kind": "organization", "id": str(world.organization("O6"))}
    told = nurse.post("湿布が余っています", purpose="report", mentions=[pharmacy])
    nurse.post("貼付剤の件", purpose="report", mentions=[{"kind": "role", "id": "pharmacist"}])
    pharmacist.pull()
    assert pharmacist.entries[told["id"]]["mentions"][0]["claim"] == "take"
    inbox = pharmacist.client.get("/inbox/").content.decode()
    assert "湿布が余っています" in inbox
    assert "貼付剤の件" in inbox


def test_an_order_is_taken_by_its_steps_alone(world: World) -> None:
    doctor, nurse = Device.of(world, "tanaka"), Device.of(world, "sato")
    order = doctor.post("体重を測る", purpose="order", to=[{"kind": "role", "id": "nurse"}])
    seen = target_of(nurse, order)
    assert (seen["claim"], nurse.entries[order["id"]]["answers"]) == ("", [])
