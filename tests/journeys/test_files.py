"""Who sees a file, when, and how it goes out: sealed on the disk, kept by no browser."""

import io
import random
import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from messaging.actions import checking
from messaging.byte_range import ByteRange, Unsatisfiable, requested
from messaging.models import Attachment
from messaging.views.attachment import Reading
from sharing import age, clock
from sharing.storage import storage
from sharing.uuid7 import uuid7
from tests.device import Device, Json
from tests.sending import PART, Sending, check_all
from tests.sharing.staffing import traces
from tests.world import World

TEXT = "創部の観察\n滲出液あり\n".encode()


def photo(colour: tuple[int, int, int] = (180, 60, 60)) -> bytes:
    with io.BytesIO() as file:
        Image.new("RGB", (640, 480), colour).save(file, "JPEG")
        return file.getvalue()


def posted(device: Device, *sent: Sending, **said: str) -> Json:
    return device.post("写真をつけます。", attachments=[{"id": one.id, **said} for one in sent])


def rendition(device: Device, attachment: str, which: str = "original", **headers: Any) -> Any:
    place = f"/rooms/{device.room}/attachments/{attachment}/{which}"
    answer: Any = device.client.get(place, **headers)
    device.status = answer.status_code
    if answer.streaming:
        answer.whole = b"".join(answer.streaming_content)
    return answer


def content(answer: Any) -> bytes:
    whole: bytes = answer.whole
    return whole


