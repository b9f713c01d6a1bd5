"""A piece is durable before it is acknowledged, and what a cut has left of one is written anew."""

import errno
import io
import os
from uuid import UUID

import pytest

from messaging import pieces
from sharing.storage import storage
from tests.device import Device
from tests.journeys.picturing import photo
from tests.sending import Sending, check_all
from tests.world import World

HALF = 400


def begun(world: World) -> Sending:
    sending = Sending(Device.of(world, "sato"), photo())
    assert sending.begin().status_code == 201
    return sending


def state(sending: Sending) -> str:
    entry = sending.device.post("写真です。", attachments=[{"id": sending.id}])
    shown: str = entry["attachments"][0]["state"]
    return shown


def place_of(sending: Sending, offset: int) -> str:
    return f"{pieces.upload_folder(UUID(sending.id))}/{offset:012d}.age"


def failing(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """From now on the disk takes nothing for good."""

    def sync(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", sync)


@pytest.mark.parametrize(("number", "status"), [(errno.ENOSPC, 507), (errno.EIO, 500)])
def test_what_the_disk_did_not_take_is_not_acknowledged(
    world: World, monkeypatch: pytest.MonkeyPatch, number: int, status: int
) -> None:
    sending = begun(world)
    sending.part(0, sending.data[:HALF])
    with monkeypatch.context() as broken:
        failing(broken, number)
        assert sending.part(HALF, sending.data[HALF:]).status_code == status
    assert sending.offset() == HALF
    assert [one.name for one in storage().listed()] == [place_of(sending, 0)], "no part of it"
    assert sending.part(HALF, sending.data[HALF:]).status_code == 204
    check_all()
    assert state(sending) == "clean"


def test_a_part_of_a_piece_that_a_cut_has_left_is_written_anew(world: World) -> None:
    sending = begun(world)
    sending.part(0, sending.data[:HALF])
    with storage().create(place_of(sending, HALF)) as file:
        file.write(b"age-encryption.org/v1\n-> X25519 half")
    assert sending.offset() == HALF
    assert sending.part(HALF, sending.data[HALF:]).status_code == 204
    check_all()
    assert state(sending) == "clean"


def test_sent_from_the_start_again_nothing_of_the_first_way_is_read(world: World) -> None:
    """After a restore a device begins anew, perhaps in other pieces."""
    sending = begun(world)
    with storage().create(place_of(sending, HALF)) as file:
        file.write(b"of the first way")
    sending.part(0, sending.data)
    check_all()
    assert state(sending) == "clean"


def test_a_name_in_the_storage_is_its_owners_alone(world: World) -> None:
    sending = begun(world)
    sending.part(0, sending.data[:HALF])
    with storage().open(place_of(sending, 0)) as file:
        assert isinstance(file, io.BufferedReader)
        assert os.fstat(file.fileno()).st_mode & 0o777 == 0o600
