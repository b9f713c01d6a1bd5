"""Routes of outputs, phrases and concerns."""

from collections.abc import Mapping

from messaging.outputs import pdf
from sharing.uuid7 import uuid7
from tests.walk.route import DONE, PAGE, Fields, Route, entry, room
from tests.walk.town import Town

FILLED = {"GET": 200, "POST": 302}
# A machine without Pango or a Japanese font says so.
PRINTED = {"GET": 200 if pdf.refusal() is None else 503}


def phrase(_town: Town) -> Fields:
    return {"id": str(uuid7()), "text": "次回は{時刻}です。", "purpose": "notice", "replaces": "N9"}


def of_a_phrase(town: Town) -> Fields:
    return {"phrase": town.things["phrase"]}


def of_a_concern(town: Town) -> Fields:
    return {"concern": town.things["concern"]}


def suspicion(_town: Town) -> Fields:
    return {
        "id": str(uuid7()), "danger": "no", "kinds": ["physical"], "seen": "腕にあざ",
        "since": "今週から", "text": "二人で訪問",
    }  # fmt: skip


ROUTES: Mapping[str, Route] = {
    "record": Route(PAGE, entry),
    "record-pdf": Route(PRINTED, entry),
    "record-csv": Route(PAGE, entry),
    "copy-care-manager": Route(PAGE, entry),
    "copy-chart": Route(PAGE, entry),
    "records-csv": Route(PAGE, room),
    "phrases": Route(FILLED, body=phrase, fields=("text",)),
    "phrases-json": Route(PAGE),
    "phrase-change": Route(
        FILLED, of_a_phrase, lambda _: {"text": "変更", "purpose": "report", "version": 1},
        fields=("text",),
    ),
    "phrase-end": Route(DONE, of_a_phrase),
    "concern-report": Route(
        {"GET": 200, "POST": 200}, room, suspicion, fields=("seen", "since", "text")
    ),
    "concerns": Route(PAGE, who="ono"),
    "concern": Route(
        FILLED, of_a_concern, lambda _: {"id": str(uuid7()), "text": "通報します。"}, who="ono",
        fields=("text",),
    ),
    "concern-seen": Route(DONE, of_a_concern, lambda _: {"cursor": 1}, who="ono"),
}  # fmt: skip
