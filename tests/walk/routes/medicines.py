"""Routes of medicines, vitals and wounds."""

from collections.abc import Mapping

from sharing import clock
from sharing.uuid7 import uuid7
from tests.walk.route import PAGE, Fields, Route, room
from tests.walk.town import Town


def medicine(town: Town) -> Fields:
    return {"room": town.room, "medicine": town.things["medicine"]}


def entered(_town: Town) -> Fields:
    return {
        "id": str(uuid7()), "name": "アムロジピン錠", "dose": "5mg", "usage": "1日1回 朝食後",
        "effective_date": clock.now().date().isoformat(), "until": "", "prescriber": "田中 誠一",
        "source": "prescription", "reason": "血圧が高いため",
    }  # fmt: skip


FORM = {"GET": 200, "POST": 302}
TEXTS = ("name", "dose", "usage", "effective_date", "until", "prescriber", "reason")
ROUTES: Mapping[str, Route] = {
    "vitals": Route(PAGE, room),
    "wounds": Route(PAGE, room),
    "medicines": Route(PAGE, room),
    "medicine-record": Route(FORM, room, entered, fields=TEXTS),
    "medicine-count": Route(
        FORM, room,
        lambda town: {
            "id": str(uuid7()), "medicine": str(town.things["medicine"]), "name": "",
            "quantity": "4", "unit": "錠", "reason": "飲み忘れ",
        },
        fields=("quantity", "unit", "reason"),
    ),
    "medicine-change": Route(FORM, medicine, entered, fields=TEXTS),
    "medicine-end": Route(
        FORM, medicine,
        lambda _: {
            "id": str(uuid7()), "last_date": clock.now().date().isoformat(), "reason": "治った",
        },
        fields=("last_date", "reason"),
    ),
}  # fmt: skip
