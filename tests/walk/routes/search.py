"""Routes of search, pins and what has changed."""

from collections.abc import Mapping

from sharing.uuid7 import uuid7
from tests.walk.route import FORM, MADE, PAGE, Route, entry, room

ROUTES: Mapping[str, Route] = {
    "search": Route(FORM, body=lambda _: {"q": "相談"}, fields=("q",)),
    "room-search": Route(FORM, room, lambda _: {"q": "相談"}, fields=("q",)),
    "changes": Route(PAGE, room),
    "pin": Route(MADE, entry, lambda _: {"id": str(uuid7())}, json=True),
    "unpin": Route(MADE, entry, lambda _: {"id": str(uuid7())}, json=True),
}  # fmt: skip
