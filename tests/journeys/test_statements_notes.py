"""What writing a note costs the database: literal numbers, the same for one note and for thirty."""

from django.db import connection

from sharing.uuid7 import uuid7
from tests.device import Device
from tests.journeys.test_drafts import lay_down
from tests.journeys.test_note_page import note
from tests.journeys.test_statements import MANY, statements
from tests.world import World


@MANY
def test_the_page_of_a_note(world: World, count: int) -> None:
    nurse = Device.of(world, "sato")
    for number in range(count):
        nurse.post("", **note(staple_eaten={"value": str(number % 11)}))
        lay_down(nurse, str(uuid7()))
    path = f"/patients/{nurse.room}/write/visit-note/"
    assert statements(lambda: nurse.client.get(path)) == 15
    assert statements(lambda: nurse.client.get(f"{path}?reply={uuid7()}&visit={uuid7()}")) == 18


@MANY
def test_laying_down_a_draft(world: World, count: int) -> None:
    nurse, draft = Device.of(world, "sato"), str(uuid7())
    for _ in range(min(count, 19)):
        lay_down(nurse, str(uuid7()))
    lay_down(nurse, draft)
    version = iter(range(1, 10))
    lock = connection.vendor == "postgresql"  # SQLite has one writer and needs none
    assert statements(lambda: lay_down(nurse, draft, next(version))) == 6 + lock
    assert statements(lambda: nurse.get(f"drafts/{draft}")) == 5


def test_sending_a_note(world: World) -> None:
    nurse = Device.of(world, "sato")
    lock = connection.vendor == "postgresql"
    assert statements(lambda: nurse.post("", **note())) == 12 + lock
