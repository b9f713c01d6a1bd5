"""The one table of who may do what: complete, closed by default, and as it was published."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from itertools import product
from pathlib import Path

import pytest
from django.core.management import call_command

from sharing.policy import COLUMN, FOUNDER, GRANTS, Basis, Standing, decide, granted
from sharing.vocabulary import PROFESSION, READS, Action, Role, RoomKind

PUBLISHED = Path(__file__).parents[2] / "docs" / "permission-matrix.csv"
MEMBER = Standing(RoomKind.PATIENT, Basis.CARE_TEAM, Role.NURSE, consented=True)
CLINICAL = frozenset(
    action
    for action in Action
    if action.split(":")[0] in ("care-team", "communication", "consent", "location", "patient")
)


def printed() -> str:
    said = StringIO()
    call_command("permissions", stdout=said)
    return said.getvalue()


def standings(**known: bool) -> Iterator[Standing]:
    for room, basis, role in product(RoomKind, Basis, Role):
        yield Standing(room, basis, role, **known)


def test_the_table_is_as_published() -> None:
    """A change of rights is a change of docs/permission-matrix.csv, which somebody reviews:
    manage.py permissions > docs/permission-matrix.csv"""
    assert printed() == PUBLISHED.read_text(encoding="utf-8")


def test_the_published_table_has_every_room_action_and_role_once() -> None:
    header, *rows = csv.reader(StringIO(PUBLISHED.read_text(encoding="utf-8")))
    assert header == ["room", "action", *Role]
    assert [tuple(row[:2]) for row in rows] == list(product(RoomKind, Action))
    assert {cell for row in rows for cell in row[2:]} == {"yes", "no", "administrator"}


def test_every_role_has_a_column_and_a_profession() -> None:
    assert set(COLUMN) == set(Role)
    assert set(PROFESSION) == set(Role)


def test_nobody_without_a_standing_may_do_anything() -> None:
    assert not any(decide(action, None).allowed for action in Action)


def test_without_a_consent_a_patients_room_is_closed_to_every_role() -> None:
    for standing in standings(consented=False):
        if standing.room is RoomKind.PATIENT:
            assert granted(standing) == frozenset()
            assert not any(decide(action, standing).allowed for action in Action)
            assert decide(Action.PATIENT_READ, standing).reason == "no consent"


def test_an_administrator_gains_nothing_clinical_by_office() -> None:
    for standing in standings(consented=True):
        gained = granted(replace(standing, administrator=True)) - granted(standing)
        assert not gained & CLINICAL
        if standing.room is not RoomKind.ORGANIZATION:
            assert gained == frozenset()


def test_administration_belongs_to_administrators_of_an_organisation_only() -> None:
    office = {
        Action.ACCOUNT_INVITE, Action.ACCOUNT_SUSPEND, Action.ORGANIZATION_UPDATE,
        Action.PRACTITIONER_ROLE_END,
    }  # fmt: skip
    for standing in standings(consented=True):
        assert not granted(standing) & office
        held = granted(replace(standing, administrator=True)) & office
        assert held == (office if standing.room is RoomKind.ORGANIZATION else set())


def test_no_room_of_an_organisation_or_circle_gives_a_patients_record() -> None:
    for standing in standings(consented=True, administrator=True):
        if standing.room not in (RoomKind.PATIENT, RoomKind.CONCERN):
            assert granted(standing) & CLINICAL <= {Action.PATIENT_CREATE}


def test_a_concern_is_read_and_answered_by_its_members_and_nothing_else_is_done_there() -> None:
    words = {
        Action.ATTACHMENT_CREATE,
        Action.ATTACHMENT_READ,
        Action.COMMUNICATION_CREATE,
        Action.COMMUNICATION_READ,
        Action.COMMUNICATION_RESPOND,
    }
    for standing in standings(consented=False):
        if standing.room is RoomKind.CONCERN:
            assert granted(standing) == words


def test_only_physicians_give_orders() -> None:
    who = {
        role
        for role in Role
        if decide(Action.COMMUNICATION_ORDER, replace(MEMBER, role=role)).allowed
    }
    assert who == {Role.PHYSICIAN, Role.HOSPITAL_PHYSICIAN, Role.DENTIST}


def test_students_and_clerks_on_a_team_read_and_write_nothing() -> None:
    for role in (Role.STUDENT, Role.CLERK, Role.MUNICIPAL_STAFF, Role.WELFARE_COUNCIL):
        assert granted(replace(MEMBER, role=role)) <= READS


def test_helpers_do_not_decide_who_is_on_the_team() -> None:
    for role in (Role.HOME_HELPER, Role.SERVICE_MANAGER, Role.DEVICE_SUPPLIER):
        may = granted(replace(MEMBER, role=role))
        assert not may & {
            Action.CARE_TEAM_AMEND, Action.CONSENT_CREATE, Action.CONSENT_WITHDRAW,
            Action.PATIENT_UPDATE, Action.COMMUNICATION_ORDER,
        }  # fmt: skip
        assert Action.COMMUNICATION_CREATE in may


@pytest.mark.parametrize("basis", Basis)
def test_the_basis_is_the_reason_in_the_trace(basis: Basis) -> None:
    decision = decide(Action.PATIENT_READ, replace(MEMBER, basis=basis))
    assert decision.allowed
    assert decision.reason == basis


def test_what_is_granted_and_what_is_decided_are_one() -> None:
    for standing in standings(consented=True, administrator=True):
        allowed = {action for action in Action if decide(action, standing).allowed}
        assert allowed == granted(standing)


def test_founding_a_record_grants_no_reading_of_others() -> None:
    assert {Action.CARE_TEAM_AMEND, Action.CONSENT_CREATE, Action.PATIENT_UPDATE} == FOUNDER


def test_every_action_is_granted_to_somebody() -> None:
    given = {action for room in GRANTS.values() for actions in room.values() for action in actions}
    assert given == set(Action)
