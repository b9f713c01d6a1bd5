"""What journeys of visits share: a Monday in the demo region, at moments that stand still."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.http import HttpResponse

from patients.actions.visit import plan_visits
from patients.queries.visit import visits_of
from patients.visit_plan import Occurrence, Plan
from patients.visit_rule import Rule
from patients.visit_time import JAPAN
from patients.vocabulary import VisitKind, VisitState
from sharing import clock
from sharing.actions.care_team import add_member
from sharing.uuid7 import uuid7
from tests import world as worlds
from tests.device import Device, Json
from tests.world import World

# A Monday, so that weeks are easy to read.
MONDAY = date(2026, 6, 1)
DAYS = "月火水木金土日"


def at(hour: str, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour), JAPAN)


@contextmanager
def moment(hour: str, day: date = MONDAY) -> Iterator[None]:
    with clock.at(at(hour, day)):
        yield


def plan(
    world: World,
    *,
    patient: str = "P1",
    visitor: str = "sato",
    by: str = "sato",
    begins: str = "10:00",
    minutes: int = 60,
    days: str = "",
    first: date = MONDAY,
    kind: VisitKind = VisitKind.REGULAR,
    remark: str = "",
) -> Occurrence:
    """Plan a single visit, or with `days` a series; returns its first visit."""
    weekdays = frozenset(DAYS.index(day) for day in days)
    rule = Rule(first, time.fromisoformat(begins), minutes, weekdays)
    wanted = Plan(uuid7(), rule, world.role(visitor), kind, remark)
    plan_visits(world.actor(by), world.room(patient), wanted)
    return Occurrence(wanted.id, rule.from_its_first_day().first_date)


def address(room: UUID, visit: Occurrence, deed: str = "") -> str:
    return f"/patients/{room}/visits/{visit.plan}/{visit.day}/{deed}"


def days_later(days: int) -> date:
    return MONDAY + timedelta(days=days)


def tap(device: Device, visit: Occurrence, deed: str = "start", **body: str) -> Json:
    """As the page's script taps: JSON in, JSON out; remembers the status."""
    path = address(device.room, visit, f"{deed}/")
    answer = device.client.post(path, body, content_type="application/json")
    device.status = answer.status_code
    found: Json = answer.json()
    return found


def post(device: Device, visit: Occurrence, deed: str, **body: str) -> HttpResponse:
    return device.client.post(address(device.room, visit, f"{deed}/"), body)  # type: ignore[return-value]


def states(world: World, who: str = "sato") -> list[VisitState]:
    return [one.visit.state for one in visits_of(world.actor(who), MONDAY)]


def page(device: Device, path: str = "/") -> str:
    answer = device.client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def build() -> World:
    """Two nurses of one station who both know P1, a physician, a helper, a stranger."""
    world = worlds.build(("sato", "ono", "tanaka", "nakamura", "kato"), ("P1", "P2"))
    add_member(world.actor("sato"), world.room("P1"), world.role("ono"))
    return world
