"""`manage.py demo`: a whole region once, kept afterwards, and never in production."""

import json
from collections import Counter
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from config.demo.almanac import TOKYO
from config.demo.born import NotADemo, bear
from config.demo.cast import PEOPLE
from messaging.models import Communication, Order, Recipient
from messaging.vocabulary import ORDERS_TO_DO
from patients.models import Visit
from sharing import clock
from sharing.actions.organization import found_organization
from sharing.installation import be_born
from sharing.models import Account, Compartment, Installation, JournalLine
from sharing.vocabulary import OrganizationKind, RoomKind
from tests.morning import FRIDAY
from tests.replay import once

SUNDAY_MORNING = datetime(2026, 11, 22, 9, 30, tzinfo=TOKYO)


def demo() -> str:
    said = StringIO()
    call_command("demo", stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_an_empty_database_becomes_a_region_and_a_second_start_keeps_it() -> None:
    assert "ready" in once("demo", demo)
    before = JournalLine.objects.count()
    assert "kept" in demo()
    assert JournalLine.objects.count() == before > 200
    assert Installation.objects.get().demo
    assert Account.objects.count() == len(PEOPLE)
    assert Compartment.objects.filter(kind=RoomKind.PATIENT).count() == 8


@pytest.mark.django_db
@pytest.mark.parametrize("now", [SUNDAY_MORNING, FRIDAY], ids=["Sunday 9:30", "Friday 10:10"])
def test_the_stories_can_be_told_on_any_day(now: datetime) -> None:
    with clock.at(now):
        assert once(("region", now), bear)
    assert not JournalLine.objects.filter(at__gt=now).exists()


@pytest.mark.django_db
def test_the_region_shows_every_thing_of_a_day_in_each_of_its_states() -> None:
    with clock.at(FRIDAY):
        assert once(("region", FRIDAY), bear)
    assert states(Order) == {"accepted": 12, "requested": 1, "taken": 2}
    overdue = Order.objects.filter(due_at__lt=FRIDAY, state__in=ORDERS_TO_DO)
    assert [order.state for order in overdue] == ["requested"]
    assert Order.objects.filter(oral=True, written_at=None).count() == 0
    assert Order.objects.filter(oral=True).count() == 1
    assert states(Visit) == {"finished": 13, "in-progress": 1}
    assert Visit.objects.filter(state="finished", note=None).count() == 0
    assert Communication.objects.exclude(part_of=None).count() == 4
    assert Communication.objects.exclude(proxy_for=None).count() == 2
    open_asks = Recipient.objects.filter(kind="organization", answered_at=None)
    assert [ask.claimed_by_id for ask in open_asks] == [None]
    assert Recipient.objects.exclude(claimed_by=None).count() == 2
    assert not Communication.objects.filter(folded=None).exists()
    assert not Compartment.objects.filter(kind=RoomKind.CONCERN).exists()


def states(model: type[Order] | type[Visit]) -> dict[str, int]:
    found = model.objects.values_list("state", flat=True).order_by("state")
    return dict(Counter(found))


@pytest.mark.django_db
def test_the_load_generator_gets_rooms_whose_entries_can_be_searched(tmp_path: Path) -> None:
    assert "ready" in once("demo", demo)
    before = Communication.objects.count()
    file = tmp_path / "load.json"
    call_command("seed_load", rooms=1, members=2, out=file, stdout=StringIO())
    told = json.loads(file.read_text())
    room = told["rooms"][0]
    client = Client(HTTP_HOST="localhost")
    client.cookies.load(room["members"][0]["cookies"])
    sent = client.post(room["urls"]["post"], told["body"], "application/json")
    assert sent.status_code == 201
    assert Communication.objects.count() == before + 1
    assert not Communication.objects.filter(folded=None).exists()


@pytest.mark.django_db
def test_production_makes_no_demo(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError):
        demo()
    assert not Compartment.objects.exists()


@pytest.mark.django_db
def test_a_database_that_holds_something_else_is_left_alone() -> None:
    found_organization("霧沢なごみ訪問看護ステーション", OrganizationKind.HOME_NURSING)
    with pytest.raises(NotADemo):
        bear()
    assert Compartment.objects.count() == 1


@pytest.mark.django_db
def test_a_production_database_never_becomes_a_demo() -> None:
    be_born(demo=False)
    with pytest.raises(NotADemo):
        bear()
    assert not Installation.objects.get().demo
