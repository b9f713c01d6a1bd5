"""What becomes of a file that is not taken: who sends it learns why, and so do its readers."""

import base64
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
import time_machine
from pytest_django.fixtures import Settings

from messaging.actions import checking
from messaging.attachments.limits import most_bytes
from messaging.attachments.verdict import Refusal
from sharing import clock
from sharing.storage import storage
from sharing.uuid7 import uuid7
from tests.device import Device, Json
from tests.journeys.picturing import photo
from tests.sending import PART, TUS, Sending, check_all
from tests.world import World

PROGRAM = b"MZ" + bytes(200)
STATE, REASON, MESSAGE = "Tsunagi-State", "Tsunagi-Reason", "Tsunagi-Message"


def told(sending: Sending) -> dict[str, str]:
    """What a plain tus client hears of it: the answer to HEAD."""
    answer = sending.device.client.head(f"{sending.place}/{sending.id}", **TUS)
    return {name: answer.headers[name] for name in (STATE, REASON) if name in answer.headers}


def waiting_entry(device: Device, *sent: Sending) -> Json:
    return device.post("写真をつけます。", attachments=[{"id": one.id} for one in sent])


def seen_by(device: Device, entry: Json) -> list[Json]:
    device.pull()
    files: list[Json] = device.entries[entry["id"]]["attachments"]
    return files


def test_a_plain_client_hears_what_has_become_of_it(world: World) -> None:
    nurse = Device.of(world, "sato")
    good, bad = Sending(nurse, photo(), name="a.jpg"), Sending(nurse, PROGRAM, name="b.jpg")
    good.begin()
    assert told(good) == {STATE: "receiving"}
    for sending in (good, bad):
        sending.whole()
        assert told(sending) == {STATE: "quarantine"}
    check_all()
    assert told(good) == {STATE: "clean"}
    assert told(bad) == {STATE: "refused", REASON: "program"}
    answer = nurse.client.head(f"{bad.place}/{bad.id}", **TUS)
    assert unquote(answer.headers[MESSAGE]) == "プログラムは送れません。"


def test_the_protocol_names_every_reason() -> None:
    told = Path("docs/protocol.md").read_text(encoding="utf-8")
    listed = told.partition("`Tsunagi-Reason` (`")[2].partition("`)")[0]
    assert sorted(listed.replace("\n", " ").split(", ")) == sorted(Refusal)


def test_the_last_piece_is_answered_with_its_quarantine(world: World) -> None:
    sending = Sending(Device.of(world, "sato"), photo())
    sending.begin()
    assert sending.part(0, sending.data).headers[STATE] == "quarantine"


