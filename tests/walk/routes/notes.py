"""Routes of writing a note: its page and its drafts."""

from collections.abc import Mapping

from tests.walk.route import PAGE, Fields, Route
from tests.walk.town import Town


def draft(town: Town) -> Fields:
    return {"room": town.room, "draft": town.things["draft"]}


def content(_town: Town) -> Fields:
    """As the device goes on from what the town has laid down."""
    answers = {"remarks": {"value": "鍵は玄関脇"}}
    said = {"form": {"questionnaire": "visit-note", "version": 1, "answers": answers}}
    return {"kind": "visit-note", "version": 1, "content": said}


ROUTES: Mapping[str, Route] = {
    "write": Route(PAGE, lambda town: {"room": town.room, "kind": "visit-note"}),
    "draft": Route({"GET": 200, "POST": 200, "DELETE": 204}, draft, content, json=True),
}  # fmt: skip
