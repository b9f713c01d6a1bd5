"""PostgreSQL: its own pg_dump and pg_restore, through pipes; nothing of a dump lies on the disk."""

import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO
from uuid import uuid4

from django.db import DatabaseError, connection, transaction

from config.backup.database import Dump
from config.backup.elsewhere import Settings, other, standing_in
from config.backup.programs import program
from config.backup.trouble import Trouble

BLOCK = 1024 * 1024
# A schema of its own, which no dump of ours holds and no restore takes away.
MARK = "tsunagi_restoring"
SCRATCH = "_drill_"
# As libpq calls in its environment what may stand behind the "?" of DATABASE_URL.
OPTIONS = {
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "channel_binding": "PGCHANNELBINDING",
    "connect_timeout": "PGCONNECT_TIMEOUT",
    "options": "PGOPTIONS",
    "service": "PGSERVICE",
}


class Postgresql:
    """The installation's database is one of a server's."""

    def version(self) -> str:
        return str(_one("SHOW server_version"))

    def refuse_if_unable(self) -> None:
        program("pg_dump", _major())
        program("pg_restore", _major())

    def tidy(self, deed: str) -> None:
        """Scratch databases that nobody is connected to: only a drill makes some."""
        left = _all(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
            " AND datname NOT IN (SELECT datname FROM pg_stat_activity WHERE datname IS NOT NULL)",
            _own_name() + SCRATCH,
        )
        for (name,) in left:
            _run(f"DROP DATABASE IF EXISTS {_quoted(name)}")

    @contextmanager
    def snapshot(self) -> Iterator[Dump]:
        """This transaction and pg_dump see the same moment, however long they take."""
        with standing_in(other(_own_name())), transaction.atomic():
            _run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            name = str(_one("SELECT pg_export_snapshot()"))
            yield lambda: _dumped(name, _major())

    @contextmanager
    def scratch(self, dump: Iterable[bytes]) -> Iterator[Settings]:
        name = f"{_own_name()}{SCRATCH}{uuid4().hex[:12]}"
        try:
            _run(f"CREATE DATABASE {_quoted(name)} TEMPLATE template0")
        except DatabaseError as error:
            raise Trouble(
                "no scratch database could be made: the drill's user needs the right CREATEDB"
            ) from error
        try:
            settings = other(name)
            _restore(settings, _major(), dump)
            yield settings
        finally:
            _run(f"DROP DATABASE IF EXISTS {_quoted(name)} WITH (FORCE)")

    @contextmanager
    def replaced(self, dump: Iterable[bytes]) -> Iterator[Settings]:
        """All or nothing of the dump is in the database: it is put there by one transaction."""
        _empty()
        settings = other(_own_name())
        _restore(settings, _major(), dump)
        yield settings

    def mark(self) -> None:
        _run(f"CREATE SCHEMA IF NOT EXISTS {MARK}")

    def unmark(self) -> None:
        _run(f"DROP SCHEMA IF EXISTS {MARK}")

    def is_marked(self) -> bool:
        return _one("SELECT to_regnamespace(%s) IS NOT NULL", MARK) is True


def _dumped(snapshot: str, major: int) -> Iterator[bytes]:
    command = [
        program("pg_dump", major), "--format=custom", "--no-owner", "--no-privileges",
        f"--exclude-schema={MARK}", f"--snapshot={snapshot}",
    ]  # fmt: skip
    with _started(command, connection.settings_dict, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None  # noqa: S101 -- asked for one line above
        while data := process.stdout.read(BLOCK):
            yield data
        _ended_well(process, "pg_dump")


def _restore(settings: Settings, major: int, dump: Iterable[bytes]) -> None:
    command = [
        program("pg_restore", major), "--single-transaction", "--exit-on-error", "--no-owner",
        "--no-privileges", f"--dbname={settings['NAME']}",
    ]  # fmt: skip
    with _started(command, settings, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None  # noqa: S101 -- asked for one line above
        try:
            for data in dump:
                process.stdin.write(data)
            process.stdin.close()
        except BrokenPipeError:
            pass  # it has given up; what it says follows
        except BaseException:
            process.kill()  # before it sees an end: a dump that was cut short is never committed
            raise
        _ended_well(process, "pg_restore")


@contextmanager
def _started(
    command: list[str], settings: Settings, *, stdin: int | None = None, stdout: int | None = None
) -> "Iterator[subprocess.Popen[bytes]]":
    process = subprocess.Popen(  # noqa: S603 -- programs found by us, values in its environment
        command, stdin=stdin or subprocess.DEVNULL, stdout=stdout or subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, env=_environment(settings),
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None and not pipe.closed:
                _shut(pipe)
        process.wait()


def _shut(pipe: IO[bytes]) -> None:
    with suppress(BrokenPipeError):
        pipe.close()


def _ended_well(process: "subprocess.Popen[bytes]", name: str) -> None:
    """What it writes may quote rows, so it goes nowhere; the status must do."""
    if status := process.wait():
        raise Trouble(f"{name} ended with status {status}; the log of PostgreSQL says why")


def _environment(settings: Settings) -> dict[str, str]:
    """No password on a command line, where everybody on the machine could read it."""
    named = {
        "PGDATABASE": settings["NAME"], "PGUSER": settings["USER"], "PGHOST": settings["HOST"],
        "PGPORT": settings["PORT"], "PGPASSWORD": settings["PASSWORD"],
        **{OPTIONS[key]: value for key, value in settings["OPTIONS"].items() if key in OPTIONS},
    }  # fmt: skip
    # What libpq itself looks at, like ~/.pgpass; and none of our secrets.
    inherited = {
        key: value for key, value in os.environ.items()
        if key in ("PATH", "HOME") or key.startswith("PG")
    }  # fmt: skip
    return inherited | {key: str(value) for key, value in named.items() if value}


def _empty() -> None:
    """The tables of an installation without a row of anybody, as `migrate` leaves them."""
    tables = _all("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    with transaction.atomic():
        for (name,) in tables:
            _run(f"DROP TABLE {_quoted(name)} CASCADE")
        for (name,) in _all(
            "SELECT p.oid::regprocedure::text FROM pg_proc p"
            " WHERE p.pronamespace = current_schema()::regnamespace"
        ):
            _run(f"DROP FUNCTION {name} CASCADE")


def _own_name() -> str:
    return str(connection.settings_dict["NAME"])


def _major() -> int:
    return int(str(_one("SHOW server_version_num"))) // 10_000


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _all(statement: str, *values: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return list(cursor.fetchall())


def _one(statement: str, *values: str) -> object:
    return _all(statement, *values)[0][0]
