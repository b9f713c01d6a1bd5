"""What pages with files cost the database: literal numbers, the same for one and for thirty."""

from functools import partial

from tests.device import Device
from tests.journeys.picturing import photo, sent, spoken_of
from tests.journeys.test_statements import MANY, statements
from tests.journeys.test_wounds import SACRUM, write
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
