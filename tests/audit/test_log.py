"""Appending: one deed, two rows, in the caller's transaction or not at all."""

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from audit import log
from audit.models import Event, Leaf
from audit.queries import events
from audit.sealing import EventRewritten, KeyErased, associated_data, opened
from tests.audit.deeds import add, deed
from tests.audit.vault import Vault

pytestmark = pytest.mark.django_db


def test_what_was_logged_can_be_read_back_in_order(vault: Vault) -> None:
    leaf_ids = add(vault, 3)
    assert events(vault) == [deed(0), deed(1), deed(2)]
    assert events(vault, leaf_ids[1:]) == [deed(1), deed(2)]


def test_the_tables_say_nothing_in_clear(vault: Vault) -> None:
    add(vault, 1)
    row = Leaf.objects.values_list("commitment", "event__key_id", "event__sealed").get()
    stored = b"".join(part.encode() if isinstance(part, str) else bytes(part) for part in row)
    assert b"first" in stored
    assert b"nurse" not in stored
    assert b"room-1" not in stored


def test_the_same_deed_twice_leaves_two_different_commitments(vault: Vault) -> None:
    log.append(deed(), vault)
    log.append(deed(), vault)
    assert len({bytes(leaf.commitment) for leaf in Leaf.objects.all()}) == 2


def test_an_event_cannot_be_moved_under_another_leaf(vault: Vault) -> None:
    first, second = add(vault, 2)
    row = Event.objects.get(leaf_id=first)
    commitment = bytes(Leaf.objects.get(id=second).commitment)
    with pytest.raises(InvalidTag):
        vault.open(row.key_id, bytes(row.sealed), associated_data(commitment))
    with pytest.raises(EventRewritten):
        opened(vault, row.key_id, bytes(row.sealed), commitment)


def test_losing_a_key_erases_its_events_only(vault: Vault) -> None:
    old = log.append(deed(1), vault)
    vault.turn("second")
    new = log.append(deed(2), vault)
    vault.erase("first")
    assert events(vault, [new]) == [deed(2)]
    with pytest.raises(KeyErased):
        events(vault, [old])


def test_a_key_replaced_by_another_opens_nothing(vault: Vault) -> None:
    log.append(deed(), vault)
    vault.turn("first")
    with pytest.raises(EventRewritten):
        events(vault)


def test_a_rolled_back_deed_leaves_no_trace(vault: Vault) -> None:
    with transaction.atomic():
        log.append(deed(), vault)
        transaction.set_rollback(True)
    assert not Leaf.objects.exists()
    assert not Event.objects.exists()


def test_a_leaf_costs_two_statements(vault: Vault) -> None:
    with CaptureQueriesContext(connection) as statements:
        log.append(deed(), vault)
    assert len(statements) == 2
