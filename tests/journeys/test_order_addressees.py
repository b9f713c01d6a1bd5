"""Whose an order is to carry out: a named profession's or person's, and never its orderer's."""

import pytest

from messaging.models import Order
from tests.device import Device, Json
from tests.journeys.orders import NURSES, form, may, ordered, step, today_of
from tests.world import World

TEAM = [{"kind": "team", "id": ""}]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"to": []}, "form.answers.to_role"),
        ({"to": TEAM}, "form.answers.to_role"),
        ({"to": TEAM, "form": None, "kind": "note", "text": "酸素2L"}, "to"),
    ],
)
def test_an_order_for_nobody_in_particular_is_not_taken(
    world: World, more: Json, field: str
) -> None:
    doctor = Device.of(world, "tanaka")
    body = {"kind": "order", "purpose": "order", "text": "", "form": form(), **more}
    refused = doctor.post(**body)
    assert (doctor.status, refused["fields"]) == (
        422, {field: "指示の宛先（職種または人）を選んでください。"},
    )  # fmt: skip
    assert doctor.get("before/0")["entries"] == []


def test_the_team_beside_a_profession_may_read_it_and_not_take_it(world: World) -> None:
    order = ordered(Device.of(world, "tanaka"), to=[*TEAM, *NURSES])
    assert [one["profession"] for one in order["orders"]] == ["nurse"]
    assert may(Device.of(world, "suzuki"), order) == []


def test_nobody_takes_their_own_order(world: World) -> None:
    """Not even one for their own profession, nor an old one that was for everybody."""
    doctor, nurse = Device.of(world, "tanaka"), Device.of(world, "sato")
    own = ordered(doctor, to=[{"kind": "role", "id": "physician"}])
    old = ordered(doctor)
    Order.objects.filter(pk=old["orders"][0]["id"]).update(profession="")
    doctor.cursor = 0
    for order in (own, old):
        assert may(doctor, order) == ["cancel"]
        assert step(doctor, order, "take")["error"] == "not-for-you"
    assert "下腿の創" not in today_of(doctor)
    assert "下腿の創" not in doctor.client.get("/inbox/").content.decode()
    nurse.pull()
    assert nurse.entries[old["id"]]["orders"][0]["profession_label"] == "チーム全員"
    assert may(nurse, old) == ["take"]
