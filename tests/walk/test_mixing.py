"""Ids of one place under the address of another: entries, items, members, accounts, sessions."""

import json
from collections.abc import Mapping
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from messaging.models import Communication
from patients.models import PatientItem
from sharing.models import Account, CareTeamMember, Invitation, Session
from sharing.sessions import hashed
from tests.walk.route import Fields
from tests.walk.routes import ROUTES
from tests.walk.test_walk import body_of, content, seen
from tests.walk.town import Town
from tests.walk.visitors import ask

OF_AN_ENTRY = ("amend", "retract", "respond", "entry-history", "pin", "unpin")


def both(
    town: Town, who: str, name: str, here: Mapping[str, object], random: Mapping[str, object]
) -> None:
    """The same answer for an id of somewhere else as for an id of nowhere."""
    route = ROUTES[name]
    for method in route.answers:
        body = body_of(route, town)
        answers = [
            ask(town.client(who), method, reverse(name, kwargs=dict(at)), body, json=route.json)
            for at in (here, random)
        ]
        assert seen(answers[0]) == seen(answers[1]), (name, method)
        assert answers[0].status_code in (302, 404, 409), (name, method)


@pytest.mark.parametrize("name", OF_AN_ENTRY)
def test_an_entry_of_a_room_i_cannot_see_is_nowhere_in_mine(town: Town, name: str) -> None:
    before = Communication.objects.values_list("pk", "touched", "content")
    kept = sorted(before, key=str)
    here = {"room": town.room, "entry": town.foreign_entry}
    both(town, "sato", name, here, {"room": town.room, "entry": uuid4()})
    assert sorted(before.all(), key=str) == kept


@pytest.mark.parametrize("name", OF_AN_ENTRY)
def test_an_entry_of_my_other_room_is_nowhere_in_this_one(town: Town, name: str) -> None:
    here = {"room": town.room, "entry": town.other_entry}
    both(town, "sato", name, here, {"room": town.room, "entry": uuid4()})


def test_a_reply_to_an_entry_of_another_room_is_refused_as_one_to_nothing(town: Town) -> None:
    path, answers = reverse("post", kwargs={"room": town.room}), []
    for answered in (town.foreign_entry, uuid4()):
        body = {"id": str(uuid4()), "purpose": "notice", "text": "?", "in_reply_to": str(answered)}
        answers.append(ask(town.client("sato"), "POST", path, json.dumps(body)))
    assert seen(answers[0]) == seen(answers[1])
    assert answers[0].status_code == 422


def test_somebody_who_is_not_on_the_team_cannot_be_addressed(town: Town) -> None:
    """Nor can it be found out in this way who there is."""
    path, answers = reverse("post", kwargs={"room": town.room}), []
    for person in (town.world.role("kato"), town.world.role("ono"), uuid4()):
        to = [{"kind": "person", "id": str(person)}]
        body = {"id": str(uuid4()), "purpose": "notice", "text": "?", "to": to}
        answers.append(ask(town.client("sato"), "POST", path, json.dumps(body)))
    assert len({seen(answer)[:2] for answer in answers}) == 1
    assert answers[0].status_code == 422


@pytest.mark.parametrize("name", ["item-change", "item-end"])
def test_an_item_of_another_record_is_nowhere_in_this_one(town: Town, name: str) -> None:
    here = {"room": town.room, "item": town.foreign_item}
    both(town, "sato", name, here, {"room": town.room, "item": uuid4()})
    assert PatientItem.objects.get(pk=town.foreign_item).ended_at is None


def test_an_item_cannot_replace_one_of_another_record(town: Town) -> None:
    path = reverse("item-record", kwargs={"room": town.room, "kind": "allergy"})
    answers = []
    for replaced in (town.foreign_item, uuid4()):
        body = {**ROUTES["item-record"].body(town), "replaces": str(replaced)}
        answers.append(ask(town.client("sato"), "POST", path, body))
    assert [answer.status_code for answer in answers] == [answers[0].status_code] * 2
    assert answers[0].status_code in (404, 409, 422)
    assert PatientItem.objects.get(pk=town.foreign_item).ended_at is None


def test_a_join_request_is_decided_in_its_own_room_only(town: Town) -> None:
    here = {"room": town.other, "join": town.join}
    both(town, "sato", "team-join", here, {"room": town.other, "join": uuid4()})


