"""Routes of orders, claims and the inbox."""

from collections.abc import Mapping

from sharing.uuid7 import uuid7
from tests.walk.route import FORM, MADE, PAGE, Fields, Route
from tests.walk.town import Town


def nurses(_town: Town) -> Fields:
    return {"id": str(uuid7()), "kind": "role", "who": "nurse"}


ROUTES: Mapping[str, Route] = {
    "inbox": Route(PAGE),
    "pass-on": Route(FORM, body=lambda _: {"id": str(uuid7()), "to": ""}),
    "order-step": Route(
        MADE, lambda town: {"room": town.room, "order": town.things["order"]},
        lambda _: {"id": str(uuid7()), "step": "take", "text": "受けました"}, json=True,
        fields=("text",),
    ),
    "claim": Route(
        MADE, lambda town: {"room": town.room, "entry": town.things["asked"]}, nurses, json=True,
    ),
    "release": Route(
        MADE, lambda town: {"room": town.room, "entry": town.things["claimed"]}, nurses,
        json=True,
    ),
}  # fmt: skip