def test_readers_learn_that_a_file_was_refused_after_its_entry_came(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    sending = Sending(nurse, PROGRAM, name="a.jpg")
    entry = waiting_entry(nurse, sending)
    sending.whole()
    check_all()
    for device in (nurse, doctor):
        (shown,) = seen_by(device, entry)
        assert (shown["state"], shown["refusal"]) == ("refused", "program")
        assert shown["reason"] == "プログラムは送れません。"


@pytest.mark.parametrize("quota", ["QUOTA_PERSON", "QUOTA_ORGANIZATION"])
def test_readers_learn_that_an_awaited_file_did_not_even_begin(
    world: World, settings: Settings, quota: str
) -> None:
    setattr(settings, quota, 10)
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    sending = Sending(nurse, photo())
    entry = waiting_entry(nurse, sending)
    doctor.pull()
    refused = sending.begin()
    assert refused.status_code == 413
    (shown,) = seen_by(doctor, entry)
    assert shown["state"] == "refused", "it is not awaited for ever"
    assert shown["refusal"] == refused.json()["error"]
    assert "管理者" in shown["reason"]
    assert told(sending) == {STATE: "refused", REASON: shown["refusal"]}


def test_readers_learn_that_a_file_is_too_large(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    sending = Sending(nurse, b"")
    entry = waiting_entry(nurse, sending)
    answer = nurse.client.post(
        sending.place,
        HTTP_UPLOAD_LENGTH=str(most_bytes() + 1),
        HTTP_UPLOAD_METADATA=f"id {metadata(sending.id)}",
        **TUS,
    )
    assert answer.status_code == 413
    (shown,) = seen_by(doctor, entry)
    assert (shown["state"], shown["refusal"]) == ("refused", "too-large")


def metadata(value: str) -> str:
    return base64.b64encode(value.encode()).decode()


def test_refused_once_more_is_told_once(world: World, settings: Settings) -> None:
    settings.QUOTA_PERSON = 10
    nurse = Device.of(world, "sato")
    sending = Sending(nurse, photo())
    waiting_entry(nurse, sending)
    sending.begin()
    nurse.pull()
    assert sending.begin().status_code == 413
    assert nurse.pull() == []


def test_what_did_not_begin_may_begin_when_there_is_room(world: World, settings: Settings) -> None:
    quota, settings.QUOTA_PERSON = settings.QUOTA_PERSON, 10
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    sending = Sending(nurse, photo())
    entry = waiting_entry(nurse, sending)
    assert sending.begin().status_code == 413
    settings.QUOTA_PERSON = quota
    sending.whole()
    check_all()
    assert [one["state"] for one in seen_by(doctor, entry)] == ["clean"]


def test_a_refused_file_is_given_up_and_sent_anew(world: World, settings: Settings) -> None:
    """Its bytes were damaged on the way to the check; the device still has them."""
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    sending = Sending(nurse, photo())
    entry = waiting_entry(nurse, sending)
    sending.whole()
    for piece in storage().listed():
        path = settings.ATTACHMENTS / piece.name
        path.write_bytes(path.read_bytes()[:-1])
    check_all()
    assert told(sending) == {STATE: "refused", REASON: "damaged"}
    assert sending.give_up().status_code == 204
    assert [one["state"] for one in seen_by(doctor, entry)] == ["awaited"]
    sending.whole()
    check_all()
    assert [one["state"] for one in seen_by(doctor, entry)] == ["clean"]
    assert sending.give_up().status_code == 409, "what stands in an entry is not given up"


def test_nobody_else_gives_a_refused_file_up(world: World) -> None:
    nurse = Device.of(world, "sato")
    sending = Sending(nurse, PROGRAM)
    entry = waiting_entry(nurse, sending)
    sending.whole()
    check_all()
    doctor = Sending(Device.of(world, "tanaka"), PROGRAM, id=sending.id)
    assert doctor.give_up().status_code == 404
    assert [one["state"] for one in seen_by(nurse, entry)] == ["refused"]


def test_a_refused_file_uses_up_no_room(world: World, settings: Settings) -> None:
    nurse = Device.of(world, "sato")
    sending = Sending(nurse, PROGRAM + bytes(PART))
    waiting_entry(nurse, sending)
    sending.whole()
    check_all()
    assert told(sending)[STATE] == "refused"
    settings.QUOTA_PERSON = PART
    assert Sending(nurse, photo()).begin().status_code == 201


def test_a_refused_picture_is_taken_away_by_an_amendment(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    good, bad = Sending(nurse, photo()), Sending(nurse, PROGRAM)
    entry = waiting_entry(nurse, good, bad)
    for sending in (good, bad):
        sending.whole()
    check_all()
    nurse.pull()
    raw = nurse.entries[entry["id"]]["raw"]
    named = [one for one in raw["attachments"] if one["id"] != bad.id]
    body = {**raw, "id": str(uuid7()), "attachments": named, "reason": "受け取れなかった写真"}
    nurse.send(f"entries/{entry['id']}/amendments", body)
    assert nurse.status == 201
    assert [one["id"] for one in seen_by(doctor, entry)] == [good.id]


def test_what_no_entry_speaks_of_is_told_to_its_sender_until_it_expires(world: World) -> None:
    sending = Sending(Device.of(world, "sato"), PROGRAM)
    sending.whole()
    check_all()
    assert told(sending) == {STATE: "refused", REASON: "program"}
    with time_machine.travel(clock.now() + timedelta(days=8)):
        assert checking.expire() == 1
    assert (sending.offset(), sending.status) == (-1, 404)


@pytest.mark.parametrize("method", ["post", "head", "patch", "delete", "put"])
def test_who_is_signed_out_hears_it_in_the_protocol(world: World, method: str) -> None:
    nurse = Device.of(world, "sato")
    place = f"/rooms/{nurse.room}/uploads/{uuid7()}"
    send = getattr(nurse.client, method)
    signed_in = send(place, **TUS)
    assert signed_in.headers["Tus-Resumable"] == "1.0.0"
    nurse.client.cookies.clear()
    answer = send(place, **TUS)
    assert answer.status_code == 401
    assert answer.headers["Tus-Resumable"] == "1.0.0"
