"""Readings become rows, and stop counting when their entry is amended or taken back."""

from datetime import datetime, timedelta
from uuid import UUID

from patients.actions import observation
from patients.models import Observation
from patients.queries.observation import latest_in
from patients.vitals import VitalsSet, parse
from sharing import access, clock
from sharing.uuid7 import uuid7
from sharing.vocabulary import Action
from tests.world import World

MORNING = parse(
    {
        "values": {
            "temp": {"value": "36.4", "site": "axilla"},
            "sbp": {"value": "128", "posture": "sitting"},
            "dbp": {"value": "70"},
            "spo2": {"value": "91", "air": "oxygen", "flow": "1", "by": "cannula"},
        }
    }
)
EVENING = parse(
    {
        "values": {
            "temp": {"value": "37.9"},
            "spo2": {"state": "unable"},
            "jcs": {"value": "20", "flags": ["R"]},
        }
    }
)


def record(world: World, entry: UUID, vitals: VitalsSet, at: datetime) -> None:
    with access.permitted(
        world.actor("sato"), Action.COMMUNICATION_CREATE, world.room("P1")
    ) as deed:
        observation.record(deed, entry, [vitals], at)


def latest(world: World) -> dict[str, str]:
    with access.permitted(world.actor("tanaka"), Action.PATIENT_READ, world.room("P1")) as deed:
        return latest_in(deed)


def test_each_reading_is_a_row_with_its_code_and_no_value_in_clear(world: World) -> None:
    record(world, uuid7(), MORNING, clock.now())
    rows = {row.code: row for row in Observation.objects.all()}
    assert {code: row.loinc for code, row in rows.items()} == {
        "temp": "8310-5",
        "sbp": "8480-6",
        "dbp": "8462-4",
        "spo2": "59408-5",
    }
    assert b"36.4" not in bytes(rows["temp"].value)


def test_the_last_value_of_each_measure_is_shown_with_its_circumstances(world: World) -> None:
    record(world, uuid7(), MORNING, clock.now() - timedelta(hours=9))
    record(world, uuid7(), EVENING, clock.now())
    assert latest(world) == {
        "temp": "37.9 ℃",
        "sbp": "128 mmHg（坐位）",
        "dbp": "70 mmHg",
        # The evening's could not be measured, so the morning's says more.
        "spo2": "91 %（酸素 1 L/分 カニュラ）",
        "jcs": "20-R",
    }


def test_an_older_reading_that_arrives_late_is_not_the_last(world: World) -> None:
    record(world, uuid7(), EVENING, clock.now())
    record(world, uuid7(), MORNING, clock.now() - timedelta(hours=9))
    assert latest(world)["temp"] == "37.9 ℃"


def test_a_retracted_entry_counts_no_more(world: World) -> None:
    entry = uuid7()
    record(world, entry, MORNING, clock.now())
    with access.permitted(
        world.actor("sato"), Action.COMMUNICATION_RETRACT, world.room("P1")
    ) as deed:
        observation.retract(deed, entry)
    assert latest(world) == {}
    assert set(Observation.objects.values_list("status", flat=True)) == {"entered-in-error"}


def test_an_amended_entry_counts_as_it_now_reads(world: World) -> None:
    entry = uuid7()
    record(world, entry, MORNING, clock.now())
    with access.permitted(
        world.actor("sato"), Action.COMMUNICATION_AMEND, world.room("P1")
    ) as deed:
        observation.replace(deed, entry, [EVENING], clock.now())
    assert latest(world) == {"temp": "37.9 ℃", "jcs": "20-R"}


def test_one_entry_with_several_sets_keeps_them_apart(world: World) -> None:
    with access.permitted(
        world.actor("sato"), Action.COMMUNICATION_CREATE, world.room("P1")
    ) as deed:
        observation.record(deed, uuid7(), [MORNING, EVENING], clock.now())
    numbers = Observation.objects.filter(code="temp").order_by("set_number")
    assert list(numbers.values_list("set_number", flat=True)) == [0, 1]
