"""受信箱: what was sent to several, who has taken it, and what nobody took in time."""

from datetime import timedelta

import pytest

from messaging.models import Recipient
from sharing import clock
from sharing.actions.care_team import add_member
from tests import world as worlds
from tests.device import Device
from tests.journeys.orders import in_hours, ordered, step, today_of
from tests.journeys.test_claims import claim, station
from tests.world import USUAL, World


@pytest.fixture
def world(db: None) -> World:
    """With a second nurse of the station on the team."""
    world = worlds.build((*USUAL, "ono"))
    add_member(world.actor("sato"), world.room("P1"), world.role("ono"))
    return world


def inbox(device: Device) -> dict[str, str]:
    """The cards by section: unclaimed, orders, claimed, settled."""
    page = device.client.get("/inbox/", headers={"X-Fragment": "cards"}).content.decode()
    assert "<html" not in page
    marks = ["inbox-unclaimed", "inbox-orders", "inbox-claimed", "inbox-settled"]
    places = [(page.find(mark), mark) for mark in marks if mark in page]
    ends = [*(start for start, _ in places[1:]), len(page)] if places else []
    return {
        mark.removeprefix("inbox-"): page[start:end]
        for (start, mark), end in zip(places, ends, strict=True)
    }


def test_it_holds_what_is_for_mine_and_nothing_that_is_for_me_by_name(world: World) -> None:
    manager, nurse, doctor = (Device.of(world, one) for one in ("suzuki", "sato", "tanaka"))
    manager.post("事業所あて", purpose="consult", to=[station(world)])
    manager.post("職種あて", purpose="consult", to=[{"kind": "role", "id": "nurse"}])
    manager.post("全員あて", purpose="request")
    manager.post(
        "個人あて", purpose="consult", to=[{"kind": "person", "id": str(world.role("sato"))}]
    )
    manager.post("お知らせ", purpose="notice", to=[{"kind": "role", "id": "nurse"}])
    cards = inbox(nurse)["unclaimed"]
    for text, there in (
        ("事業所あて", True), ("職種あて", True), ("全員あて", True), ("個人あて", False),
        ("お知らせ", False),
    ):  # fmt: skip
        assert (text in cards) is there, text
    assert "全員あて" in inbox(doctor)["unclaimed"]
    assert "事業所あて" not in inbox(doctor)["unclaimed"]
    assert inbox(manager) == {}, "nobody is asked by themselves"
    assert "受信箱は空です" in manager.client.get("/inbox/").content.decode()
    assert "個人あて" in today_of(nurse)


def test_one_takes_it_from_there_and_it_is_settled(world: World) -> None:
    manager, first, second = (Device.of(world, one) for one in ("suzuki", "sato", "ono"))
    asked = manager.post("日程のご相談", purpose="consult", to=[station(world)])
    assert 'data-claim="take"' in inbox(first)["unclaimed"]
    claim(first, asked, station(world))
    assert inbox(first).keys() == {"claimed"}
    assert 'data-claim="release"' in inbox(first)["claimed"]
    shown = inbox(second)["claimed"]
    assert "佐藤 美咲さんが引き受けました" in shown
    assert "data-claim" not in shown
    assert "日程のご相談" in today_of(first)
    assert "日程のご相談" not in today_of(second)

    first.post("木曜に", in_reply_to=asked["id"])
    assert inbox(second).keys() == {"settled"}
    assert "日程のご相談" not in today_of(first)
    Recipient.objects.update(answered_at=clock.now() - timedelta(days=8))
    assert inbox(second) == {}


def test_what_nobody_took_in_time_is_marked_and_stands_on_today(world: World) -> None:
    manager, nurse = Device.of(world, "suzuki"), Device.of(world, "sato")
    late = {**station(world), "reply_by": in_hours(-1)}
    asked = manager.post("急ぎの日程", purpose="consult", to=[late])
    manager.post(
        "急がない日程", purpose="consult", to=[{**station(world), "reply_by": in_hours(9)}]
    )
    cards = inbox(nurse)["unclaimed"]
    assert cards.index("急ぎの日程") < cards.index("急がない日程")
    assert cards.count("期限を過ぎています") == 1
    today = today_of(nurse).split('id="today-late"')[1]
    assert "急ぎの日程" in today
    assert "急がない日程" not in today_of(nurse)
    claim(nurse, asked, station(world))
    assert "today-late" not in today_of(nurse)
    assert "急ぎの日程" in today_of(nurse)


def test_orders_that_nobody_took_stand_there_too(world: World) -> None:
    doctor, first, second = (Device.of(world, one) for one in ("tanaka", "sato", "ono"))
    order = ordered(doctor)
    assert 'data-step="take"' in inbox(first)["orders"]
    step(first, order, "take")
    assert "orders" not in inbox(second)


def test_urgent_words_to_anybody_stand_on_today(world: World) -> None:
    manager, nurse, second = (Device.of(world, one) for one in ("suzuki", "sato", "ono"))
    asked = manager.post("至急ご連絡を", purpose="urgent", to=[station(world)])
    assert "至急ご連絡を" in today_of(nurse).split('id="today-urgent"')[1]
    claim(second, asked, station(world))
    assert "至急ご連絡を" not in today_of(nurse)
    assert "至急ご連絡を" in today_of(second)
