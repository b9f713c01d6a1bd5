"""What orders, the inbox and 今日 cost the database: the same for one row and for thirty."""

from django.db import connection

from sharing.uuid7 import uuid7
from tests.device import Device
from tests.journeys.orders import NURSES, form, ordered, step
from tests.journeys.test_statements import MANY, more_patients, statements
from tests.world import World


def busy(world: World, count: int) -> tuple[Device, Device]:
    """For each patient: an order taken, one that nobody took, one with a result, one by telephone,
    and questions taken and not."""
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    for device in more_patients(world, count):
        nurse.room = doctor.room = device.room
        taken, _free, result = (ordered(doctor) for _ in range(3))
        step(nurse, taken, "take")
        for kind in ("take", "do", "report"):
            step(nurse, result, kind, "済")
        spoken = form(given="oral", read_back=True)
        tanaka = str(world.role("tanaka"))
        nurse.post("", kind="order", purpose="order", to=NURSES, form=spoken, proxy_for=tanaka)
        nurses = {"kind": "role", "id": "nurse"}
        doctor.post("日程", purpose="consult", to=[nurses])
        asked = doctor.post("どなたか", purpose="consult", to=[nurses])
        claim = {"id": str(uuid7()), "kind": "role", "who": "nurse"}
        nurse.send(f"entries/{asked['id']}/claim", claim)
        assert nurse.status == 201
    return nurse, doctor


@MANY
def test_today_and_the_inbox_with_everything_on_them(world: World, count: int) -> None:
    nurse, doctor = busy(world, count)
    assert statements(lambda: nurse.client.get("/")) == 25
    assert statements(lambda: doctor.client.get("/")) == 25
    assert statements(lambda: nurse.client.get("/inbox/")) == 18
    assert statements(lambda: nurse.client.get("/orders/pass-on/")) == 17


@MANY
def test_a_page_of_orders_and_a_step(world: World, count: int) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    orders = [ordered(doctor) for _ in range(count)]
    for order in orders:
        step(nurse, order, "take")
    assert statements(lambda: nurse.get("before/0")) == 13
    lock = connection.vendor == "postgresql"
    steps = iter(("do", "report"))
    assert statements(lambda: step(nurse, orders[0], next(steps), "済")) == 23 + lock
