"""What pages with files cost the database: literal numbers, the same for one and for thirty."""

import itertools
from functools import partial

from django.db import connection

from tests.device import Device
from tests.journeys.picturing import photo, sent, spoken_of
from tests.journeys.test_statements import MANY, statements
from tests.journeys.test_wounds import SACRUM, write
from tests.sending import Sending, check_all
from tests.world import World

PAGES = {
    "patients/{room}/pictures/": 12,
    "patients/{room}/pictures/?kind=picture&wound=1": 12,
    "rooms/{room}/pictures?wound=1": 7,
    "patients/{room}/wounds/": 12,
    "rooms/{room}/before/0": 7,
    "rooms/{room}/before/0?attachments=1": 7,
    "patients/{room}/search/": 12,
}


@MANY
def test_pages_with_files(world: World, count: int) -> None:
    """All in one: to have thirty pictures looked through takes a while."""
    nurse = Device.of(world, "sato")
    write(nurse, 3, SACRUM)
    for number in range(count):
        said = {"id": sent(nurse, photo()), "wound": "1", "caption": f"その{number}"}
        spoken_of(nurse, said)
    nurse.client.post(f"/patients/{nurse.room}/search/", {"attachments": "1"})
    costs = {
        page: statements(partial(nurse.client.get, f"/{page.format(room=nurse.room)}"))
        for page in PAGES
    }
    assert costs == PAGES


@MANY
def test_a_file_on_its_way_in_and_out(world: World, count: int) -> None:
    nurse = Device.of(world, "sato")
    for _number in range(count):
        Sending(nurse, b"another").begin()
    sending = Sending(nurse, b"x" * 100, name="memo.txt")
    sending.begin()
    offsets = itertools.count()
    costs = {
        "announce": statements(lambda: Sending(nurse, b"x" * 100).begin()),
        "piece": statements(lambda: sending.part(next(offsets), b"x")),
        "ask": statements(sending.offset),
    }
    sending.part(next(offsets), b"x" * 98)
    check_all()
    place = f"/rooms/{nurse.room}/attachments/{sending.id}/original"
    costs["open"] = statements(lambda: b"".join(nurse.client.get(place)))
    lock = connection.vendor == "postgresql"  # SQLite has one writer and needs none
    assert costs == {"announce": 10 + lock, "piece": 6 + lock, "ask": 5, "open": 3}
