"""`manage.py demo`: a whole region once, kept afterwards, and never in production."""

from datetime import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from config.demo.born import NotADemo, bear
from config.demo.cast import PEOPLE
from config.demo.story import TOKYO
from sharing import clock
from sharing.actions.organization import found_organization
from sharing.installation import be_born
from sharing.models import Account, Compartment, Installation, JournalLine
from sharing.vocabulary import OrganizationKind, RoomKind

SUNDAY_MORNING = datetime(2026, 11, 22, 9, 30, tzinfo=TOKYO)
FRIDAY = datetime(2026, 11, 20, 10, 0, tzinfo=TOKYO)


def demo() -> str:
    said = StringIO()
    call_command("demo", stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_an_empty_database_becomes_a_region_and_a_second_start_keeps_it() -> None:
    assert "ready" in demo()
    before = JournalLine.objects.count()
    assert "kept" in demo()
    assert JournalLine.objects.count() == before > 200
    assert Installation.objects.get().demo
    assert Account.objects.count() == len(PEOPLE)
    assert Compartment.objects.filter(kind=RoomKind.PATIENT).count() == 8


@pytest.mark.django_db
@pytest.mark.parametrize("now", [SUNDAY_MORNING, FRIDAY], ids=["Sunday 9:30", "Friday 10:00"])
def test_the_stories_can_be_told_on_any_day(now: datetime) -> None:
    with clock.at(now):
        assert bear()
    assert not JournalLine.objects.filter(at__gt=now).exists()


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
