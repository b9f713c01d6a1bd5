"""What a database holds, in figures that can be compared: counts, the log's tree, its secrets."""

from collections.abc import Iterator, Mapping

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from audit.export import lines
from audit.models import Checkpoint
from audit.verify import verify
from config.backup.manifest import Tree
from sharing import keys
from sharing.keyring import CannotOpen
from sharing.models import InstallationSecret, RoomSecret
from sharing.queries.keyring import secrets_by_key
from sharing.trace_keys import signer

SIGNING = "trace-signing"


def counts() -> dict[str, int]:
    """Rows of every table."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT COUNT(*) FROM {quoted}")  # noqa: S608 -- quoted
            found[table] = int(cursor.fetchone()[0])
    return found


def tree() -> Tree:
    newest = Checkpoint.objects.order_by("-size").first()
    if newest is None:
        return Tree(0, "", "")
    return Tree(newest.size, bytes(newest.root).hex(), newest.note)


def applied() -> tuple[str, ...]:
    """Migrations of this database, by name."""
    found = MigrationRecorder(connection).applied_migrations()
    return tuple(sorted(f"{package}.{name}" for package, name in found))


def known() -> frozenset[str]:
    """Migrations of this software."""
    found = MigrationLoader(None).disk_migrations or {}
    return frozenset(f"{package}.{name}" for package, name in found)


def bring_up_to_date() -> None:
    """The tables of older software become those of this one."""
    if known() - set(applied()):
        call_command("migrate", verbosity=0, interactive=False)


def key_ids() -> tuple[str, ...]:
    """The keys of the keyring without which something would not open."""
    return tuple(sorted(secrets_by_key()))


def unopened() -> int:
    """How many secrets the keyring at hand does not open."""
    return sum(1 for _one in _unopened())


def _unopened() -> Iterator[None]:
    for room in RoomSecret.objects.values_list("compartment_id", flat=True).distinct():
        try:
            keys.of_room(room)
        except CannotOpen:
            yield None
    for name in InstallationSecret.objects.values_list("name", flat=True):
        try:
            keys.installation_secret(name)
        except CannotOpen:
            yield None


def differing(expected: Mapping[str, int], found: Mapping[str, int]) -> list[str]:
    """Tables whose counts differ, or that only one side has."""
    return sorted(
        name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name)
    )


def wrong_with_tree(expected: Tree) -> list[str]:
    """What the verifier names, against the checkpoint that the manifest holds."""
    if not expected.size and not keys.is_kept(SIGNING):
        return []
    try:
        report = verify(lines(), [signer().verifier], [expected.note] if expected.note else [])
    except (CannotOpen, ValueError) as error:
        return [f"the checkpoint cannot be verified: {error}"]
    wrong = [str(finding) for finding in report.findings]
    found = tree()
    if (found.size, found.root) != (expected.size, expected.root):
        wrong.append(f"the tree has {found.size} leaves, the manifest names {expected.size}")
    return wrong
