"""What visits cost the database: literal numbers, the same for one patient and for thirty."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from patients.actions.item import record_item
from patients.actions.visit import plan_visits
from patients.actions.visit_attendance import start_visit
from patients.items import Item
from patients.visit_plan import Occurrence, Plan
from patients.visit_plan_csv import read
from patients.visit_rule import Rule
from patients.visit_time import JAPAN
from patients.vocabulary import ItemKind, VisitKind
from sharing import clock
from sharing.uuid7 import uuid7
from tests.device import Device
from tests.journeys.test_statements import MANY, more_patients, statements
from tests.world import World


def today() -> date:
    return timezone.localdate(clock.now(), JAPAN)


def visit(world: World, room: UUID, hour: int = 10) -> Occurrence:
    """Every day at an hour, by the nurse; today's has begun, so that each kind of row is there."""
    rule = Rule(today(), time(hour), 60, frozenset(range(7)))
    plan = Plan(uuid7(), rule, world.role("sato"), VisitKind.REGULAR, "呼び鈴なし")
    plan_visits(world.actor("sato"), room, plan)
    at = Occurrence(plan.id, today())
    start_visit(world.actor("sato"), room, at, clock.now() - timedelta(minutes=5))
    door = Item(ItemKind.DOOR, {"code": "key", "text": "ポストの中"})
    record_item(world.actor("sato"), room, door)
    return at


def visits_to(world: World, count: int) -> None:
    """One patient more than `count` is there in either case, with a visit and a question."""
    visit(world, world.room("P1"))
    for device in more_patients(world, count):
        visit(world, device.room)
        replace(device).post("夜の電話", kind="call")


@MANY
def test_today_with_its_visits(world: World, count: int) -> None:
    visits_to(world, count)
    nurse = Device.of(world, "sato")
    assert statements(lambda: nurse.client.get("/")) == 17


@MANY
def test_the_day_board(world: World, count: int) -> None:
    visits_to(world, count)
    nurse = Device.of(world, "sato")
    assert statements(lambda: nurse.client.get("/board/")) == 12


@MANY
def test_the_visits_of_one_patient(world: World, count: int) -> None:
    at = [visit(world, world.room("P1"), hour=number % 24) for number in range(count)][-1]
    nurse = Device.of(world, "sato")
    path = f"/patients/{nurse.room}/visits/"
    assert statements(lambda: nurse.client.get(path)) == 14
    assert statements(lambda: nurse.client.get(f"{path}{at.plan}/{at.day}/")) == 14


@MANY
def test_the_dry_run_of_a_file(world: World, count: int) -> None:
    more_patients(world, count)
    nurse = Device.of(world, "sato")
    line = f"{today()},9:00,10:00,山田 ハナ,佐藤 美咲,定期\n"
    text = "日付,開始,終了,利用者,訪問者,区分\n" + line * count
    assert len(read(text)) == count
    assert statements(lambda: nurse.client.post("/visits/import/", {"text": text})) == 11


@MANY
def test_a_tap_at_the_door(world: World, count: int) -> None:
    at = [visit(world, world.room("P1"), hour=number % 24) for number in range(count)][-1]
    nurse = Device.of(world, "sato")
    path = f"/patients/{nurse.room}/visits/{at.plan}/{at.day}/start/"
    send = {"content_type": "application/json", "headers": {"accept": "application/json"}}
    lock = connection.vendor == "postgresql"  # SQLite has one writer and needs none
    found = statements(lambda: nurse.client.post(path, "{}", **send))  # type: ignore[arg-type]
    assert found == 7 + lock
