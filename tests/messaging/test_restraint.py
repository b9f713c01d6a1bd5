"""A decoder that was taken over reaches no file, no network and no other process."""

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from messaging import landlock
from messaging.restraint import FONTS

ROOT = Path(__file__).parents[2]
TRIES = """
import json, os, signal, socket, sys
from pathlib import Path
from messaging import landlock
from messaging.restraint import restrain
folder, address, without = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "without"
if without:
    landlock.CREATE = 1_000_000  # as a system answers that does not know the call
restrain(900 * 1024**2, 30, writes=False)
tries = {
    "read": lambda: (folder / "keyring").read_text(),
    "list": lambda: os.listdir(folder),
    "remove": lambda: (folder / "other").unlink(),
    "cut": lambda: os.truncate(folder / "keyring", 0),
    "write": lambda: (folder / "keyring").write_text("x"),
    "make": lambda: (folder / "new").mkdir(),
    "environment": lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
    "end": lambda: os.kill(os.getppid(), 0),
    "network": lambda: socket.create_connection(("127.0.0.1", int(address)), 2).close(),
    "import": lambda: __import__("xmlrpc.client"),
}
able = []
for name, attempt in tries.items():
    try:
        attempt()
    except OSError:
        continue
    able.append(name)
print(json.dumps(able))
"""


def able(folder: Path, address: int, how: str) -> list[str]:
    (folder / "keyring").write_text("secret")
    (folder / "other").write_text("secret")
    done = subprocess.run(
        [sys.executable, "-c", TRIES, str(folder), str(address), how],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    told: list[str] = json.loads(done.stdout)
    return told


def test_nothing_is_within_reach(tmp_path: Path) -> None:
    if landlock.version() < 6:
        pytest.skip("this system has no Landlock, or an old one")
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert able(tmp_path, server.getsockname()[1], "with") == ["import"]
    assert (tmp_path / "other").exists()
    assert (tmp_path / "keyring").read_text(encoding="utf-8") == "secret"


def test_where_landlock_is_missing_it_starts_and_still_writes_nothing(tmp_path: Path) -> None:
    """What the module says of such systems is so: this is what only the user's rights keep."""
    told = able(tmp_path, 9, "without")
    assert {"read", "list", "remove", "import"} <= set(told)
    assert not {"write", "network"} & set(told)


def test_fonts_are_within_reach() -> None:
    """Pages are drawn with the machine's fonts where they bring none."""
    code = (
        "from messaging.restraint import FONTS, restrain; from pathlib import Path;"
        "restrain(900 * 1024**2, 30, writes=False);"
        "print(sum(len(list(Path(folder).iterdir())) for folder in FONTS if Path(folder).exists()))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    there = [Path(folder) for folder in FONTS if Path(folder).exists()]
    assert int(done.stdout) == sum(len(list(folder.iterdir())) for folder in there)


def test_a_process_in_a_hurry_is_ended_and_one_hurried_on_is_not() -> None:
    code = """
import time
from messaging.restraint import hurry, restrain
restrain(900 * 1024**2, 30)
def busy(seconds):
    until = time.process_time() + seconds
    while time.process_time() < until: pass
for _turn in range(3):
    hurry(1)
    busy(0.7)
print("three turns", flush=True)
busy(5)
print("and more")
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.stdout == b"three turns\n"
    assert done.returncode == -signal.SIGXCPU
