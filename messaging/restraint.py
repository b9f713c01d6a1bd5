"""What a confined process does first: it gives up what it will not need."""

import ctypes
import resource
import signal
import sys

NEW_USER_AND_NETWORK = 0x10000000 | 0x40000000  # linux/sched.h
DIES_WITH_PARENT = 1  # linux/prctl.h
NO_NEW_PRIVILEGES = 38


def restrain(memory: int, seconds: int, *, writes: bool = True) -> None:
    """From here on: so much address space, so much time of a processor, no core file.

    With `writes` False not a byte can be written to a file. Where the system allows it, there is
    no network either, and the process ends with the one that started it.
    """
    if sys.platform == "linux":
        _leave()
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_CORE: 0,
    }
    if not writes:
        limits |= {resource.RLIMIT_FSIZE: 0, resource.RLIMIT_NOFILE: 32}
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))


def _leave() -> None:
    system = ctypes.CDLL(None)
    # Refused on many systems; a new user may have a network of its own, with nothing in it.
    system.unshare(NEW_USER_AND_NETWORK)
    system.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    system.prctl(DIES_WITH_PARENT, int(signal.SIGKILL), 0, 0, 0)
