"""What vitals, wounds and medicines cost the database: the same for one row and for thirty."""

from sharing.uuid7 import uuid7
from tests.device import Device
from tests.journeys.orders import NURSES
from tests.journeys.test_medicines import changed, enter
from tests.journeys.test_statements import MANY, statements
from tests.journeys.test_vitals_page import measure
from tests.journeys.test_wounds import SACRUM, write
from tests.world import World


def cost(device: Device, page: str) -> int:
    return statements(lambda: device.client.get(f"/patients/{device.room}/{page}"))


@MANY
def test_vitals_with_orders_and_changes(world: World, count: int) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    for number in range(count):
        measure(nurse, {"pulse": {"value": "78"}, "weight": {"value": "50"}}, number % 13)
        order = doctor.post(f"指示 {number}", purpose="order", to=NURSES)["id"]
        amended = {"id": str(uuid7()), "text": "訂正した指示", "reason": "誤記"}
        doctor.send(f"entries/{order}/amendments", amended)
        enter(nurse, name=f"薬{number}")
    assert cost(nurse, "vitals/?days=30") == 12


@MANY
def test_wounds(world: World, count: int) -> None:
    nurse = Device.of(world, "sato")
    for number in range(count):
        write(nurse, number, SACRUM | {"number": str(number % 3 + 1)})
    assert cost(nurse, "wounds/") == 10


@MANY
def test_medicines_and_the_form_of_one(world: World, count: int) -> None:
    nurse = Device.of(world, "sato")
    for number in range(count):
        old = enter(nurse, name=f"薬{number}")
        changed(nurse, old, dose="40mg")
        body = {"id": str(uuid7()), "name": "薬", "quantity": "4"}
        nurse.client.post(f"/patients/{nurse.room}/medicines/count/", body)
    assert cost(nurse, "medicines/") == 10
    assert cost(nurse, "medicines/new/") == 9
