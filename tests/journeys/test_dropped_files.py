"""What an amendment speaks of no more is found no more by "with files", wherever that is asked."""

import pytest

from tests.device import Device, Json
from tests.journeys.picturing import listed, photo, sent, spoken_of
from tests.journeys.searching import Searcher
from tests.sending import Sending, check_all
from tests.world import World


def amended(device: Device, entry: Json, *named: Json) -> Json:
    words = {**entry["raw"], "attachments": list(named)}
    body = {**words, "id": str(Sending(device, b"").id), "reason": "別の方の写真でした"}
    answer = device.send(f"entries/{entry['id']}/amendments", body)
    assert device.status == 201, answer
    shown: Json = answer["entry"]
    return shown


def with_files(device: Device) -> list[str]:
    return [entry["id"] for entry in device.get("before/0?attachments=1")["entries"]]


@pytest.fixture
def nurse(world: World) -> Device:
    return Device.of(world, "sato")


def test_an_entry_whose_files_were_taken_out_is_not_found_with_files(
    world: World, nurse: Device
) -> None:
    kept = spoken_of(nurse, {"id": sent(nurse)}, text="発赤の写真です。")
    emptied = spoken_of(nurse, {"id": sent(nurse)}, text="発赤の写真です。")
    searcher = Searcher.of(world, "tanaka")
    found = searcher.ids("発赤", nurse.room, attachments="1")
    assert sorted(found) == sorted([kept["id"], emptied["id"]])
    amended(nurse, emptied)
    assert searcher.ids("発赤", nurse.room, attachments="1") == [kept["id"]]
    assert searcher.ids("発赤", attachments="1") == [kept["id"]]
    assert with_files(nurse) == [kept["id"]]
    assert len(searcher.ids("発赤", nurse.room)) == 2


def test_one_of_two_taken_out_leaves_it_with_files(nurse: Device) -> None:
    one, two = {"id": sent(nurse)}, {"id": sent(nurse)}
    entry = spoken_of(nurse, one, two)
    amended(nurse, entry, two)
    assert with_files(nurse) == [entry["id"]]
    assert listed(nurse) == [two["id"]]


def test_put_back_it_is_found_again(nurse: Device) -> None:
    said = {"id": sent(nurse)}
    entry = amended(nurse, spoken_of(nurse, said))
    assert with_files(nurse) == []
    amended(nurse, entry, said)
    assert with_files(nurse) == [entry["id"]]
    assert listed(nurse) == [said["id"]]


def test_a_file_that_never_came_is_not_waited_for_once_it_was_taken_out(nurse: Device) -> None:
    entry = spoken_of(nurse, {"id": str(Sending(nurse, b"").id)})
    assert with_files(nurse) == [entry["id"]]
    amended(nurse, entry)
    assert with_files(nurse) == []


def test_one_that_comes_after_it_was_taken_out_changes_nothing(nurse: Device) -> None:
    sending = Sending(nurse, photo())
    entry = spoken_of(nurse, {"id": sending.id})
    amended(nurse, entry)
    sending.whole()
    check_all()
    assert (with_files(nurse), listed(nurse)) == ([], [])


def test_amending_words_alone_keeps_the_files(nurse: Device) -> None:
    said = {"id": sent(nurse)}
    entry = spoken_of(nurse, said)
    amended(nurse, entry, said)
    assert with_files(nurse) == [entry["id"]]
