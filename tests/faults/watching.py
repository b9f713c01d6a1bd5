"""Watches a server at work: the memory it takes, and every file that is opened in a folder."""

import ctypes
import os
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

EVENT = struct.Struct("iIII")
OPENED_MADE_MOVED = 0x20 | 0x100 | 0x80  # IN_OPEN, IN_CREATE, IN_MOVED_TO
IS_FOLDER = 0x40000000
SECONDS = 0.025


class Folder:
    """Tells of every file that was made or opened in it, even of one that never had a name there:
    a file without a name (O_TMPFILE) is opened in its folder as well."""

    def __init__(self, folder: Path) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        self._descriptor = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        watched = libc.inotify_add_watch(self._descriptor, os.fsencode(folder), OPENED_MADE_MOVED)
        assert watched >= 0, os.strerror(ctypes.get_errno())

    def seen(self) -> list[str]:
        """Names since the last time somebody asked."""
        found = []
        with suppress(BlockingIOError):
            while data := os.read(self._descriptor, 64 * 1024):
                found += list(_names(data))
        return found

    def close(self) -> None:
        os.close(self._descriptor)


def _names(data: bytes) -> Iterator[str]:
    at = 0
    while at < len(data):
        _watch, mask, _cookie, length = EVENT.unpack_from(data, at)
        name = data[at + EVENT.size : at + EVENT.size + length].rstrip(b"\0")
        at += EVENT.size + length
        if not (mask & IS_FOLDER and not name):
            yield os.fsdecode(name)


@contextmanager
def watched(folder: Path) -> Iterator[Folder]:
    watch = Folder(folder)
    try:
        yield watch
    finally:
        watch.close()


@dataclass
class Sampled:
    """Resident bytes of a process and of its largest child; files it held that have no name."""

    first: int = 0
    most: int = 0
    most_of_a_child: int = 0
    nameless: set[str] = field(default_factory=set)
    samples: int = 0

    @property
    def growth(self) -> int:
        return self.most - self.first

    def __str__(self) -> str:
        megabytes = [round(size / 1e6, 1) for size in (self.first, self.most, self.growth)]
        child = round(self.most_of_a_child / 1e6, 1)
        return (
            f"server {megabytes[0]} MB at first, {megabytes[1]} MB at most, grown by"
            f" {megabytes[2]} MB; largest child {child} MB; {self.samples} samples"
        )


@contextmanager
def sampling(process: int) -> Iterator[Sampled]:
    """Looks forty times a second, from a thread of its own, until the block ends."""
    sampled, ended = Sampled(first=resident(process)), threading.Event()
    thread = threading.Thread(target=_sample, args=(process, sampled, ended), daemon=True)
    thread.start()
    try:
        yield sampled
    finally:
        ended.set()
        thread.join(5)


def _sample(process: int, sampled: Sampled, ended: threading.Event) -> None:
    while not ended.wait(SECONDS):
        sampled.samples += 1
        with suppress(OSError):
            sampled.most = max(sampled.most, resident(process))
            sampled.nameless |= nameless(process)
        for child in children(process):
            with suppress(OSError):
                sampled.most_of_a_child = max(sampled.most_of_a_child, peak(child))


def resident(process: int) -> int:
    """Resident now, shared pages and all."""
    fields = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")


def peak(process: int) -> int:
    """The most that was ever resident, however seldom somebody looks."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def children(process: int) -> list[int]:
    with suppress(OSError):
        tasks = Path(f"/proc/{process}/task").glob("*/children")
        return [int(child) for task in tasks for child in _read(task).split()]
    return []


def _read(path: Path) -> str:
    with suppress(OSError):
        return path.read_text(encoding="ascii")
    return ""


def nameless(process: int) -> set[str]:
    """Open files that were removed, or never had a name: where a body would hide."""
    found = set()
    for descriptor in Path(f"/proc/{process}/fd").iterdir():
        with suppress(OSError):
            target = str(descriptor.readlink())
            if target.endswith("(deleted)") or target.startswith("/memfd:"):
                found.add(target)
    return found


def settled(process: int, seconds: float = 1.0) -> None:
    """Wait until a process that was just started has taken what it needs."""
    before, deadline = -1, time.monotonic() + 10
    while (now := resident(process)) != before and time.monotonic() < deadline:
        before = now
        time.sleep(seconds)
