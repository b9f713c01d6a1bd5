"""`manage.py serve` that is killed at one exact moment: `python -m tests.faults.dying --port …`.

DIE_AT names the moment: a call of the system, a part of the path it is about, and the how many-th
such call it is. Nothing of the server itself is changed.
"""

import os
import signal
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.management import execute_from_command_line

# What is done before the call, and what after it.
BEFORE = {"opening": "open", "syncing": "fsync", "removing": "unlink", "placing": "replace"}
AFTER = {"placed": "replace", "synced": "fsync"}


def arm(moment: str, part: str, times: int) -> None:
    """From now on the process ends at this moment, as by kill -9: nothing is finished or said."""
    name = (BEFORE | AFTER)[moment]
    real: Callable[..., Any] = getattr(os, name)
    left = iter(range(times - 1, -1, -1))

    @wraps(real)
    def deadly(first: Any, *arguments: Any, **named: Any) -> Any:
        is_due = part in path_of(first, *arguments) and next(left, 0) == 0
        if is_due and moment in BEFORE:
            die()
        done = real(first, *arguments, **named)
        if is_due:
            die()
        return done

    setattr(os, name, deadly)


def path_of(first: Any, *arguments: Any) -> str:
    if isinstance(first, int):
        return os.readlink(f"/proc/self/fd/{first}")
    return " ".join(
        os.fsdecode(one) for one in (first, *arguments) if isinstance(one, str | os.PathLike)
    )


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    moment, part, times = os.environ["DIE_AT"].split()
    arm(moment, part, int(times))
    execute_from_command_line(["manage.py", "serve", *sys.argv[1:]])
