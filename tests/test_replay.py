"""What was built once and is put into the next empty database is what stood in the first one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.test import TestCase

from sharing import clock
from sharing.models import Installation
from tests import world as worlds
from tests.replay import Recording, is_empty

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def taken_back() -> Iterator[None]:
    atomics = TestCase._enter_atomics()  # type: ignore[attr-defined]
    try:
        yield
    finally:
        TestCase._rollback_atomics(atomics)  # type: ignore[attr-defined]


def test_the_second_world_is_row_by_row_the_first() -> None:
    with taken_back():
        first, rows = worlds.build(), Recording.of_now()
    assert is_empty()
    assert worlds.build() == first
    assert sorted(Recording.of_now().statements) == sorted(rows.statements)


def test_a_world_of_another_day_or_of_others_is_built_anew() -> None:
    with taken_back():
        first = worlds.build()
    with taken_back(), clock.at(clock.now() + timedelta(days=1)):
        assert worlds.build().rooms != first.rooms
    with taken_back():
        assert worlds.build(patients=("P1", "P2")).rooms.keys() == {"P1", "P2"}


def test_what_is_not_empty_is_built_upon_and_not_overwritten() -> None:
    with taken_back():
        first = worlds.build()
    Installation.objects.create(pk=1, demo=False, born_at=clock.now())
    assert worlds.build().rooms != first.rooms
    assert not Installation.objects.get().demo
