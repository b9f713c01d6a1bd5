"""Whoever owns the database can change it; the verifier names what was done."""

# ruff: noqa: S608 - table names come from a constant

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from audit.checkpoint import TreeHead
from audit.export import lines
from audit.models import Checkpoint
from audit.note import Signer, UnverifiedNote
from audit.verify import Damage, main
from tests.audit.deeds import add_and_sign, damage, execute, superuser
from tests.audit.vault import Vault

pytestmark = pytest.mark.django_db(transaction=True)

TABLES = ("audit_checkpoint", "audit_sequence", "audit_event", "audit_leaf")


@pytest.fixture(autouse=True)
def a_log(vault: Vault, signer: Signer) -> None:
    """Twelve leaves under three checkpoints."""
    add_and_sign(vault, signer, 5, 4, 3)
    assert damage(signer, vault) == []


def newest_checkpoint() -> str:
    return Checkpoint.objects.order_by("-size")[0].note


def forget(first: int) -> None:
    """Deletes the leaves from this place on, with all that hangs on them."""
    tail = "SELECT leaf_id FROM audit_sequence WHERE place >= %s"
    execute(f"DELETE FROM audit_event WHERE leaf_id IN ({tail})", first)
    execute(f"DELETE FROM audit_leaf WHERE id IN ({tail})", first)
    execute("DELETE FROM audit_sequence WHERE place >= %s", first)


def test_a_cut_tail_is_named(signer: Signer) -> None:
    with superuser():
        forget(10)
    assert damage(signer) == [Damage.TAIL_CUT]


def test_a_cut_at_a_checkpoint_is_named(signer: Signer) -> None:
    with superuser():
        forget(9)
    assert damage(signer) == [Damage.TAIL_CUT]


def test_a_rewritten_leaf_is_named(signer: Signer) -> None:
    with superuser():
        execute(
            "UPDATE audit_leaf SET commitment = %s"
            " WHERE id = (SELECT leaf_id FROM audit_sequence WHERE place = 6)",
            b"\x01" * 32,
        )
    assert damage(signer) == [Damage.REWRITTEN]


def test_a_rewritten_event_is_named_by_whoever_can_open_it(signer: Signer, vault: Vault) -> None:
    with superuser():
        execute(
            "UPDATE audit_event SET sealed = %s"
            " WHERE leaf_id = (SELECT leaf_id FROM audit_sequence WHERE place = 6)",
            b"\x01" * 60,
        )
    assert damage(signer, vault) == [Damage.REWRITTEN]


@pytest.mark.parametrize(("first", "second"), [(1, 3), (4, 5), (2, 7), (0, 11)])
def test_reordered_leaves_are_named(signer: Signer, first: int, second: int) -> None:
    with superuser():
        execute("UPDATE audit_sequence SET place = -1 WHERE place = %s", first)
        execute("UPDATE audit_sequence SET place = %s WHERE place = %s", first, second)
        execute("UPDATE audit_sequence SET place = %s WHERE place = -1", second)
    assert damage(signer)[0] in (Damage.REORDERED, Damage.REWRITTEN)
    assert (damage(signer) == [Damage.REORDERED]) is ((first, second) != (4, 5))


@pytest.mark.parametrize("table", TABLES[1:])
def test_a_deleted_row_is_named(signer: Signer, table: str) -> None:
    column = "id" if table == "audit_leaf" else "leaf_id"
    with superuser():
        execute(
            f"DELETE FROM {table} WHERE {column} ="
            " (SELECT leaf_id FROM audit_sequence WHERE place = 6)"
        )
    assert damage(signer) == [Damage.DELETED]


def test_a_deletion_that_closes_its_gap_is_named(signer: Signer) -> None:
    with superuser():
        execute("DELETE FROM audit_sequence WHERE place = 6")
        for index in range(7, 12):
            execute("UPDATE audit_sequence SET place = %s WHERE place = %s", index - 1, index)
    assert Damage.DELETED in damage(signer)


