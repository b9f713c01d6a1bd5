"""Routes of a timeline: entries and what is done with them."""

from collections.abc import Mapping

from django.utils import timezone

from sharing.session import Needs
from sharing.uuid7 import uuid7
from tests.walk.route import MADE, PAGE, Route, cursor, entry, new_entry, room

ROUTES: Mapping[str, Route] = {
    "health": Route({"GET": 200, "HEAD": 200}, needs=Needs.NOTHING),
    "today": Route(PAGE),
    "timeline": Route(PAGE, room),
    "pull": Route(PAGE, cursor),
    "page-back": Route(PAGE, cursor),
    "page-on": Route(PAGE, lambda town: {"room": town.room, "day": timezone.localdate()}),
    "pointer": Route({"POST": 204}, room, lambda _: {"cursor": 1}, json=True),
    "post": Route(
        MADE, room, new_entry, json=True, fields=("text", "soap.s", "vitals.0.comment")
    ),
    "amend": Route(
        MADE, entry,
        lambda _: {"id": str(uuid7()), "text": "訂正しました。", "reason": "書きまちがい"},
        json=True, fields=("text", "reason"),
    ),
    "retract": Route(
        MADE, entry, lambda _: {"id": str(uuid7()), "reason": "wrong-patient", "text": "別の方"},
        json=True, fields=("text",),
    ),
    "respond": Route(
        MADE, entry, lambda _: {"id": str(uuid7()), "code": "acknowledged", "text": "了解"},
        json=True, who="suzuki", fields=("text",),
    ),
    "entry-history": Route(PAGE, entry),
}  # fmt: skip
