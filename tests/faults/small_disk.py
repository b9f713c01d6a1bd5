"""`manage.py serve` whose folder of files is a disk of a few megabytes, which nobody else sees.

SMALL_DISK is the folder and the size. Needs a kernel that lets us mount in a namespace of our own.
"""

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NEW_MOUNTS, NEW_USER = 0x00020000, 0x10000000  # CLONE_NEWNS, CLONE_NEWUSER
PRIVATE = 0x4000 | (1 << 18)  # MS_REC | MS_PRIVATE
BLOCK = 4096


def mount(folder: str, size: str) -> None:
    """Raises `OSError` where this is not allowed."""
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.getuid(), os.getgid()
    if libc.unshare(NEW_MOUNTS):
        _done(libc.unshare(NEW_MOUNTS | NEW_USER))
        for name, line in (
            ("setgroups", "deny"),
            ("uid_map", f"0 {user} 1"),
            ("gid_map", f"0 {group} 1"),
        ):
            Path(f"/proc/self/{name}").write_text(line, encoding="ascii")
    _done(libc.mount(b"none", b"/", None, PRIVATE, None))
    _done(libc.mount(b"none", os.fsencode(folder), b"tmpfs", 0, f"size={size}".encode()))


def _done(answer: int) -> None:
    if answer:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def is_possible(folder: Path) -> bool:
    command = [sys.executable, "-m", "tests.faults.small_disk", "--try"]
    known = {"PATH": os.environ["PATH"], "SMALL_DISK": f"{folder} 1m"}
    return subprocess.run(command, env=known, capture_output=True, check=False).returncode == 0


class Disk:
    """The small disk of a server that runs, seen from outside through its process."""

    def __init__(self, process: int, folder: Path) -> None:
        self.folder = Path(f"/proc/{process}/root{folder}")

    @contextmanager
    def full(self, but: int = 0) -> Iterator[None]:
        """Filled by somebody else's file, `but` for so many bytes."""
        ballast = self.folder / "ballast"
        with suppress(OSError), ballast.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(BLOCK))
        with ballast.open("rb+") as file:
            file.truncate(max(0, ballast.stat().st_size - but))
        yield
        ballast.unlink()

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    mount(*os.environ["SMALL_DISK"].split())
    if "--try" not in sys.argv:
        os.execv(sys.executable, [sys.executable, "manage.py", "serve", *sys.argv[1:]])  # noqa: S606
