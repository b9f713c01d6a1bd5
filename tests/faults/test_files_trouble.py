"""What else goes wrong on a file's way: each has its answer, and none is an error of ours."""

import base64
import os
import re
import sys
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from messaging.actions import checking
from messaging.models import Attachment
from sharing import clock
from sharing.models import Session
from sharing.storage import storage
from sharing.uuid7 import uuid7
from tests.device import Device, Json
from tests.faults import films
from tests.faults.short_files import no_file_longer_than
from tests.leaks import marked
from tests.sending import PART, TUS, Sending, check_all
from tests.world import World

TEXT = "創部の観察。滲出液あり。\n".encode() * 4000
LEASE = timedelta(seconds=46)
MIB = 1024 * 1024
ANOTHER_PART = 768 * 1024
DATABASE = settings(
    max_examples=150, deadline=None, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


def shown(device: Device, entry: str) -> Json:
    device.pull()
    attachment: Json = device.entries[entry]["attachments"][0]
    return attachment


def left_behind() -> list[str]:
    return [one.name for one in storage().listed()]


def test_a_file_of_nothing_is_refused_with_its_reason(world: World) -> None:
    nurse = Device.of(world, "sato")
    sending = Sending(nurse, b"")
    assert sending.begin().headers["Upload-Offset"] == "0"
    entry = nurse.post(attachments=[{"id": sending.id}])
    assert check_all() == 1
    refused = shown(nurse, entry["id"])
    assert refused["state"] == "refused"
    assert refused["reason"]
    assert left_behind() == []


def test_a_session_that_ends_in_the_middle_is_told_and_the_file_goes_on_after_a_sign_in(
    world: World,
) -> None:
    sending = Sending(Device.of(world, "sato"), TEXT, name="memo.txt")
    sending.begin()
    assert sending.part(0, TEXT[:PART]).status_code == 204
    Session.objects.filter(account=world.account("sato")).delete()
    refused = sending.part(PART, TEXT[PART : 2 * PART])
    assert (refused.status_code, refused.json()["error"]) == (401, "signed-out")
    assert (sending.offset(), sending.status) == (-1, 401)
    sending.device = Device.of(world, "sato")
    assert sending.offset() == PART
    for start in range(PART, len(TEXT), PART):
        assert sending.part(start, TEXT[start : start + PART]).status_code == 204
    assert check_all() == 1
    assert read(sending) == TEXT


def read(sending: Sending) -> bytes:
    place = f"/rooms/{sending.device.room}/attachments/{sending.id}/original"
    answer = sending.device.client.get(place)
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_a_check_for_which_there_is_no_room_is_put_off_and_costs_no_attempt(world: World) -> None:
    """The film as it will be served is longer than any of its pieces."""
    nurse, film = Device.of(world, "sato"), b"".join(films.parts(24_000_000))
    sending = Sending(nurse, film, name="film.mp4")
    sending.begin()
    for start in range(0, len(film), MIB):
        sending.part(start, film[start : start + MIB])
    entry = nurse.post(attachments=[{"id": sending.id}])
    pieces = left_behind()
    for _attempt in range(checking.MOST_ATTEMPTS + 2):
        with time_machine.travel(clock.now() + LEASE), no_file_longer_than(16_000_000):
            assert checking.check_next()
            assert not checking.check_next(), "until its lease has run out nobody takes it up"
        Attachment.objects.update(leased_until=None)
    assert shown(nurse, entry["id"])["state"] == "checking"
    assert left_behind() == pieces, "nothing half is left"
    assert nurse.post("記録は続けられます。")["text"]
    assert check_all() == 1
    assert shown(nurse, entry["id"])["state"] == "clean"
    assert read(sending) == film


def test_pieces_of_a_way_that_was_given_up_are_no_part_of_the_next(world: World) -> None:
    """As when the power failed after the deed and before its files were removed."""
    nurse, film = Device.of(world, "sato"), b"".join(films.parts(3_000_000))
    sending = Sending(nurse, film, name="film.mp4")
    entry = nurse.post(attachments=[{"id": sending.id}])
    sending.begin()
    for start in (0, MIB):
        sending.part(start, b"-" * MIB)
    Attachment.objects.update(state="awaited", offset=0, expires_at=None)
    sending.begin()
    for start in range(0, len(film), ANOTHER_PART):
        assert sending.part(start, film[start : start + ANOTHER_PART]).status_code == 204
    assert check_all() == 1
    assert shown(nurse, entry["id"])["state"] == "clean"
    assert read(sending) == film


def test_a_file_given_up_while_it_is_checked_leaves_nothing_behind(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending = Sending(Device.of(world, "sato"), TEXT, name="memo.txt")
    sending.whole()
    opened, given_up = os.open, list[int]()

    def giving_up(path: str, *arguments: Any, **named: Any) -> int:
        """Just when the first byte of what is made of it is to be written."""
        if "original.age" in str(path) and not given_up:
            given_up.append(sending.give_up().status_code)
        return opened(path, *arguments, **named)

    monkeypatch.setattr(os, "open", giving_up)
    assert checking.check_next()
    assert given_up == [204]
    assert not Attachment.objects.exists()
    assert left_behind() == []
    assert not checking.check_next()


def test_a_decoder_that_cannot_be_started_puts_the_check_off(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the machine has no memory for another process: the photo is not to blame."""
    nurse = Device.of(world, "sato")
    sending = Sending(nurse, marked.png("canary"))
    sending.whole()
    entry = nurse.post(attachments=[{"id": sending.id}])
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", "/nowhere/python")
        for _attempt in range(checking.MOST_ATTEMPTS + 2):
            assert checking.check_next()
            Attachment.objects.update(leased_until=None)
    assert shown(nurse, entry["id"])["state"] == "checking"
    assert check_all() == 1
    assert shown(nurse, entry["id"])["state"] == "clean"


# What is told of a file when it is announced

pairs = st.tuples(st.sampled_from(["id", "filename", "filetype", "sha256", "", "名"]), st.binary())
told = st.one_of(
    st.text(st.characters(max_codepoint=255)),
    st.lists(pairs, max_size=6).map(
        lambda all_: ",".join(f"{key} {base64.b64encode(value).decode()}" for key, value in all_)
    ),
    st.sampled_from(
        ["id", "filename", "filename A", "filename ====", "id \xff", " ,", ", ,id ", ",,"]
    ),
)


@DATABASE
@given(metadata=told)
def test_whatever_is_told_of_a_file_is_taken_or_refused(world: World, metadata: str) -> None:
    nurse = Device.of(world, "sato")
    answer = nurse.client.post(
        f"/rooms/{nurse.room}/uploads", HTTP_UPLOAD_LENGTH="5",
        HTTP_UPLOAD_METADATA=metadata, **TUS,
    )  # fmt: skip
    assert answer.status_code in (201, 409, 422), answer.content
    assert answer.headers["Tus-Resumable"] == "1.0.0"
    if answer.status_code == 201:
        assert re.fullmatch(
            r"/rooms/[0-9a-f-]{36}/uploads/[0-9a-f-]{36}", answer.headers["Location"]
        )


def pair(key: str, value: bytes) -> str:
    return f"{key} {base64.b64encode(value).decode()}"


@pytest.mark.parametrize(
    ("metadata", "status"),
    [
        (pair("filename", b"a" * 100_000), 422),
        (",".join([pair("id", str(uuid7()).encode())] * 200), 422),
        (",".join(f"key{number} QQ==" for number in range(500)), 201),
        (f"{pair('filename', b'one.txt')},{pair('filename', b'two.txt')}", 201),
        (pair("filename", b"\xff\xfe\x00\x80"), 201),
        (pair("id", b"../../etc/passwd"), 422),
        (pair("sha256", b"0" * 63), 422),
        ("\x00", 201),
    ],
    ids=[
        "100 KB", "an id 200 times", "500 keys", "two names", "no UTF-8", "a path", "short", "zero",
    ],
)  # fmt: skip
def test_hostile_words_about_a_file(world: World, metadata: str, status: int) -> None:
    nurse = Device.of(world, "sato")
    answer = nurse.client.post(
        f"/rooms/{nurse.room}/uploads", HTTP_UPLOAD_LENGTH="5",
        HTTP_UPLOAD_METADATA=metadata, **TUS,
    )  # fmt: skip
    assert answer.status_code == status, answer.content


# Parts of a file that are asked for

numbers = st.one_of(st.integers(0, len(TEXT) + 10), st.integers(0, 10**16)).map(str)
some_number = st.one_of(st.just(""), numbers)
ranges = st.one_of(
    st.builds("bytes={}-{}".format, some_number, some_number),
    st.builds("bytes={}-{},{}-{}".format, some_number, some_number, some_number, some_number),
    st.text(st.characters(max_codepoint=255), max_size=80),
    st.sampled_from([
        "bytes=", "bytes=-0", "bytes=--1", "bytes=0x1-2", "lines=1-2", "bytes=1-２", "bytes= 0-1",
        "BYTES=0-1", "bytes=0-1 ", "bytes=5-1", "bytes=-99999999999999999",
    ]),
)  # fmt: skip


@pytest.fixture
def kept(world: World) -> Sending:
    sending = Sending(Device.of(world, "sato"), TEXT, name="memo.txt")
    sending.whole()
    assert check_all() == 1
    return sending


@DATABASE
@given(header=ranges)
def test_whatever_part_is_asked_for_the_bytes_are_the_files_own(kept: Sending, header: str) -> None:
    place = f"/rooms/{kept.device.room}/attachments/{kept.id}/original"
    answer = kept.device.client.get(place, HTTP_RANGE=header)
    assert answer.status_code in (200, 206, 416), header
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if answer.status_code == 200:
        assert content == TEXT
    elif answer.status_code == 206:
        named = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", answer.headers["Content-Range"])
        assert named
        first, last, size = map(int, named.groups())
        assert (size, content) == (len(TEXT), TEXT[first : last + 1])
        assert int(answer.headers["Content-Length"]) == len(content) == last - first + 1
        assert meant(header) == (first, last)
    else:
        assert answer.headers["Content-Range"] == f"bytes */{len(TEXT)}"
        assert meant(header) is None


def meant(header: str) -> tuple[int, int] | None:
    """What a single range means (RFC 9110, 14.1.2), said a second time; None where nothing."""
    first, last = header.strip().removeprefix("bytes=").split("-")
    size = len(TEXT)
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) else None
    if int(first) >= size:
        return None
    return int(first), min(int(last or size - 1), size - 1)
