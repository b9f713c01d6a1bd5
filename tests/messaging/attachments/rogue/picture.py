"""A decoder that was taken over: what it does instead of its work is what it is given to read."""

import contextlib
import json
import os
import resource
import signal
import sys
import time
from pathlib import Path

from messaging.attachments.decoders import frames
from messaging.restraint import restrain

JPEG = b"\xff\xd8\xff" + bytes(61)


def say(said: object) -> None:
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n")
    sys.stdout.buffer.flush()


def rendition(name: str, content: bytes = JPEG, size: int | None = None) -> None:
    say({"rendition": name, "size": len(content) if size is None else size})
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def stall() -> None:
    time.sleep(60)


def flood_errors() -> None:
    while True:
        sys.stderr.write("x" * 65536)


def flood() -> None:
    while True:
        sys.stdout.buffer.write(b"x" * 65536)


def dribble() -> None:
    while True:
        sys.stdout.buffer.write(b" ")
        sys.stdout.buffer.flush()
        time.sleep(0.05)


def other_name() -> None:
    rendition("../../etc/passwd")


def twice() -> None:
    rendition("original")
    rendition("original")


def endless_size() -> None:
    rendition("original", size=10**15)


def pile() -> None:
    """Each of them is as large as one may be, and together they are not."""
    rendition("original", JPEG + bytes(90 * 1024**2))
    rendition("preview", size=90 * 1024**2)


def short() -> None:
    rendition("original", size=10**6)


def page() -> None:
    rendition("original", b"<script>alert(1)</script>")


def nonsense() -> None:
    say(["rendition", "original"])


def deep() -> None:
    sys.stdout.buffer.write(b"[" * 4000 + b"\n")


def killed() -> None:
    rendition("original")
    os.kill(os.getpid(), signal.SIGKILL)


def crashed() -> None:
    rendition("original")
    os.kill(os.getpid(), signal.SIGSEGV)


def hungry() -> None:
    _held = bytearray(4 * 1024**3)


def busy() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (1, 1))
    while True:
        pass


def curious() -> None:
    """Tells what it knows and what it can do."""
    able = []
    with contextlib.suppress(OSError):
        Path("/tmp/tsunagi-rogue").write_bytes(b"x")  # noqa: S108
        able.append("writes")
    limits = [resource.RLIMIT_AS, resource.RLIMIT_CORE, resource.RLIMIT_FSIZE]
    say({"facts": {
        "environment": sorted(os.environ), "able": able,
        "limits": [resource.getrlimit(limit)[1] for limit in limits],
        "modules": [name for name in ("django", "sharing.keys") if name in sys.modules],
    }})  # fmt: skip


if __name__ == "__main__":
    restrain(frames.MOST_MEMORY, 30, writes=False)
    say({"ready": True})
    {each.__name__: each for each in (
        stall, flood_errors, flood, dribble, other_name, twice, endless_size, pile, short, page,
        nonsense, deep, killed, crashed, hungry, busy, curious,
    )}[sys.stdin.buffer.read().decode()]()  # fmt: skip
