"""Routes of visits, the day board and points to hand over."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from patients.visit_time import JAPAN
from sharing import clock
from sharing.uuid7 import uuid7
from tests.walk.route import DONE, PAGE, Fields, Route, room
from tests.walk.things.visits import today
from tests.walk.town import Town

LINES = "日付,開始,終了,利用者,訪問者,区分\n2026-06-01,10:00,11:00,だれか,佐藤,定期\n"


def visit(town: Town) -> Fields:
    """Planned for today by the nurse; nothing happened to it yet."""
    return {"room": town.room, "plan": town.things["visit"], "day": today()}


def begun(town: Town) -> Fields:
    return {"room": town.room, "plan": town.things["begun-visit"], "day": today()}


def planned(town: Town) -> Fields:
    return {
        "id": str(uuid7()), "visitor": str(town.world.role("sato")), "kind": "regular",
        "first_date": today().isoformat(), "begins": "09:30", "ends": "10:15", "weekdays": ["0"],
        "interval": "2", "last_date": "", "remark": "鍵は玄関の箱",
    }  # fmt: skip


def moved(town: Town) -> Fields:
    return {
        "date": today().isoformat(), "begins": "14:00", "ends": "15:00",
        "visitor": str(town.world.role("sato")),
    }  # fmt: skip


def stayed(_town: Town) -> Fields:
    begin = timezone.localtime(clock.now(), JAPAN) - timedelta(hours=2)
    return {
        "started_at": begin.strftime("%Y-%m-%dT%H:%M"),
        "ended_at": (begin + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
    }


ROUTES: Mapping[str, Route] = {
    "board": Route(PAGE),
    "handovers": Route(PAGE, room),
    "handover-tick": Route(  # a script, with JSON, gets 204
        DONE, lambda town: {"room": town.room, "point": town.things["point"]}
    ),
    "visits": Route(PAGE, room),
    "visit-plan": Route({"GET": 200, "POST": 302}, room, planned, fields=("remark",)),
    "visit-choose": Route(PAGE),
    "visit-import": Route(
        {"GET": 200, "POST": 200}, body=lambda _: {"text": LINES}, fields=("text",)
    ),
    "visit-unplanned": Route(
        DONE, room, lambda _: {"id": str(uuid7()), "kind": "urgent"},
    ),
    "series-end": Route(
        DONE, lambda town: {"room": town.room, "series": town.things["series"]},
        lambda _: {"from_date": today().isoformat()},
    ),
    "visit": Route(PAGE, visit),
    "visit-move": Route(DONE, visit, moved),
    "visit-cancel": Route(DONE, visit, lambda _: {"reason": "受診と重なる"}, fields=("reason",)),
    "visit-times": Route(DONE, visit, stayed),
    "visit-start": Route(DONE, visit),
    "visit-end": Route(DONE, begun),
    "visit-take-back": Route(DONE, begun),
    "visit-write": Route(DONE, visit),
}  # fmt: skip
