"""What journeys about orders begin with: an order, and the steps of who carries it out."""

from datetime import timedelta

from sharing import clock
from sharing.uuid7 import uuid7
from tests.device import Device, Json

NURSES = [{"kind": "role", "id": "nurse"}]


def form(**answers: object) -> Json:
    told = {"content": "下腿の創を1日2回洗浄", "given": "written", **answers}
    values = {name: {"value": value} for name, value in told.items()}
    return {"questionnaire": "order", "version": 1, "answers": values}


def ordered(doctor: Device, **more: object) -> Json:
    """An order to the nurses, as the server shows it."""
    body = {"kind": "order", "purpose": "order", "form": form(), "to": NURSES, **more}
    return doctor.post("", **body)


def step(device: Device, entry: Json, kind: str, text: str = "", **more: object) -> Json:
    """One step of the entry's first order; the entry afterwards, or the error."""
    order = entry["orders"][0]["id"]
    body = {"id": str(uuid7()), "step": kind, "text": text, **more}
    answer = device.send(f"orders/{order}/steps", body)
    shown: Json = answer.get("entry", answer)
    return shown


def state(device: Device, entry: Json) -> tuple[str, str | None]:
    """Where the entry's first order stands, and who holds it, as this device sees it."""
    device.pull()
    order = device.entries[entry["id"]]["orders"][0]
    return order["state"], order["holder"] and order["holder"]["name"]


def may(device: Device, entry: Json) -> list[str]:
    device.pull()
    offered: list[str] = device.entries[entry["id"]]["orders"][0]["may"]
    return offered


def in_hours(hours: float) -> str:
    return (clock.now() + timedelta(hours=hours)).isoformat()


def today_of(device: Device) -> str:
    """What needs this person today: the page without its news."""
    page: str = device.client.get("/").content.decode()
    return page.split("today-changed")[0]
