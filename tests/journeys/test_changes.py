"""What has changed about a patient since I last looked."""

from patients.actions.location import set_location
from patients.vocabulary import Location
from sharing.actions.care_team import remove_member
from sharing.uuid7 import uuid7
from tests.device import Device
from tests.world import World


def page(device: Device) -> str:
    answer = device.client.get(f"/patients/{device.room}/changes/")
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def seen(device: Device) -> None:
    device.pull()
    device.send("pointer", {"cursor": device.cursor})


def test_everything_others_did_behind_my_pointer_is_told(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    old = nurse.post("きのうの記録")["id"]
    seen(doctor)
    assert "変わったことはありません" in page(doctor)
    asked = nurse.post("浮腫が増えました", purpose="consult")["id"]
    change = {"id": str(uuid7()), "text": "きのうの記録（訂正）", "reason": "書きまちがい"}
    nurse.send(f"entries/{old}/amendments", change)
    set_location(world.actor("sato"), world.room("P1"), Location.SHORT_STAY, "")
    remove_member(world.actor("sato"), world.room("P1"), world.role("ito"))
    told = page(doctor)
    for words in (
        "相談",
        "浮腫が増えました",
        "訂正されました",
        "所在",
        "チームを離れました",
        "佐藤",
    ):
        assert words in told, words
    assert f"#entry-{asked}" in told
    assert f"#entry-{old}" in told
    assert "相談 1" in told


def test_my_own_deeds_are_no_news_to_me(world: World) -> None:
    nurse = Device.of(world, "sato")
    seen(nurse)
    nurse.post("自分の記録")
    assert "変わったことはありません" in page(nurse)


def test_words_that_were_taken_back_are_not_told(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    entry = nurse.post("別の方の記録です")["id"]
    nurse.send(f"entries/{entry}/retraction", {"id": str(uuid7()), "reason": "wrong-patient"})
    assert "取り消されました" in page(doctor)
    assert "別の方の記録です" not in page(doctor)


def test_a_stranger_learns_nothing(world: World) -> None:
    assert page(Device.of(world, "kato")) == "404"


def test_the_card_of_today_leads_there(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    seen(doctor)
    nurse.post("新しいこと")
    assert f"/patients/{world.room('P1')}/changes/" in doctor.client.get("/").content.decode()
