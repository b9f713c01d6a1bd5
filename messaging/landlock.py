"""Landlock, of which Linux has had more and more since 5.13: a process gives up the file system."""

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

# Numbers of calls and bits: linux/landlock.h; the same on every kind of machine.
CREATE, ADD, RESTRICT = 444, 445, 446
ASK_VERSION = 1
BENEATH = 1
READ, LIST = 1 << 2, 1 << 3
# What can be forbidden, by the version that learned it.
FILES = {1: (1 << 13) - 1, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
NETWORK = {4: 1 << 0 | 1 << 1}  # to listen and to connect, by TCP
OTHERS = {6: 1 << 0 | 1 << 1}  # sockets without a path, and signals to anybody but its own


class _Rules(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("others", ctypes.c_uint64),
    )


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """Which one the system has; 0 or less where it has none."""
    return _call(CREATE, None, 0, ASK_VERSION)


def shut(readable: Iterable[Path]) -> bool:
    """From here on only these files and what is in these folders can be opened, and none removed.

    Descriptors that are open stay so. The process must have given up new privileges before. False
    where the system does not have it, and then nothing is shut.
    """
    has = version()
    if has < 1:
        return False
    rules = _Rules(*(_known(bits, has) for bits in (FILES, NETWORK, OTHERS)))
    rule_set = _call(CREATE, ctypes.byref(rules), _size(has), 0)
    if rule_set < 0:
        return False
    try:
        for place in readable:
            _leave_open(rule_set, place)
        return _call(RESTRICT, rule_set, 0) == 0
    finally:
        os.close(rule_set)


def _call(number: int, *arguments: object) -> int:
    """Negative where the system refuses, or does not know the call."""
    system = ctypes.CDLL(None).syscall
    system.restype = ctypes.c_long
    given = (ctypes.c_long(each) if isinstance(each, int) else each for each in arguments)
    said: int = system(ctypes.c_long(number), *given)
    return said


def _known(bits: dict[int, int], has: int) -> int:
    return sum(mask for since, mask in bits.items() if since <= has)


def _size(has: int) -> int:
    """Of the rules, as far as that version knows them."""
    return 8 * (1 + (has >= min(NETWORK)) + (has >= min(OTHERS)))


def _leave_open(rule_set: int, place: Path) -> None:
    allowed = READ | LIST if place.is_dir() else READ
    try:
        opened = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # there is none
        return
    try:
        _call(ADD, rule_set, BENEATH, ctypes.byref(_Beneath(allowed, opened)), 0)
    finally:
        os.close(opened)
