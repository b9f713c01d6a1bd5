"""A page of HTML as a PDF, printed by a process of its own: page threads hold no library for it."""

from threading import BoundedSemaphore

from messaging import confined
from messaging.outputs.refusal import Refusal, Unprintable

PATIENCE = 30.0
# Each takes some 150 MB for a second or two; whoever comes next waits.
_presses = BoundedSemaphore(2)


def pdf_of(html: str) -> bytes:
    """Raises `Unprintable`."""
    if not _presses.acquire(timeout=PATIENCE):
        raise Unprintable(Refusal.BUSY)
    try:
        return _run(html.encode())
    finally:
        _presses.release()


def refusal() -> Refusal | None:
    """What stands in the way of printing here, tried out; None when nothing does."""
    try:
        _run(b"")
    except Unprintable as unprintable:
        return unprintable.reason
    return None


def _run(html: bytes) -> bytes:
    try:
        with confined.running(
            "messaging.outputs.printer", given=[html] if html else [], seconds=PATIENCE
        ) as printer:
            made = b"".join(iter(lambda: printer.read(confined.PART), b""))
            code = printer.ended()
    except confined.Unfinished:
        raise Unprintable(Refusal.FAILED) from None
    if code == 0:
        return made
    said = {int(reason): reason for reason in Refusal}
    raise Unprintable(said.get(code, Refusal.FAILED))
