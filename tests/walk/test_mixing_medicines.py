"""Medicines of one room under the address of another."""

from uuid import uuid4

import pytest
from django.urls import reverse

from patients.models import MedicationCount, MedicationStatement
from tests.walk.routes import ROUTES
from tests.walk.test_mixing import both
from tests.walk.town import Town
from tests.walk.visitors import ask


@pytest.mark.parametrize("thing", ["other-medicine", "foreign-medicine"])
@pytest.mark.parametrize("name", ["medicine-change", "medicine-end"])
def test_a_medicine_of_another_room_is_nowhere_in_this_one(
    town: Town, name: str, thing: str
) -> None:
    here = {"room": town.room, "medicine": town.things[thing]}
    both(town, "sato", name, here, {"room": town.room, "medicine": uuid4()})
    assert MedicationStatement.objects.get(pk=town.things[thing]).ended_at is None


@pytest.mark.parametrize("name", ["medicine-record", "medicine-count"])
def test_the_entry_of_another_room_is_the_source_of_nothing_here(town: Town, name: str) -> None:
    path = reverse(name, kwargs={"room": town.room})
    body = {**ROUTES[name].body(town), "entry": str(town.foreign_entry)}
    kept = MedicationStatement.objects.count()
    assert ask(town.client("sato"), "POST", path, body).status_code == 404
    assert MedicationStatement.objects.count() == kept


def test_what_is_left_of_another_rooms_medicine_is_not_counted_here(town: Town) -> None:
    path = reverse("medicine-count", kwargs={"room": town.room})
    for medicine in (town.things["other-medicine"], uuid4()):
        body = {**ROUTES["medicine-count"].body(town), "medicine": str(medicine)}
        assert ask(town.client("sato"), "POST", path, body).status_code == 422
    assert MedicationCount.objects.count() == 0
