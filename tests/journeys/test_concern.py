"""A suspicion of abuse reaches those who must know."""

from dataclasses import replace

import pytest
from django.urls import reverse

from audit.models import Leaf
from messaging.models import Communication
from messaging.queries.concern import concerns_waiting
from sharing import clock, journal
from sharing.models import CareTeamMember, Compartment
from sharing.uuid7 import uuid7
from sharing.vocabulary import (
    RoomKind,
)
from tests import world as worlds
from tests.journeys.suspicions import SEEN, TEXT, client_of, community, of, report
from tests.journeys.test_statements import MANY, more_patients, statements
from tests.world import World


@pytest.fixture
def world(db: None) -> World:
    return worlds.build(["sato", "ono", "tanaka", "suzuki", "kato"])


def test_the_administrator_and_the_community_support_centre_are_told(world: World) -> None:
    room = world.room("P1")
    helper, centre = community(world, room)
    status, page = report(client_of(world, "sato"), room)
    assert status == 200
    assert "大野 恵" in page
    assert "青木 遥" in page
    assert SEEN not in page
    for client in (client_of(world, "ono"), centre):
        shown = client.get(reverse("concern", args=[of(world, room)])).content.decode()
        assert SEEN in shown
        assert TEXT in shown
        assert "山田 ハナ" in shown
        assert "身体的虐待" in shown
        assert "山田 ハナ" in client.get("/concerns/").content.decode()
    assert [row.whose.name for row in concerns_waiting(helper)] == ["山田 ハナ"]


def test_without_a_centre_on_the_team_the_next_step_is_said(world: World) -> None:
    room = world.room("P1")
    form = client_of(world, "sato").get(reverse("concern-report", args=[room])).content.decode()
    assert "地域包括支援センターの担当者がいません" in form
    _, page = report(client_of(world, "sato"), room)
    assert "本日中にお電話ください" in page


def test_immediate_danger_puts_the_telephone_in_front(world: World) -> None:
    client, room = client_of(world, "sato"), world.room("P1")
    form = client.get(reverse("concern-report", args=[room])).content.decode()
    assert form.index("tel:110") < form.index('name="seen"')
    _, page = report(client, room, danger="yes")
    assert page.index("tel:119") < page.index("伝えた相手")


def test_the_reporter_does_not_stay_in_the_room_unless_they_are_told(world: World) -> None:
    room = world.room("P1")
    report(client_of(world, "sato"), room)
    assert client_of(world, "sato").get(f"/concerns/{of(world, room)}/").status_code == 404


def test_later_reports_of_the_same_organisation_join_the_room(world: World) -> None:
    room, client = world.room("P1"), client_of(world, "sato")
    report(client, room)
    report(client, room, seen="今日もあざがありました。")
    report(client_of(world, "tanaka"), room, seen="クリニックからの報告")
    assert Compartment.objects.filter(kind=RoomKind.CONCERN).count() == 2
    page = client_of(world, "ono").get(f"/concerns/{of(world, room)}/").content.decode()
    assert SEEN in page
    assert "今日もあざがありました。" in page
    assert "クリニックからの報告" not in page


def test_sending_a_report_twice_is_sending_it_once(world: World) -> None:
    room, client, once = world.room("P1"), client_of(world, "sato"), str(uuid7())
    assert report(client, room, id=once)[0] == 200
    assert report(client, room, id=once)[0] == 200
    assert report(client, room, id=once, seen="別の内容")[0] == 409
    assert Communication.objects.filter(compartment=of(world, room)).count() == 1


def test_members_write_to_each_other_and_confirm_what_they_read(world: World) -> None:
    room = world.room("P1")
    _, centre = community(world, room)
    report(client_of(world, "sato"), room)
    admin, here = client_of(world, "ono"), of(world, room)
    assert [row.room for row in concerns_waiting(world.actor("ono"))] == [here]
    head = journal.head(here)
    assert admin.post(f"/concerns/{here}/seen/", {"cursor": head}).status_code == 302
    assert concerns_waiting(world.actor("ono")) == []
    answer = {"id": str(uuid7()), "text": "明日、市へ通報します。"}
    assert centre.post(f"/concerns/{here}/", answer).status_code == 302
    assert centre.post(f"/concerns/{here}/", answer).status_code == 302
    assert admin.get(f"/concerns/{here}/").content.decode().count("明日、市へ通報します。") == 1
    assert [row.room for row in concerns_waiting(world.actor("ono"))] == [here]


def test_the_pages_of_concerns_open_no_other_room(world: World) -> None:
    """A member of the patient's team could read the patient's room, but not as a concern."""
    room = world.room("P1")
    client = client_of(world, "sato")
    assert client.get(f"/concerns/{room}/").status_code == 404
    answer = client.post(f"/concerns/{room}/", {"id": str(uuid7()), "text": "?"})
    assert answer.status_code == 404
    assert not Communication.objects.filter(compartment=room).exists()


def test_somebody_who_leaves_reads_no_more(world: World) -> None:
    room = world.room("P1")
    report(client_of(world, "sato"), room)
    here = of(world, room)
    CareTeamMember.objects.filter(compartment=here).update(until=clock.now())
    assert client_of(world, "ono").get(f"/concerns/{here}/").status_code == 404


@pytest.mark.parametrize(
    ("more", "field"),
    [({"kinds": []}, "kinds"), ({"seen": ""}, "seen"), ({"danger": ""}, "danger"),
     ({"kinds": ["rude"]}, "kinds"), ({"seen": "\0"}, "seen")],
)  # fmt: skip
def test_what_lacks_is_said_and_nothing_is_stored(
    world: World, more: dict[str, object], field: str
) -> None:
    status, page = report(client_of(world, "sato"), world.room("P1"), **more)
    assert status == 422
    assert f'name="{field}"' in page
    assert not Compartment.objects.filter(kind=RoomKind.CONCERN).exists()


@MANY
def test_the_list_of_concerns_costs_the_same_for_one_and_for_thirty(
    world: World, count: int
) -> None:
    for device in more_patients(world, count):
        report(device.client, device.room)
    admin = client_of(world, "ono")
    assert statements(lambda: admin.get("/concerns/")) == 6


def test_for_who_was_told_of_nothing_the_question_leaves_no_trace(world: World) -> None:
    before = Leaf.objects.count()
    assert concerns_waiting(replace(world.actor("tanaka"), administrator=True)) == []
    assert Leaf.objects.count() == before


def test_it_stands_on_today_of_who_was_told_until_confirmed(world: World) -> None:
    room = world.room("P1")
    report(client_of(world, "sato"), room, danger="yes")
    admin, here = client_of(world, "ono"), of(world, room)
    assert f"/concerns/{here}/" in admin.get("/").content.decode()
    assert "/concerns/" not in client_of(world, "tanaka").get("/").content.decode()
    admin.post(f"/concerns/{here}/seen/", {"cursor": journal.head(here)})
    assert f"/concerns/{here}/" not in admin.get("/").content.decode()
