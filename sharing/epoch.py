"""The epoch: tells devices that the database was put back to an older state.

Every start counts in the database and in a file beside the keyring. When the database is behind
the file, it was restored from a backup, and the epoch rises before the first write.
"""

from pathlib import Path

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from sharing.models import Installation


def on_start(counter: Path) -> int:
    """Count this start and return the epoch that now holds. Called once per process start."""
    with transaction.atomic():
        seen = int(counter.read_text()) if counter.exists() else 0
        row = Installation.objects.select_for_update().get()
        if row.starts < seen:
            row.epoch += 1
        row.starts = max(row.starts, seen) + 1
        row.save(update_fields=["epoch", "starts"])
    _write(counter, row.starts)
    _current.epoch = row.epoch
    return row.epoch


def raise_epoch(at_least: int = 0) -> int:
    """For a restore, or a device that shows it has seen more than we have."""
    Installation.objects.update(epoch=Greatest(F("epoch") + 1, at_least))
    _current.epoch = Installation.objects.get().epoch
    return _current.epoch


def current_epoch() -> int:
    """The epoch as this process knows it; read from the database the first time."""
    if _current.epoch is None:
        _current.epoch = Installation.objects.values_list("epoch", flat=True).first() or 1
    return _current.epoch


class _Current:
    epoch: int | None = None


_current = _Current()


def _write(counter: Path, starts: int) -> None:
    counter.parent.mkdir(parents=True, exist_ok=True)
    fresh = counter.with_suffix(".new")
    fresh.write_text(str(starts))
    fresh.replace(counter)


def forget() -> None:
    """Ask the database again, as after a change of database."""
    _current.epoch = None
