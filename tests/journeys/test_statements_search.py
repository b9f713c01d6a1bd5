"""What searching, what has changed and what is at hand cost the database: literal numbers."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.device import Device
from tests.journeys.test_pins import pin
from tests.journeys.test_statements import MANY, ask, more_patients, statements
from tests.world import World


@MANY
def test_a_search_in_all_my_patients(world: World, count: int) -> None:
    more_patients(world, count)
    client = Device.of(world, "tanaka").client
    client.post("/search/", {"q": "ご相談"})
    assert statements(lambda: client.get("/search/")) == 15
    assert statements(lambda: client.post("/search/", {"q": "ご相談"})) == 3


@MANY
def test_a_search_in_one_room(world: World, count: int) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    for number in range(count):
        ask(nurse, number)
    doctor.client.post(f"/patients/{doctor.room}/search/", {"q": "ご相談"})
    assert statements(lambda: doctor.client.get(f"/patients/{doctor.room}/search/")) == 10


@MANY
def test_catching_up_with_what_was_written_meanwhile(world: World, count: int) -> None:
    """However many rooms are behind, their lines come in one statement."""
    devices = more_patients(world, count)
    client = Device.of(world, "tanaka").client
    client.post("/search/", {"q": "ご相談"})

    client.get("/search/")
    for device in devices:
        device.post("ご相談の続き")
    with CaptureQueriesContext(connection) as captured:
        client.get("/search/")
    lines = [query["sql"] for query in captured if "sharing_journalline" in query["sql"]]
    copies = [query["sql"] for query in captured if "folded" in query["sql"]]
    assert len(lines) == len(copies) == 1


@MANY
def test_what_has_changed(world: World, count: int) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    for number in range(count):
        ask(nurse, number)
    assert statements(lambda: doctor.client.get(f"/patients/{doctor.room}/changes/")) == 20


@MANY
def test_a_timeline_with_pinned_entries(world: World, count: int) -> None:
    nurse = Device.of(world, "sato")
    for number in range(min(count, 20)):
        pin(nurse, ask(nurse, number))
    assert statements(lambda: nurse.client.get(f"/patients/{nurse.room}/")) == 23
