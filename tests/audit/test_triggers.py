"""The guard: nothing in the log is changed or deleted, and its absence is noticed."""

# ruff: noqa: S608 - table names come from a constant

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import override_settings

from audit import triggers
from audit.models import Checkpoint, Event, Leaf, Sequence
from audit.note import Signer
from tests.audit.deeds import add_and_sign, execute
from tests.audit.vault import Vault

pytestmark = pytest.mark.django_db

TABLES = triggers.TABLES
COLUMNS = dict(zip(TABLES, ["recorded_at", "key_id", "leaf_id", "note"], strict=True))
# Ways round a plain DELETE that only one of the databases knows.
OTHER_WAYS = {
    "sqlite": [[f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"] for table in TABLES],
    "postgresql": [
        *([f"TRUNCATE {table} CASCADE"] for table in TABLES),
        ["SET LOCAL session_replication_role = replica", "DELETE FROM audit_event"],
    ],
}
# How a guard can go or turn hollow, and what must then be named.
LOSSES = {
    "sqlite": [
        (["DROP TRIGGER audit_leaf_refuses_delete"], ["audit_leaf_refuses_delete"]),
        (
            [
                "DROP TRIGGER audit_leaf_refuses_delete",
                "CREATE TRIGGER audit_leaf_refuses_delete BEFORE DELETE ON audit_leaf"
                " BEGIN SELECT 1; END",
            ],
            ["audit_leaf_refuses_delete"],
        ),
        (
            [
                "CREATE TABLE rebuilt AS SELECT * FROM audit_sequence",
                "DROP TABLE audit_sequence",
                "ALTER TABLE rebuilt RENAME TO audit_sequence",
            ],
            ["audit_sequence_refuses_update", "audit_sequence_refuses_delete"],
        ),
        (["PRAGMA recursive_triggers = OFF"], ["recursive_triggers"]),
    ],
    "postgresql": [
        (["DROP TRIGGER audit_leaf_refuses_delete ON audit_leaf"], ["audit_leaf_refuses_delete"]),
        (
            ["ALTER TABLE audit_event DISABLE TRIGGER audit_event_refuses_update"],
            ["audit_event_refuses_update"],
        ),
        (
            ["ALTER TABLE audit_event ENABLE TRIGGER audit_event_refuses_update"],
            ["audit_event_refuses_update"],
        ),
        (
            [
                "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql"
                " AS 'BEGIN RETURN NEW; END'"
            ],
            [
                f"{table}_refuses_{verb}"
                for table in TABLES
                for verb in ("update", "delete", "truncate")
            ],
        ),
    ],
}


@pytest.fixture(autouse=True)
def a_log(vault: Vault, signer: Signer) -> Iterator[None]:
    add_and_sign(vault, signer, 3)
    connection.check_constraints()  # PostgreSQL alters no table with a check outstanding
    yield
    if connection.vendor == "sqlite":
        execute("PRAGMA recursive_triggers = ON")  # outlives the rollback of a test
    assert [model.objects.count() for model in (Leaf, Event, Sequence, Checkpoint)] == [3, 3, 3, 1]


def refused(*statements: str) -> None:
    *preparation, attack = statements
    for statement in preparation:
        execute(statement)
    with pytest.raises(IntegrityError, match="insert-only"), transaction.atomic():
        execute(attack)


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_changed(table: str) -> None:
    refused(f"UPDATE {table} SET {COLUMNS[table]} = {COLUMNS[table]}")


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_deleted(table: str) -> None:
    refused(f"DELETE FROM {table}")


@pytest.mark.parametrize("statements", OTHER_WAYS[connection.vendor])
def test_no_row_goes_another_way(statements: list[str]) -> None:
    refused(*statements)


def test_a_whole_guard_is_missing_nothing() -> None:
    assert triggers.missing(connection) == []
    triggers.assert_guarded(connection)


@pytest.mark.parametrize(("statements", "missing"), LOSSES[connection.vendor])
def test_a_lost_guard_is_named(statements: list[str], missing: list[str]) -> None:
    for statement in statements:
        execute(statement)
    assert triggers.missing(connection) == missing
    with pytest.raises(triggers.LogUnguarded, match=missing[0]):
        triggers.assert_guarded(connection)


def test_the_guard_is_lifted_for_a_block_and_back_after_it() -> None:
    with triggers.lifted(connection):
        assert triggers.missing(connection)
    assert triggers.missing(connection) == []


@override_settings(TESTING=False)
def test_the_guard_is_never_lifted_outside_tests() -> None:
    with pytest.raises(triggers.LogUnguarded), triggers.lifted(connection):
        pass
    assert triggers.missing(connection) == []
