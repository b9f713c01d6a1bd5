"""Routes of files: on their way in, opened one by one, and all of a patient."""

from collections.abc import Mapping

from tests.walk.route import PAGE, Fields, Route, room
from tests.walk.town import Town

# What the protocol can do is said to everybody alike; nothing of a room is in it.
ABILITIES = {"OPTIONS": 204}


def attachment(town: Town) -> Fields:
    found = town.things["attachment"]
    return {"room": town.room, "attachment": found, "rendition": "original"}


def upload(town: Town) -> Fields:
    return {"room": town.room, "attachment": town.things["upload"]}


ROUTES: Mapping[str, Route] = {
    "uploads": Route({"POST": 201}, room, others=ABILITIES),
    "upload": Route({"HEAD": 200, "PATCH": 204, "DELETE": 204}, upload, others=ABILITIES),
    "attachment": Route({"GET": 200, "HEAD": 200}, attachment),
    "pictures": Route(PAGE, room),
    "pictures-json": Route(PAGE, room),
}
