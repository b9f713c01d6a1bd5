"""Triggers that make the log insert-only, and the check that they are still there.

SQLite drops triggers silently when a table is rebuilt, which is how its schema changes are made:
a migration that alters one of these tables must call `install` again.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("audit_leaf", "audit_event", "audit_sequence", "audit_checkpoint")

_SQLITE_VERBS = ("update", "delete")
_POSTGRESQL_VERBS = ("update", "delete", "truncate")
_FUNCTION = "audit_refuse"
_FUNCTION_BODY = """
BEGIN
    RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END
"""


class LogUnguarded(RuntimeError):
    """The database would let somebody change or delete what the log holds."""


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts every trigger in place, replacing what is there."""
    uninstall(connection)
    if connection.vendor == "postgresql":
        _run(connection, _create_function())
    for name, table, verb in _expected(connection):
        _run(connection, *_create(connection, name, table, verb))


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """Takes every trigger away; for reversing the migration and for `lifted`."""
    for name, table, _verb in _expected(connection):
        where = f" ON {table}" if connection.vendor == "postgresql" else ""
        _run(connection, f"DROP TRIGGER IF EXISTS {name}{where}")
    if connection.vendor == "postgresql":
        _run(connection, f"DROP FUNCTION IF EXISTS {_FUNCTION}()")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """What is absent, switched off or altered, by name; empty when the log is guarded."""
    present = _present(connection)
    absent = [name for name, _table, _verb in _expected(connection) if name not in present]
    if connection.vendor == "sqlite" and not _recursive_triggers(connection):
        # Without it INSERT OR REPLACE deletes the old row and fires no DELETE trigger.
        absent.append("recursive_triggers")
    return absent


def assert_guarded(connection: BaseDatabaseWrapper) -> None:
    """Raises `LogUnguarded` naming what is missing. The server calls it before it listens."""
    if absent := missing(connection):
        raise LogUnguarded("the audit log is not insert-only, missing: " + ", ".join(absent))


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """For emptying a test database between tests, and for playing the attacker in one.

    Refused unless `settings.TESTING` is true.
    """
    if getattr(settings, "TESTING", False) is not True:
        raise LogUnguarded("the guard of the audit log is lifted in tests only")
    uninstall(connection)
    try:
        yield
    finally:
        install(connection)


def _expected(connection: BaseDatabaseWrapper) -> list[tuple[str, str, str]]:
    verbs = _POSTGRESQL_VERBS if connection.vendor == "postgresql" else _SQLITE_VERBS
    return [(f"{table}_refuses_{verb}", table, verb) for table in TABLES for verb in verbs]


def _create(connection: BaseDatabaseWrapper, name: str, table: str, verb: str) -> list[str]:
    if connection.vendor != "postgresql":
        return [_sqlite_trigger(name, table, verb)]
    return [
        f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {_FUNCTION}()",
        # ALWAYS: session_replication_role = replica does not switch it off.
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
    ]


def _sqlite_trigger(name: str, table: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END"
    )


def _create_function() -> str:
    return f"CREATE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${_FUNCTION_BODY}$$"


def _present(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
                " WHERE t.tgrelid = ANY(%s::regclass[]) AND t.tgenabled = 'A'"
                " AND p.proname = %s AND p.prosrc = %s",
                [list(TABLES), _FUNCTION, _FUNCTION_BODY],
            )
            return {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = dict(cursor.fetchall())
    return {
        name
        for name, table, verb in _expected(connection)
        if found.get(name) == _sqlite_trigger(name, table, verb)
    }


def _recursive_triggers(connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers")
        return bool(cursor.fetchone()[0])


def _run(connection: BaseDatabaseWrapper, *statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