def test_members_of_other_rooms_cannot_be_removed_here(town: Town) -> None:
    present = CareTeamMember.objects.filter(until=None).count()
    here = {"room": town.room, "member": town.world.role("kato")}
    both(town, "sato", "team-remove", here, {"room": town.room, "member": uuid4()})
    assert CareTeamMember.objects.filter(until=None).count() == present


@pytest.mark.parametrize("name", ["staff-suspend", "staff-restore", "staff-reset"])
@pytest.mark.parametrize("whose", ["kato", "suzuki"])
def test_an_administrator_reaches_no_account_of_another_organisation(
    town: Town, name: str, whose: str
) -> None:
    before = Account.objects.values_list("pk", "suspended_at", "password")
    kept, sessions = sorted(before, key=str), Session.objects.count()
    here: Fields = {"account": town.world.account(whose)}
    both(town, "ono", name, here, {"account": uuid4()})
    assert sorted(before.all(), key=str) == kept
    assert Session.objects.count() == sessions


@pytest.mark.parametrize("name", ["staff-suspend", "staff-restore", "staff-reset"])
def test_who_is_no_administrator_reaches_no_account_at_all(town: Town, name: str) -> None:
    here: Fields = {"account": town.world.account("ono")}
    both(town, "sato", name, here, {"account": uuid4()})


def test_an_invitation_of_another_organisation_cannot_be_revoked(town: Town) -> None:
    both(
        town, "kato", "staff-revoke-invitation", {"invited": town.invitation},
        {"invited": uuid4()},
    )  # fmt: skip
    assert Invitation.objects.get(pk=town.invitation).revoked_at is None


def test_a_session_of_somebody_else_cannot_be_ended(town: Town) -> None:
    both(town, "sato", "end-session", {"tag": town.tag("tanaka")}, {"tag": uuid4().hex[:16]})
    assert Session.objects.filter(pk=hashed(town.cookies["tanaka"])).exists()


def test_a_role_of_somebody_else_cannot_be_put_on(town: Town) -> None:
    for role in (town.world.role("tanaka"), uuid4()):
        answer = ask(town.client("sato"), "POST", "/me/role/", {"role": str(role), "next": "/"})
        assert answer.status_code == 409
    held = Session.objects.get(pk=hashed(town.cookies["sato"]))
    assert held.acting_as_id == town.world.role("sato")


@pytest.mark.parametrize("cursor", [0, 1, 2, 999_999_999_999_999])
def test_a_cursor_of_another_room_shows_this_rooms_lines_only(town: Town, cursor: int) -> None:
    here = Communication.objects.filter(compartment=town.room).values_list("pk", flat=True)
    ours = set(map(str, here))
    assert not ours & {str(town.other_entry), str(town.foreign_entry)}
    for name in ("pull", "page-back"):
        path = reverse(name, kwargs={"room": town.room, "cursor": cursor})
        answer = ask(town.client("sato"), "GET", path)
        assert answer.status_code == 200
        shown = {entry["id"] for entry in json.loads(content(answer))["entries"]}
        assert shown <= ours


def test_an_operation_under_an_id_of_a_hidden_room_changes_nothing_there(town: Town) -> None:
    kept = bytes(Communication.objects.get(pk=town.foreign_entry).content)
    body = {"id": str(town.foreign_entry), "purpose": "notice", "text": "?"}
    path = reverse("post", kwargs={"room": town.room})
    answer = ask(town.client("sato"), "POST", path, json.dumps(body))
    assert answer.status_code == 409
    assert bytes(Communication.objects.get(pk=town.foreign_entry).content) == kept


def test_upper_case_ids_and_other_spellings_are_no_second_way_in(town: Town) -> None:
    for spelled in (str(town.room).upper(), f"{{{town.room}}}", town.room.hex, f"{town.room}%00"):
        for path in (f"/rooms/{spelled}/after/0", f"/patients/{spelled}/overview/"):
            assert ask(town.client("kato"), "GET", path).status_code == 404
            assert ask(town.client("nobody"), "GET", path).status_code in (302, 401, 404)


def test_rooms_of_organisations_are_no_patients(town: Town) -> None:
    """An organisation's own room is a room too, but there is no record in it."""
    own: UUID = town.world.organization("O1")
    for name in ("timeline", "overview", "team", "patient-header", "patient-history"):
        answer = ask(town.client("ono"), "GET", reverse(name, kwargs={"room": own}))
        assert answer.status_code == 404, name
