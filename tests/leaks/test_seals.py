"""A sealed value opens in its own place and version only: moved or rolled back, it stays shut."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from messaging.content import content_place, response_place, retraction_place
from messaging.models import Amendment, Communication
from patients.models import Patient, PatientItem, PatientVersion
from sharing import keys
from sharing.keyring import CannotOpen
from sharing.keys import Place
from sharing.models import RoomSecret
from tests.walk.route import amended
from tests.walk.town import Town
from tests.walk.visitors import ask


def test_a_value_opens_in_its_place(town: Town) -> None:
    stored = Communication.objects.get(pk=town.entry).content
    opened = keys.of_room(town.room).open_json(content_place(town.entry), stored)
    assert "秘密の相談です。" in str(opened)


@pytest.mark.parametrize(
    "place",
    [
        lambda entry: content_place(uuid4()),
        lambda entry: content_place(entry, 2),
        lambda entry: response_place(entry),
        lambda entry: retraction_place(entry),
        lambda entry: Place("patient_item.body", entry),
    ],
    ids=["another row", "another version", "another column", "yet another", "another table"],
)  # fmt: skip
def test_elsewhere_it_does_not_open(town: Town, place: Callable[[UUID], Place]) -> None:
    stored = Communication.objects.get(pk=town.entry).content
    with pytest.raises(CannotOpen):
        keys.of_room(town.room).open(place(town.entry), stored)


def test_the_keys_of_another_room_do_not_open_it(town: Town) -> None:
    stored = Communication.objects.get(pk=town.entry).content
    for room in (town.other, town.foreign):
        with pytest.raises(CannotOpen):
            keys.of_room(room).open(content_place(town.entry), stored)


def test_no_changed_byte_opens(town: Town) -> None:
    stored = bytes(Communication.objects.get(pk=town.entry).content)
    opener, place = keys.of_room(town.room), content_place(town.entry)
    for position in (0, 1, 2, 3, 15, len(stored) // 2, len(stored) - 1):
        changed = bytearray(stored)
        changed[position] ^= 1
        with pytest.raises(CannotOpen):
            opener.open(place, bytes(changed))
    for cut in (b"", stored[:3], stored[:-1], stored + b"\0"):
        with pytest.raises(CannotOpen):
            opener.open(place, cut)


def test_a_generation_claimed_falsely_does_not_open(town: Town) -> None:
    stored = bytes(Communication.objects.get(pk=town.entry).content)
    keys.create_secret(town.room)
    opener = keys.of_room(town.room)
    assert opener.open(content_place(town.entry), stored)
    with pytest.raises(CannotOpen):
        opener.open(content_place(town.entry), stored[:1] + (2).to_bytes(2) + stored[3:])


def test_two_entries_swapped_in_the_database_are_served_as_neither(town: Town) -> None:
    one, other = (Communication.objects.get(pk=pk) for pk in (town.entry, town.order))
    for entry, content in ((one, other.content), (other, one.content)):
        Communication.objects.filter(pk=entry.pk).update(content=content)
    answer = ask(town.client("sato"), "GET", f"/rooms/{town.room}/before/0")
    assert answer.status_code == 500
    assert "秘密" not in getattr(answer, "content", b"").decode("unicode_escape")


def test_a_version_put_back_to_an_older_one_is_not_served(town: Town) -> None:
    """The name of a patient as it was before, copied over the one that is in force."""
    client, path = town.client("sato"), f"/patients/{town.room}/amend/"
    assert ask(client, "POST", path, amended(town)).status_code == 302
    assert ask(client, "GET", f"/patients/{town.room}/overview/").status_code == 200
    before = PatientVersion.objects.get(compartment=town.room).demographics
    Patient.objects.filter(pk=town.room).update(demographics=before)
    assert ask(client, "GET", f"/patients/{town.room}/overview/").status_code == 500


def test_an_amendment_put_back_is_not_served(town: Town) -> None:
    client = town.client("sato")
    place = f"/rooms/{town.room}/entries/{town.entry}/amendments"
    for text in ("一回目", "二回目"):
        body = f'{{"id":"{uuid4()}","text":"{text}","reason":"誤記"}}'
        assert ask(client, "POST", place, body).status_code == 201
    older, newer = Amendment.objects.filter(communication=town.entry).order_by("version")
    Amendment.objects.filter(pk=newer.pk).update(content=older.content)
    answer = ask(client, "GET", f"/rooms/{town.room}/after/0")
    assert answer.status_code == 500


def test_an_item_moved_into_another_record_is_not_served(town: Town) -> None:
    PatientItem.objects.filter(pk=town.foreign_item).update(compartment=town.room)
    answer = ask(town.client("sato"), "GET", f"/patients/{town.room}/overview/")
    assert answer.status_code == 500


def test_the_secret_of_another_room_cannot_be_put_in_the_place_of_ones_own(town: Town) -> None:
    stolen = RoomSecret.objects.get(compartment=town.room, generation=1).wrapped
    RoomSecret.objects.filter(compartment=town.foreign).update(wrapped=stolen)
    keys.forget_all()
    with pytest.raises(CannotOpen):
        keys.of_room(town.foreign)
