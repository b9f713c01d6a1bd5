"""Deeds to log, and the few steps every test of the log repeats."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from audit import log
from audit.event import TraceEvent
from audit.export import lines
from audit.note import Signer
from audit.sequencer import sequence
from audit.triggers import lifted
from audit.verify import Damage, verify
from tests.audit.vault import Vault

NIGHT = datetime(2026, 11, 20, 22, 40, tzinfo=UTC)


def deed(number: int = 0) -> TraceEvent:
    return TraceEvent(
        agent="practitioner-role/nurse",
        action="entry.read",
        outcome="permitted",
        standing="care team",
        compartments=("room-1",),
        entity=f"entry-{number}",
        source="device-1",
        at=NIGHT + timedelta(seconds=number),
    )


def add(vault: Vault, count: int) -> list[int]:
    with transaction.atomic():
        return log.append_many([deed(number) for number in range(count)], vault)


def add_and_sign(vault: Vault, signer: Signer, *counts: int) -> None:
    """One checkpoint a count."""
    for count in counts:
        add(vault, count)
        sequence(signer, NIGHT)


def damage(
    signer: Signer, vault: Vault | None = None, witnessed: tuple[str, ...] = ()
) -> list[Damage]:
    report = verify(lines(vault), [signer.verifier], witnessed)
    return [finding.damage for finding in report.findings]


@contextmanager
def superuser() -> Iterator[None]:
    """Neither triggers nor foreign keys stop whoever owns the database."""
    with lifted(connection):
        execute(_FOREIGN_KEYS_OFF[connection.vendor])
        try:
            yield
        finally:
            execute(_FOREIGN_KEYS_ON[connection.vendor])


def execute(statement: str, *values: str | bytes | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


_FOREIGN_KEYS_OFF = {
    "sqlite": "PRAGMA foreign_keys = OFF",
    "postgresql": "SET session_replication_role = replica",
}
_FOREIGN_KEYS_ON = {
    "sqlite": "PRAGMA foreign_keys = ON",
    "postgresql": "SET session_replication_role = DEFAULT",
}
