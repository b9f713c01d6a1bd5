"""A page of HTML as a PDF, printed by a process of its own: page threads hold no library for it."""

import os
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from messaging.outputs.refusal import Refusal, Unprintable

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
# Each takes some 150 MB for a second or two; whoever comes next waits.
_presses = BoundedSemaphore(2)
# What the process needs to know; secrets of the installation it does not.
PASSED_ON = (
    "PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME",
    "FONTCONFIG_FILE", "FONTCONFIG_PATH", "VIRTUAL_ENV",
)  # fmt: skip


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
    known = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "messaging.outputs.printer"],
            cwd=ROOT, env=known, input=html, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=PATIENCE, check=False,
        )  # fmt: skip
    except (subprocess.TimeoutExpired, OSError):
        raise Unprintable(Refusal.FAILED) from None
    if done.returncode == 0:
        return done.stdout
    said = {int(reason): reason for reason in Refusal}
    raise Unprintable(said.get(done.returncode, Refusal.FAILED))
