"""What a page costs the database: literal numbers, the same for one row and for thirty."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from config.demo.patients import PATIENT_BY_KEY
from config.demo.region import demographics
from patients.actions.patient import Registration, register_patient
from sharing import clock
from sharing.actions.care_team import add_member
from sharing.actions.consent import ConsentGiven
from sharing.uuid7 import uuid7
from sharing.vocabulary import ConsentKind
from tests.device import Device
from tests.world import World

MANY = pytest.mark.parametrize("count", [1, 30])


def statements(request: Callable[[], object]) -> int:
    """Statements of a request, transactions' BEGIN and COMMIT left out. The keys are at hand."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        request()  # keys are kept in memory once their transaction is committed
    with CaptureQueriesContext(connection) as captured:
        request()
    kept = ("SELECT", "INSERT", "UPDATE", "DELETE")
    return sum(query["sql"].strip().upper().startswith(kept) for query in captured)


def ask(device: Device, number: int) -> str:
    by = (clock.now() + timedelta(hours=number + 1)).isoformat()
    to = [{"kind": "role", "id": "physician", "reply_by": by}]
    entry: str = device.post(f"ご相談 {number}", purpose="consult", to=to)["id"]
    return entry


def more_patients(world: World, count: int) -> list[Device]:
    """Further patients of the nurse and the physician, each with a question that waits."""
    devices = []
    for number in range(count):
        person = replace(demographics(PATIENT_BY_KEY["P2"]), given=f"その{number}")
        consent = ConsentGiven(
            ConsentKind.PAPER,
            clock.now().date(),
            frozenset({world.organization("O1"), world.organization("O2")}),
        )
        room = register_patient(world.actor("sato"), Registration(person, consent))
        add_member(world.actor("sato"), room, world.role("tanaka"))
        device = replace(Device.of(world, "sato"), room=room)
        ask(device, number)
        devices.append(device)
    return devices


@MANY
def test_posting_costs_the_same_in_an_old_room(world: World, count: int) -> None:
    nurse = Device.of(world, "sato")
    for number in range(count):
        ask(nurse, number)
    lock = connection.vendor == "postgresql"  # SQLite has one writer and needs none
    assert statements(lambda: nurse.post("報告")) == 11 + lock


@MANY
def test_pulling_costs_the_same_for_one_entry_and_thirty(world: World, count: int) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    entries = [ask(nurse, number) for number in range(count)]
    start = nurse.get("after/0")["head"] - count
    assert statements(lambda: doctor.get(f"after/{start}")) == 7

    for entry in entries:
        doctor.send(f"entries/{entry}/responses", {"id": str(uuid7()), "code": "confirmed"})
    assert statements(lambda: doctor.get(f"after/{start}")) == 12, "answers are asked for too"


@MANY
def test_the_first_page_of_a_timeline(world: World, count: int) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    for number in range(count):
        ask(nurse, number)
    assert statements(lambda: doctor.get("before/0")) == 6


@MANY
def test_today(world: World, count: int) -> None:
    more_patients(world, count)
    doctor = Device.of(world, "tanaka")
    assert statements(lambda: doctor.client.get("/")) == 17


@MANY
def test_my_patients_and_the_search_among_them(world: World, count: int) -> None:
    more_patients(world, count)
    client = Device.of(world, "tanaka").client
    assert statements(lambda: client.get("/patients/")) == 8
    assert statements(lambda: client.post("/patients/search/", {"q": "ｷﾑﾗ"})) == 9


@MANY
@pytest.mark.parametrize(
    ("page", "expected"), [("", 18), ("overview/", 10), ("team/", 20), ("history/", 15)]
)
def test_a_patients_pages(world: World, count: int, page: str, expected: int) -> None:
    nurse = Device.of(world, "sato")
    more_patients(world, count)
    for number in range(count):
        ask(nurse, number)
    assert statements(lambda: nurse.client.get(f"/patients/{nurse.room}/{page}")) == expected
