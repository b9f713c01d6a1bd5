"""Orders and asks of one room under the address of another."""

from uuid import uuid4

import pytest

from messaging.models import Order, OrderStep, Recipient
from tests.walk.test_mixing import both
from tests.walk.town import Town


@pytest.mark.parametrize("thing", ["other-order", "foreign-order"])
def test_an_order_of_another_room_is_nowhere_in_this_one(town: Town, thing: str) -> None:
    here = {"room": town.room, "order": town.things[thing]}
    both(town, "sato", "order-step", here, {"room": town.room, "order": uuid4()})
    assert Order.objects.get(pk=town.things[thing]).holder_id is None
    assert not OrderStep.objects.filter(order=town.things[thing]).exists()


@pytest.mark.parametrize("name", ["claim", "release"])
@pytest.mark.parametrize("whose", ["foreign_entry", "other_entry"])
def test_an_ask_of_another_room_is_nowhere_in_this_one(town: Town, name: str, whose: str) -> None:
    before = Recipient.objects.exclude(claimed_by=None).count()
    here = {"room": town.room, "entry": getattr(town, whose)}
    both(town, "sato", name, here, {"room": town.room, "entry": uuid4()})
    assert Recipient.objects.exclude(claimed_by=None).count() == before
