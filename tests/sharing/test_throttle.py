"""Failures make the next attempt wait, and are forgotten in the end."""

from datetime import UTC, datetime, timedelta

import pytest

from sharing import clock, throttle
from sharing.models import Throttle
from sharing.throttle import ADDRESS, NAME, Gate

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)


def attempts(gate: Gate, at: datetime, count: int) -> list[bool]:
    with clock.at(at):
        return [throttle.admit([gate]) for _ in range(count)]


def test_after_five_failures_an_attempt_is_not_looked_at() -> None:
    gate = Gate.of(NAME, "name", "sato")
    assert attempts(gate, NOON, 7) == [True] * 5 + [False] * 2


def test_each_further_failure_doubles_the_pause_up_to_the_longest() -> None:
    assert [NAME.pause(failures).total_seconds() for failures in (4, 5, 6, 7, 8, 30, 9999)] == [
        0, 10, 20, 40, 80, 900, 900,
    ]  # fmt: skip


def test_the_pause_ends_by_itself() -> None:
    gate = Gate.of(NAME, "name", "sato")
    attempts(gate, NOON, 5)
    assert attempts(gate, NOON + timedelta(seconds=9), 1) == [False]
    assert attempts(gate, NOON + timedelta(seconds=10), 2) == [True, False]


def test_what_is_refused_unseen_does_not_lengthen_the_pause() -> None:
    gate = Gate.of(NAME, "name", "sato")
    attempts(gate, NOON, 500)
    assert attempts(gate, NOON + timedelta(seconds=10), 1) == [True]


def test_after_a_day_nothing_is_held_against_anybody() -> None:
    gate = Gate.of(NAME, "name", "sato")
    attempts(gate, NOON, 5)
    assert attempts(gate, NOON + timedelta(hours=25), 4) == [True] * 4


def test_a_success_takes_back_its_own_attempt_at_the_address_and_no_other() -> None:
    gate = Gate.of(ADDRESS, "address", "192.0.2.7")
    attempts(gate, NOON, 49)
    with clock.at(NOON):
        assert throttle.admit([gate])
        throttle.take_back(gate)
        assert throttle.admit([gate])
        assert not throttle.admit([gate])


def test_the_table_names_nobody() -> None:
    gate = Gate.of(NAME, "name", "sato")
    attempts(gate, NOON, 1)
    row = Throttle.objects.get()
    assert "sato" not in repr(row.__dict__)
    assert len(row.tag) == 64
