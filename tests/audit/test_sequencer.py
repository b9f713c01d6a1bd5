"""The sequencer: gap-free, one at a time, and whole after a crash at any step."""

from collections.abc import Callable
from itertools import count
from threading import Thread
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import OperationalError, connection

from audit import sequencer
from audit.models import Checkpoint, Leaf, Sequence
from audit.note import Signer
from audit.sequencer import LogDamaged, sequence
from tests.audit.deeds import NIGHT, add, add_and_sign, damage, execute, superuser
from tests.audit.vault import Vault

pytestmark = pytest.mark.django_db(transaction=True)


class PowerCut(RuntimeError):
    pass


class CrashingSigner(Signer):
    def sign(self, text: str) -> str:
        raise PowerCut


def power_cut_at(step: int) -> Callable[..., object]:
    steps = count()

    def run(execute: Callable[..., object], *arguments: Any) -> object:
        if next(steps) == step:
            raise PowerCut
        return execute(*arguments)

    return run


def places() -> list[int]:
    return list(Sequence.objects.order_by("place").values_list("place", flat=True))


def test_an_empty_log_signs_nothing(signer: Signer) -> None:
    assert sequence(signer, NIGHT) == 0
    assert not Checkpoint.objects.exists()


def test_every_leaf_gets_the_next_place(vault: Vault, signer: Signer) -> None:
    add(vault, 3)
    assert sequence(signer, NIGHT) == 3
    add(vault, 2)
    assert sequence(signer, NIGHT) == 2
    assert sequence(signer, NIGHT) == 0
    assert places() == [0, 1, 2, 3, 4]
    assert list(Checkpoint.objects.order_by("size").values_list("size", flat=True)) == [3, 5]
    assert damage(signer, vault) == []


def test_a_crash_at_any_step_leaves_a_whole_log(vault: Vault, signer: Signer) -> None:
    add_and_sign(vault, signer, 3)
    crashes = 0
    for step in count():
        add(vault, 2)
        before = places()
        try:
            with connection.execute_wrapper(power_cut_at(step)):
                sequence(signer, NIGHT)
        except PowerCut:
            crashes += 1
            assert places() == before
            assert damage(signer, vault) == []
        else:
            break
        assert sequence(signer, NIGHT) == 2
        assert damage(signer, vault) == []
    assert crashes >= 6
    assert places() == list(range(Leaf.objects.count()))
    assert damage(signer, vault) == []


def test_a_crash_while_signing_leaves_a_whole_log(vault: Vault, signer: Signer) -> None:
    add_and_sign(vault, signer, 3)
    add(vault, 2)
    with pytest.raises(PowerCut):
        sequence(
            CrashingSigner(signer.name, Ed25519PrivateKey.generate()),
            NIGHT,
            trusted=[signer.verifier],
        )
    assert places() == [0, 1, 2]
    assert sequence(signer, NIGHT) == 2
    assert damage(signer, vault) == []


def test_two_sequencers_at_once_leave_no_gap(vault: Vault, signer: Signer) -> None:
    rounds, size = 15, 4
    failures: list[BaseException] = []

    def run() -> None:
        try:
            while Sequence.objects.count() < rounds * size:
                try:
                    sequence(signer, NIGHT)
                except OperationalError:
                    continue  # the database was busy: the next tick does it
        except BaseException as error:  # shown by the assertion below
            failures.append(error)
        finally:
            connection.close()

    sequencers = [Thread(target=run) for _ in range(2)]
    for thread in sequencers:
        thread.start()
    for _ in range(rounds):
        add(vault, size)
    for thread in sequencers:
        thread.join(timeout=30)
    assert failures == []
    assert places() == list(range(rounds * size))
    assert damage(signer, vault) == []


def test_a_leaf_that_committed_late_is_found_behind_the_newest(
    vault: Vault, signer: Signer
) -> None:
    (newest,) = add(vault, 1)
    sequence(signer, NIGHT)
    late(newest - 1)
    assert sequence(signer, NIGHT) == 1
    assert damage(signer) == []


def test_a_leaf_that_committed_very_late_is_found_at_the_next_start(
    vault: Vault, signer: Signer
) -> None:
    (first,) = add(vault, 1)
    late(first + 1 + sequencer.LOOK_BACK)
    sequence(signer, NIGHT)
    late(first + 1)
    late(first + 2)
    assert sequence(signer, NIGHT) == 1
    assert sequence(signer, NIGHT, full=True) == 1
    assert places() == [0, 1, 2, 3]
    assert damage(signer) == []


def test_a_large_backlog_is_taken_in_batches(
    vault: Vault, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sequencer, "BATCH", 4)
    add(vault, 10)
    assert [sequence(signer, NIGHT, full=True) for _ in range(4)] == [4, 4, 2, 0]
    assert damage(signer, vault) == []


def test_a_new_key_goes_on_when_the_old_one_is_trusted(vault: Vault, signer: Signer) -> None:
    add_and_sign(vault, signer, 2)
    add(vault, 1)
    successor = Signer(signer.name, Ed25519PrivateKey.generate())
    with pytest.raises(LogDamaged):
        sequence(successor, NIGHT)
    assert sequence(successor, NIGHT, trusted=[signer.verifier]) == 1


@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM audit_sequence WHERE place = 2",
        "DELETE FROM audit_checkpoint",
        "UPDATE audit_checkpoint SET note = 'log.example/home-care'",
    ],
)
def test_nothing_is_signed_on_top_of_damage(vault: Vault, signer: Signer, attack: str) -> None:
    add_and_sign(vault, signer, 3)
    with superuser():
        execute(attack)
    add(vault, 1)
    with pytest.raises(LogDamaged):
        sequence(signer, NIGHT)


def late(leaf_id: int) -> None:
    """A leaf whose id was handed out early and which was committed just now."""
    Leaf.objects.create(id=leaf_id, commitment=leaf_id.to_bytes(32, "big"), recorded_at=NIGHT)
    execute(
        "INSERT INTO audit_event (leaf_id, key_id, sealed) VALUES (%s, 'first', %s)", leaf_id, b"x"
    )