def test_a_photo_reaches_the_physician(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    sending = Sending(nurse, photo())
    sending.whole()
    assert check_all() == 1
    entry = posted(nurse, sending, caption="仙骨部", wound="1", site="sacrum")
    doctor.pull()
    shown = doctor.entries[entry["id"]]["attachments"][0]
    assert shown["state"] == "clean"
    assert (shown["kind"], shown["width"], shown["height"]) == ("picture", 640, 480)
    assert (shown["caption"], shown["wound"], shown["site_label"]) == ("仙骨部", "1", "仙骨部")
    for which in ("original", "preview", "thumbnail"):
        answer = rendition(doctor, sending.id, which)
        with Image.open(io.BytesIO(content(answer))) as picture:
            assert picture.format == "JPEG"


@pytest.mark.parametrize("first", ["entry", "file"])
def test_entry_and_file_arrive_in_any_order(world: World, first: str) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    sending = Sending(nurse, TEXT, name="memo.txt")
    if first == "file":
        sending.whole()
        check_all()
        entry = posted(nurse, sending)
    else:
        entry = posted(nurse, sending)
        doctor.pull()
        assert doctor.entries[entry["id"]]["attachments"][0]["state"] == "awaited"
        sending.begin()
        sending.part(0, TEXT[:10])
        on_its_way = nurse.get("before/0")["entries"][0]["attachments"][0]
        assert (on_its_way["state"], on_its_way["name"]) == ("receiving", "")
        assert 0.1 < on_its_way["received"] < 1
        sending.part(10, TEXT[10:])
        check_all()
    lines = doctor.pull()
    assert doctor.entries[entry["id"]]["attachments"][0]["state"] == "clean"
    assert [line["kind"] for line in lines][-1] == ("entry" if first == "file" else "attachment")
    assert content(rendition(doctor, sending.id)) == TEXT


def test_nobody_else_sees_what_no_entry_speaks_of(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    sending = Sending(nurse, TEXT, name="memo.txt")
    sending.whole()
    rendition(nurse, sending.id)
    assert nurse.status == 404, "it is still in quarantine"
    check_all()
    rendition(nurse, sending.id)
    assert nurse.status == 200
    rendition(doctor, sending.id)
    assert doctor.status == 404
    with time_machine.travel(clock.now() + timedelta(days=8)):
        assert checking.expire() == 1
    assert list(storage().listed()) == []


def test_what_was_taken_back_is_shown_to_nobody(world: World) -> None:
    nurse = Device.of(world, "sato")
    sending = Sending(nurse, TEXT, name="memo.txt")
    sending.whole()
    check_all()
    entry = posted(nurse, sending)
    nurse.send(f"entries/{entry['id']}/retraction", {
        "id": str(uuid7()), "reason": "wrong-patient", "text": "別の方の写真でした"})  # fmt: skip
    assert nurse.status == 201
    rendition(nurse, sending.id)
    assert nurse.status == 404
    nurse.pull()
    assert nurse.entries[entry["id"]]["attachments"] == []


def test_an_amendment_may_say_something_else_of_it(world: World) -> None:
    nurse = Device.of(world, "sato")
    one, two = Sending(nurse, TEXT), Sending(nurse, TEXT + b"2")
    for sending in (one, two):
        sending.whole()
    check_all()
    entry = posted(nurse, one, two, caption="右")
    body = {"id": str(uuid7()), "text": "写真をつけます。", "reason": "左右の誤り",
            "attachments": [{"id": two.id, "caption": "左"}]}  # fmt: skip
    amended = nurse.send(f"entries/{entry['id']}/amendments", body)["entry"]
    assert [(shown["id"], shown["caption"]) for shown in amended["attachments"]] == [(two.id, "左")]
    content(rendition(nurse, one.id))
    assert nurse.status == 200, "what was corrected stays readable with the earlier version"


def test_somebody_elses_file_cannot_be_claimed(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    sending = Sending(nurse, TEXT)
    sending.whole()
    refused = posted(doctor, sending)
    assert (doctor.status, refused["error"]) == (422, "invalid")
    posted(nurse, sending)
    assert nurse.status == 201
    posted(nurse, sending)
    assert nurse.status == 422, "it belongs to an entry already"
    twice = nurse.post("?", attachments=[{"id": sending.id}, {"id": sending.id}])
    assert twice["error"] == "invalid"


def test_one_trace_for_a_file_that_is_read_in_pieces(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    sending = Sending(nurse, TEXT)
    sending.whole()
    check_all()
    posted(nurse, sending)
    for start in range(5):
        content(rendition(doctor, sending.id, HTTP_RANGE=f"bytes={start}-"))
    content(rendition(nurse, sending.id))
    opened = [deed for deed in traces() if deed.entity == f"Attachment/{sending.id}/original"]
    assert [deed.agent for deed in opened] == [
        f"PractitionerRole/{world.role('tanaka')}", f"PractitionerRole/{world.role('sato')}",
    ]  # fmt: skip
    stranger = Device.of(world, "kato")
    stranger.room = nurse.room
    rendition(stranger, sending.id)
    assert stranger.status == 404
    assert traces()[-1].outcome == "denied"


def test_ranges_and_versions(world: World) -> None:
    nurse = Device.of(world, "sato")
    data = bytes(range(256)).hex().encode() * 400
    sending = Sending(nurse, data, name="数値.txt")
    sending.whole()
    check_all()
    whole = rendition(nurse, sending.id)
    tag = whole.headers["ETag"]
    assert content(whole) == data
    tail = rendition(nurse, sending.id, HTTP_RANGE="bytes=-70000", HTTP_IF_RANGE=tag)
    assert (nurse.status, content(tail)) == (206, data[-70000:])
    other = rendition(nurse, sending.id, HTTP_RANGE="bytes=5-9", HTTP_IF_RANGE='"other"')
    assert (nurse.status, content(other)) == (200, data)
    rendition(nurse, sending.id, HTTP_IF_NONE_MATCH=tag)
    assert nurse.status == 304
    nothing = rendition(nurse, sending.id, HTTP_RANGE=f"bytes={len(data)}-")
    assert nurse.status == 416
    assert nothing.headers["Content-Range"] == f"bytes */{len(data)}"


def test_nothing_runs_and_nothing_stays(world: World) -> None:
    nurse = Device.of(world, "sato")
    sending = Sending(nurse, TEXT, name="../\u202egpj.創部\0.txt")
    sending.whole()
    check_all()
    headers = rendition(nurse, sending.id).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    assert re.fullmatch(
        r"attachment; filename=\"[ -~]+\"; filename\*=UTF-8''gpj\.%E5%89%B5%E9%83%A8\.txt",
        headers["Content-Disposition"],
    )


def test_a_file_in_another_ones_place_does_not_open(world: World) -> None:
    nurse = Device.of(world, "sato")
    one, two = Sending(nurse, TEXT), Sending(nurse, TEXT[::-1])
    for sending in (one, two):
        sending.data = sending.data[: len(TEXT)]
    two.data = b"x" * len(TEXT)
    for sending in (one, two):
        sending.whole()
    check_all()
    places = {row.pk: f"files/{row.pk.hex[-2:]}/{row.pk}/original.age"
              for row in Attachment.objects.all()}  # fmt: skip
    with storage().open(places[UUID(two.id)]) as file:
        other = file.read()
    with storage().create(places[UUID(one.id)]) as file:
        file.write(other)
    rendition(nurse, one.id)
    assert nurse.status == 409
    assert content(rendition(nurse, two.id)) == two.data


def test_pieces_that_were_exchanged_do_not_pass(world: World) -> None:
    nurse = Device.of(world, "sato")
    sending = Sending(nurse, b"a" * PART + b"b" * PART, name="memo.txt")
    sending.whole()
    first, second = (one.name for one in storage().listed("uploads"))
    with storage().open(first) as file:
        other = file.read()
    with storage().create(second) as file:
        file.write(other)
    check_all()
    shown = posted(nurse, sending)["attachments"][0]
    assert (shown["state"], bool(shown["reason"])) == ("refused", True)


@given(
    st.integers(0, 50),
    st.one_of(
        st.text(max_size=20),
        st.from_regex(r"bytes=\d{0,3}-\d{0,3}", fullmatch=True),
    ),
)
def test_a_range_lies_in_the_file(size: int, header: str) -> None:
    try:
        found = requested(header, size)
    except Unsatisfiable:
        return
    assert found is None or 0 <= found.start < found.end <= size


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-0", ByteRange(0, 1)),
        ("bytes=2-", ByteRange(2, 10)),
        ("bytes=-3", ByteRange(7, 10)),
        ("bytes=-30", ByteRange(0, 10)),
        ("bytes=5-99", ByteRange(5, 10)),
        ("bytes=5-2", None),
        ("bytes=0-1,3-4", None),
        ("items=0-1", None),
        ("bytes=-", None),
    ],
)
def test_ranges_as_the_standard_has_them(header: str, expected: ByteRange | None) -> None:
    assert requested(header, 10) == expected


@given(st.data())
def test_a_range_is_read_in_pieces_of_any_size(data: st.DataObject) -> None:
    identity = age.Identity.generate()
    size = data.draw(st.integers(1, 200_000))
    whole = random.Random(size).randbytes(size)  # noqa: S311 - no secret
    start = data.draw(st.integers(0, size - 1))
    end = data.draw(st.integers(start + 1, size))
    sealed = io.BytesIO(b"".join(age.encrypt([identity.recipient], [whole])))
    reading = Reading(age.Opened(sealed, [identity]), ByteRange(start, end))
    read = []
    while part := reading.read(wanted := data.draw(st.integers(1, 150_000))):
        assert len(part) <= wanted
        read.append(part)
    assert b"".join(read) == whole[start:end]
