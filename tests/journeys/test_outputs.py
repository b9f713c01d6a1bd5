"""What leaves the timeline: who may take it, what stands in the log, and what a file is called."""

import re

import pytest
from django.test import Client

from audit.models import Leaf
from audit.queries import events
from sharing import clock
from sharing.trace_keys import TraceSealer
from sharing.uuid7 import uuid7
from tests import world as worlds
from tests.device import Device
from tests.journeys.test_statements import MANY, statements
from tests.messaging.outputs.note import written
from tests.messaging.outputs.reading import table
from tests.world import World

OUTPUTS = ("record/", "record.csv", "copy/care-manager", "copy/chart")
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "－1", "ふつうの文")


@pytest.fixture
def world(db: None) -> World:
    return worlds.build(["sato", "tanaka", "suzuki", "nguyen", "kato"])


def status(client: Client, device: Device, entry: str, name: str) -> int:
    return client.get(f"/rooms/{device.room}/entries/{entry}/{name}").status_code


@pytest.mark.parametrize("name", OUTPUTS)
def test_each_output_is_one_line_of_the_log(world: World, name: str) -> None:
    nurse = Device.of(world, "sato")
    entry, before = written(nurse)["id"], Leaf.objects.latest("pk").pk
    assert status(nurse.client, nurse, entry, name) == 200
    ids = Leaf.objects.filter(pk__gt=before).values_list("pk", flat=True)
    (event,) = events(TraceSealer.of(clock.now()), ids)
    assert event.action == "communication:export"
    assert event.compartments == (str(nurse.room),)
    assert event.entity.startswith(f"Communication/{entry} ")
    assert event.agent == str(world.actor("sato"))


@pytest.mark.parametrize("name", [*OUTPUTS, "record.pdf"])
def test_who_may_not_export_or_is_a_stranger_finds_nothing(world: World, name: str) -> None:
    """A helper on the team reads the entry, and takes nothing out."""
    nurse = Device.of(world, "sato")
    entry = written(nurse)["id"]
    for person in ("nguyen", "kato"):
        client = Device.of(world, person).client
        assert status(client, nurse, entry, name) == 404
        assert client.get(f"/patients/{nurse.room}/records.csv").status_code == 404


@pytest.mark.parametrize("name", [*OUTPUTS, "record.pdf"])
def test_an_entry_taken_back_or_of_nowhere_leaves_in_no_form(world: World, name: str) -> None:
    nurse = Device.of(world, "sato")
    entry = written(nurse)["id"]
    nurse.send(f"entries/{entry}/retraction", {"id": str(uuid7()), "reason": "mistake"})
    assert nurse.status == 201
    for one in (entry, str(uuid7())):
        assert status(nurse.client, nurse, one, name) == 404


@pytest.mark.printing
def test_a_file_is_called_by_its_day_and_nobodys_name(world: World) -> None:
    nurse = Device.of(world, "sato")
    entry = written(nurse)["id"]
    for name, kind in (("record.pdf", "application/pdf"), ("record.csv", "text/csv")):
        answer = nurse.client.get(f"/rooms/{nurse.room}/entries/{entry}/{name}")
        said = answer.headers["Content-Disposition"]
        assert said == f'attachment; filename="record-20261120{name[6:]}"'
        assert answer.headers["Content-Type"].startswith(kind)
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_table_holds_the_days_that_were_asked_for_oldest_first(world: World) -> None:
    nurse = Device.of(world, "sato")
    for day in (18, 20, 19, 21):
        nurse.post(f"{day}日", captured_at=f"2026-11-{day}T23:59:00+09:00")
    retracted = nurse.post("取り消す", captured_at="2026-11-19T12:00:00+09:00")["id"]
    nurse.send(f"entries/{retracted}/retraction", {"id": str(uuid7()), "reason": "mistake"})
    path = f"/patients/{nurse.room}/records.csv?from=2026-11-19&to=2026-11-20"
    answer = nurse.client.get(path)
    assert [row["表示"] for row in table(answer.content)] == ["19日", "20日"]
    assert 'filename="records-20261119-20261120.csv"' in answer.headers["Content-Disposition"]


def test_an_ask_stands_with_its_note_and_not_again_by_itself(world: World) -> None:
    nurse = Device.of(world, "sato")
    written(nurse)
    path = f"/patients/{nurse.room}/records.csv?from=2026-11-20&to=2026-11-20"
    rows = table(nurse.client.get(path).content)
    asks = [row for row in rows if row["表示"] == "利尿薬の調整が必要かご相談いたします。"]
    assert [(row["区分"], row["項目"]) for row in asks] == [("他職種への連絡", "相談 → 医師")]


def test_no_field_is_taken_for_a_formula(world: World) -> None:
    nurse = Device.of(world, "sato")
    for text in FORMULAS:
        nurse.post(text, captured_at="2026-11-20T12:00:00+09:00")
    path = f"/patients/{nurse.room}/records.csv?from=2026-11-20&to=2026-11-20"
    shown = [row["表示"] for row in table(nurse.client.get(path).content)]
    assert sorted(shown) == sorted([*(f"'{one}" for one in FORMULAS[:-1]), "ふつうの文"])


@pytest.mark.parametrize(
    "asked", ["from=x", "to=2026-13-01", "from=2026-11-20&to=2026-11-19",
              "from=2020-01-01&to=2026-11-20", "from=%00", "from=9999-12-31&to=9999-12-31"],
)  # fmt: skip
def test_days_that_cannot_be_are_refused(world: World, asked: str) -> None:
    nurse = Device.of(world, "sato")
    assert nurse.client.get(f"/patients/{nurse.room}/records.csv?{asked}").status_code == 422


@MANY
def test_the_table_costs_the_same_for_one_entry_and_for_thirty(world: World, count: int) -> None:
    nurse = Device.of(world, "sato")
    for _ in range(count):
        written(nurse)
    path = f"/patients/{nurse.room}/records.csv?from=2026-11-20&to=2026-11-20"
    assert statements(lambda: nurse.client.get(path)) == 9


def test_the_record_offers_the_table_of_several_days(world: World) -> None:
    nurse = Device.of(world, "sato")
    entry = written(nurse)["id"]
    shown = nurse.client.get(f"/rooms/{nurse.room}/entries/{entry}/record/").content.decode()
    form = shown[shown.index(f'action="/patients/{nurse.room}/records.csv"') :].split("</form>")[0]
    given = dict(re.findall(r'type="date" name="(\w+)" required value="([\d-]+)"', form))
    assert given.keys() == {"from", "to"}
    answer = nurse.client.get(f"/patients/{nurse.room}/records.csv", given)
    assert answer["Content-Type"].startswith("text/csv")


def test_only_a_form_that_stands_offers_its_outputs(world: World) -> None:
    nurse, helper = Device.of(world, "sato"), Device.of(world, "nguyen")
    nurse.post("メモです。")
    entry = written(nurse)["id"]

    def offered(device: Device) -> set[str]:
        shown = device.get("before/0")["entries"]
        return {one["id"] for one in shown if "export" in one["may"]}

    assert offered(nurse) == {entry}
    assert offered(helper) == set()
    nurse.send(f"entries/{entry}/retraction", {"id": str(uuid7()), "reason": "wrong-patient"})
    assert offered(nurse) == set()
