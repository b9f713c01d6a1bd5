"""A file comes in piece by piece: where it stops it goes on, and only who may send it can."""

import hashlib
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as installed
from pytest_django.fixtures import Settings

from messaging.actions import checking
from sharing import clock
from sharing.storage import storage
from sharing.uuid7 import uuid7
from tests.device import Device
from tests.sending import PART, TUS, Sending, checksum
from tests.world import World

DATA = bytes(range(256)) * 1024  # 256 KiB


def left_behind() -> list[str]:
    return [one.name for one in storage().listed()]


def test_a_file_goes_on_where_it_stopped(world: World) -> None:
    nurse = Device.of(world, "sato")
    sending = Sending(nurse, DATA)
    answer = sending.begin()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/rooms/{nurse.room}/uploads/{sending.id}"
    assert sending.offset() == 0
    sending.part(0, DATA[:PART])
    assert (sending.status, sending.offset()) == (204, PART)
    assert sending.part(0, DATA[:PART]).status_code == 409, "it does not go on there"
    assert sending.part(2 * PART, DATA[:PART]).status_code == 409
    assert sending.offset() == PART
    assert sending.part(PART, DATA[PART:]).headers["Upload-Offset"] == str(len(DATA))


def test_announcing_it_again_is_one_deed(world: World) -> None:
    sending = Sending(Device.of(world, "sato"), DATA)
    sending.begin()
    sending.part(0, DATA[:PART])
    assert sending.begin().headers["Upload-Offset"] == str(PART)
    other = Sending(sending.device, DATA + b"!", id=sending.id)
    assert other.begin().status_code == 409, "another file under the same number"
    doctor = Sending(Device.of(world, "tanaka"), DATA, id=sending.id)
    assert doctor.begin().status_code == 409


def test_every_piece_is_compared_with_its_checksum(world: World) -> None:
    sending = Sending(Device.of(world, "sato"), DATA)
    sending.begin()
    piece = DATA[:PART]
    wrong = sending.part(0, piece, HTTP_UPLOAD_CHECKSUM=checksum(piece + b"!"))
    assert (wrong.status_code, sending.offset()) == (460, 0)
    for number, algorithm in enumerate(("sha1", "sha256")):
        said = checksum(piece, algorithm)
        assert sending.part(number * PART, piece, HTTP_UPLOAD_CHECKSUM=said).status_code == 204
    assert sending.part(2 * PART, piece, HTTP_UPLOAD_CHECKSUM="md5 AAAA").status_code == 422


@pytest.mark.parametrize("method", ["head", "patch", "delete"])
def test_only_who_sends_it_finds_it(world: World, method: str) -> None:
    sending = Sending(Device.of(world, "sato"), DATA)
    sending.begin()
    for person in ("tanaka", "kato"):
        other = Sending(Device.of(world, person), DATA, id=sending.id)
        other.device.room = sending.device.room
        match method:
            case "head":
                other.offset()
            case "patch":
                other.part(0, b"!")
            case _:
                other.give_up()
        assert other.status == 404
    assert sending.offset() == 0


def test_a_room_that_was_left_takes_nothing_more(world: World) -> None:
    sending = Sending(Device.of(world, "sato"), DATA)
    sending.begin()
    sending.part(0, DATA[:PART])
    page = f"/patients/{sending.device.room}/team/"
    members = Device.of(world, "suzuki").client
    removed = members.post(f"{page}{world.role('sato')}/remove/", {"reason": "異動"})
    assert removed.status_code == 302
    assert sending.part(PART, DATA[PART : 2 * PART]).status_code == 404
    assert sending.begin().status_code == 404
    assert Sending(sending.device, DATA).begin().status_code == 404


def test_given_up_is_gone(world: World) -> None:
    sending = Sending(Device.of(world, "sato"), DATA)
    sending.begin()
    sending.part(0, DATA[:PART])
    assert left_behind()
    assert sending.give_up().status_code == 204
    assert (sending.offset(), left_behind()) == (-1, [])
    assert sending.whole(), "and may be sent anew"


def test_what_nobody_goes_on_sending_expires(world: World) -> None:
    sending = Sending(Device.of(world, "sato"), DATA)
    sending.begin()
    assert "GMT" in sending.part(0, DATA[:PART]).headers["Upload-Expires"]
    with time_machine.travel(clock.now() + timedelta(days=8)):
        assert checking.expire() == 1
    assert left_behind() == []
    sending = Sending(Device.of(world, "sato"), DATA, id=sending.id)
    assert sending.begin().headers["Upload-Offset"] == "0"


def test_more_than_was_announced_is_not_taken(world: World) -> None:
    sending = Sending(Device.of(world, "sato"), DATA[:10])
    sending.begin()
    assert sending.part(0, DATA[:11]).status_code == 413
    assert sending.offset() == 0


@pytest.mark.parametrize("length", ["2147483648", "-1", "1e3", "", "٣", "99999999999999999"])
def test_absurd_lengths_are_refused(world: World, length: str) -> None:
    nurse = Device.of(world, "sato")
    answer = nurse.client.post(
        f"/rooms/{nurse.room}/uploads",
        HTTP_UPLOAD_LENGTH=length,
        **TUS,
    )
    assert answer.status_code == (413 if length == "2147483648" else 422)
    assert answer.json()["message"]


def test_a_piece_of_more_than_a_mebibyte_is_refused(world: World) -> None:
    sending = Sending(Device.of(world, "sato"), bytes(1024 * 1024 + 1))
    sending.begin()
    assert sending.part(0, sending.data).status_code == 413
    assert sending.part(0, sending.data[:-1]).status_code == 204


def test_quotas_of_person_and_organisation(world: World, settings: Settings) -> None:
    settings.QUOTA_PERSON = 100_000
    nurse = Device.of(world, "sato")
    assert Sending(nurse, bytes(90_000)).begin().status_code == 201
    refused = Sending(nurse, bytes(20_000)).begin()
    assert (refused.status_code, refused.json()["error"]) == (413, "quota-person")
    settings.QUOTA_PERSON = installed.QUOTA_ORGANIZATION
    settings.QUOTA_ORGANIZATION = 100_000
    refused = Sending(nurse, bytes(20_000)).begin()
    assert (refused.status_code, refused.json()["error"]) == (413, "quota-organization")
    assert Sending(Device.of(world, "tanaka"), bytes(20_000)).begin().status_code == 201


def test_it_speaks_one_version_of_the_protocol(world: World) -> None:
    nurse = Device.of(world, "sato")
    place = f"/rooms/{nurse.room}/uploads"
    abilities = nurse.client.options(place)
    assert abilities.headers["Tus-Extension"] == "creation,termination,expiration,checksum"
    assert abilities.headers["Tus-Version"] == "1.0.0"
    old = nurse.client.post(place, HTTP_UPLOAD_LENGTH="5", HTTP_TUS_RESUMABLE="0.2.2")
    assert (old.status_code, old.headers["Tus-Version"]) == (412, "1.0.0")
    absent = nurse.client.head(f"{place}/{uuid7()}", **TUS)
    assert (absent.status_code, absent.headers["Tus-Resumable"]) == (404, "1.0.0")


def test_a_digest_of_the_whole_that_does_not_fit_is_told(world: World) -> None:
    sending = Sending(Device.of(world, "sato"), b"text\n", name="memo.txt")
    nurse = sending.device
    sending.whole(sha256=hashlib.sha256(b"other").hexdigest())
    checking.check_next()
    entry = nurse.post("メモをつけます。", attachments=[{"id": sending.id}])
    assert entry["attachments"][0]["state"] == "refused"
    assert left_behind() == []
