"""What a confined process does first: it gives up what it will not need.

What is kept from a process that does not write, should a file take it over, depends on the system.
Limits hold everywhere; so does that nothing can be written into a file. Where Linux has Landlock
(5.13, and switched on), no file can be opened but fonts and libraries, none removed, and from 6.12
on no other process be ended. Without it such a process may read and remove whatever the user of the
server may: there that user's rights are the only wall. In either case it can connect to a socket
that has a path, and change the mode of a file that is its user's.
"""

import ctypes
import math
import resource
import signal
import sys
import sysconfig
import time
from pathlib import Path

from messaging import landlock

NEW_USER_AND_NETWORK = 0x10000000 | 0x40000000  # linux/sched.h
DIES_WITH_PARENT = 1  # linux/prctl.h
NO_NEW_PRIVILEGES = 38
# Pages are drawn with the fonts of the machine where they bring none of their own.
FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts")
CHANCE = ("/dev/urandom", "/dev/random")  # for what reads encrypted documents
# What is loaded late is here.
LIBRARIES = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib")
MODULES = ("stdlib", "platstdlib", "purelib", "platlib")


def restrain(memory: int, seconds: int, *, writes: bool = True) -> None:
    """From here on: so much address space, so much time of a processor, no core file.

    With `writes` False not a byte can be written to a file, and where the system allows it no file
    be opened or removed. Where the system allows it, there is no network either, and the process
    ends with the one that started it.
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
        if sys.platform == "linux":
            landlock.shut(Path(place) for place in (*FONTS, *CHANCE, *LIBRARIES, *_modules()))
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))


def hurry(seconds: float) -> None:
    """From here on so much more time of a processor, or the process ends; called again, anew.

    Never more than it had from the beginning: what no such call reaches, `restrain` ends.
    """
    _soft, most = resource.getrlimit(resource.RLIMIT_CPU)
    until = math.ceil(time.process_time() + seconds)
    if most != resource.RLIM_INFINITY:
        until = min(until, most)
    resource.setrlimit(resource.RLIMIT_CPU, (until, most))


def _modules() -> set[str]:
    return {sysconfig.get_path(name) for name in MODULES}


def _leave() -> None:
    system = ctypes.CDLL(None)
    # Refused on many systems; a new user may have a network of its own, with nothing in it.
    system.unshare(NEW_USER_AND_NETWORK)
    system.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    system.prctl(DIES_WITH_PARENT, int(signal.SIGKILL), 0, 0, 0)
