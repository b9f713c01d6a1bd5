"""The one clock. Tests and the demo region put another in its place for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_fixed: ContextVar[datetime | None] = ContextVar("fixed time", default=None)


def now() -> datetime:
    """The present, in UTC."""
    return _fixed.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at this moment."""
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)
