"""Attempts to sign in become slower with each failure, by account name and by address."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from sharing import clock, keys
from sharing.models import Throttle

FORGOTTEN = timedelta(hours=24)


@dataclass(frozen=True)
class Scale:
    """So many failures for nothing, then a pause that doubles up to the longest."""

    free: int
    first: timedelta
    longest: timedelta

    def pause(self, failures: int) -> timedelta:
        """What follows this many failures in a row."""
        if failures < self.free:
            return timedelta(0)
        return min(self.first * (1 << min(failures - self.free, 30)), self.longest)


NAME = Scale(5, timedelta(seconds=10), timedelta(minutes=15))
# A whole clinic may stand behind one address.
ADDRESS = Scale(50, timedelta(seconds=5), timedelta(minutes=5))
CODE = Scale(5, timedelta(seconds=15), timedelta(minutes=30))


@dataclass(frozen=True)
class Gate:
    """One thing that is counted; `tag` says nothing to whoever reads the table."""

    scale: Scale
    tag: str

    @classmethod
    def of(cls, scale: Scale, scope: str, value: str) -> "Gate":
        secret = keys.installation_secret("throttle")
        return cls(scale, hmac.new(secret, f"{scope}|{value}".encode(), "sha256").hexdigest())


def admit(gates: Sequence[Gate]) -> bool:
    """Whether to look at this attempt at all. It is counted as a failure before it is looked at,
    so that a hundred guesses at once are a hundred failures; `forgive` takes that back."""
    now = clock.now()
    with transaction.atomic():
        rows = [_row(gate, now) for gate in sorted(gates, key=lambda gate: gate.tag)]
        if any(row.blocked_until is not None and row.blocked_until > now for row in rows):
            return False
        for gate, row in zip(sorted(gates, key=lambda gate: gate.tag), rows, strict=True):
            row.failures = 1 if now - row.last_at > FORGOTTEN else row.failures + 1
            row.blocked_until = now + gate.scale.pause(row.failures)
            row.last_at = now
            row.save()
    return True


def forgive(gate: Gate) -> None:
    """It was the right person: nothing is held against them."""
    Throttle.objects.filter(pk=gate.tag).delete()


def take_back(gate: Gate) -> None:
    """The last attempt was no failure; those before it still count."""
    now = clock.now()
    with transaction.atomic():
        row = _row(gate, now)
        row.failures = max(0, row.failures - 1)
        row.blocked_until = None
        row.save()


def _row(gate: Gate, now: datetime) -> Throttle:
    row, _ = Throttle.objects.select_for_update().get_or_create(
        pk=gate.tag, defaults={"last_at": now}
    )
    return row