def test_a_restored_old_copy_is_named_by_a_newer_witnessed_checkpoint(signer: Signer) -> None:
    witnessed = newest_checkpoint()
    with superuser():
        forget(9)
        execute("DELETE FROM audit_checkpoint WHERE size > 9")
    assert damage(signer) == []
    assert damage(signer, witnessed=(witnessed,)) == [Damage.RESTORED]


def test_an_old_copy_that_went_on_is_named_by_a_witnessed_checkpoint(
    signer: Signer, vault: Vault
) -> None:
    witnessed = newest_checkpoint()
    with superuser():
        forget(9)
        execute("DELETE FROM audit_checkpoint WHERE size > 9")
    add_and_sign(vault, signer, 6)
    assert damage(signer, vault) == []
    assert damage(signer, vault, (witnessed,)) == [Damage.FORKED]


def test_leaves_that_nobody_signed_for_are_named(signer: Signer) -> None:
    with superuser():
        execute("DELETE FROM audit_checkpoint WHERE size > 9")
    assert damage(signer) == [Damage.UNSIGNED]


def test_a_checkpoint_by_another_key_is_named(signer: Signer) -> None:
    forger = Signer(signer.name, Ed25519PrivateKey.generate())
    with superuser():
        execute(
            "UPDATE audit_checkpoint SET note = %s WHERE size = 9",
            forger.sign(TreeHead(signer.name, 9, b"\x01" * 32).text()),
        )
    assert damage(signer) == [Damage.FORGED]


def test_a_log_rewritten_from_the_start_is_named(signer: Signer, vault: Vault) -> None:
    forger = Signer(signer.name, Ed25519PrivateKey.generate())
    with superuser():
        for table in TABLES:
            execute(f"DELETE FROM {table}")
    add_and_sign(vault, forger, 12)
    assert damage(signer) == [Damage.FORGED, Damage.UNSIGNED]


def test_an_emptied_log_is_named_by_a_witnessed_checkpoint(signer: Signer) -> None:
    witnessed = newest_checkpoint()
    with superuser():
        for table in TABLES:
            execute(f"DELETE FROM {table}")
    assert damage(signer, witnessed=(witnessed,)) == [Damage.RESTORED]


def test_events_erased_with_their_key_are_no_damage(signer: Signer, vault: Vault) -> None:
    vault.erase("first")
    assert damage(signer, vault) == []


def test_the_offline_verifier_needs_nothing_but_the_file(
    signer: Signer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export, witnessed = tmp_path / "log.jsonl", tmp_path / "checkpoint"
    witnessed.write_text(newest_checkpoint(), encoding="utf-8")
    call_command("audit_export", str(export))
    arguments = [str(export), "--key", str(signer.verifier), "--witnessed", str(witnessed)]
    assert main(arguments) == 0
    assert capsys.readouterr().out == "12 leaves, 12 covered by a checkpoint\nthe log is whole\n"
    export.write_text(export.read_text().replace("end", "leaf"))
    assert main(arguments) == 1
    assert "malformed export" in capsys.readouterr().out
    assert main([str(tmp_path / "absent"), "--key", str(signer.verifier)]) == 2


def test_a_cut_export_is_not_taken_for_a_cut_log(signer: Signer, tmp_path: Path) -> None:
    export = tmp_path / "log.jsonl"
    export.write_text("".join(list(lines())[:-3]), encoding="utf-8")
    assert main([str(export), "--key", str(signer.verifier)]) == 1


def test_the_command_checks_the_database_itself(signer: Signer) -> None:
    call_command("audit_verify", "--key", str(signer.verifier))
    with superuser():
        forget(10)
    with pytest.raises(CommandError, match="tail cut"):
        call_command("audit_verify", "--key", str(signer.verifier))


def test_a_worthless_witness_is_refused(signer: Signer) -> None:
    forger = Signer(signer.name, Ed25519PrivateKey.generate())
    with pytest.raises(UnverifiedNote):
        damage(signer, witnessed=(forger.sign("x\n"),))


def test_an_attack_needs_more_than_the_application_has() -> None:
    with pytest.raises(IntegrityError):
        forget(10)
