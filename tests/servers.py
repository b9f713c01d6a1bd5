"""Real PostgreSQL, Redis and Chromium: where they lie, and servers for tests that end with us."""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LOOPBACK = "127.0.0.1"
PATIENCE = 30.0


class DidNotStart(Exception):
    """The server ended, or was not ready in time; the message holds what it wrote."""


@dataclass(frozen=True)
class Postgres:
    """A PostgreSQL that trusts whoever connects from this machine; its user may do everything."""

    port: int
    process: subprocess.Popen[bytes]
    host: str = LOOPBACK
    user: str = "tsunagi"

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://{self.user}@{self.host}:{self.port}/{database}"


@dataclass(frozen=True)
class Redis:
    port: int
    process: subprocess.Popen[bytes]
    host: str = LOOPBACK

    @property
    def url(self) -> str:
        return f"redis://{self.host}:{self.port}/0"


def postgres_binaries() -> Path | None:
    """The folder of the newest PostgreSQL; Debian keeps it off the PATH."""
    installed = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    if installed:
        return max(installed, key=lambda folder: int(folder.parent.name))
    on_path = shutil.which("postgres")
    return Path(on_path).resolve().parent if on_path and shutil.which("initdb") else None


def redis_binary() -> str | None:
    return shutil.which("redis-server")


def tool(name: str) -> str | None:
    """A program of others; Debian keeps servers off some people's PATH."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


def chromium_binary() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def postgres(
    directory: Path | None = None, port: int | None = None, *, durable: bool = False
) -> Iterator[Postgres]:
    """A running PostgreSQL. `directory` may hold the data of an earlier one; without it the data
    is new and gone afterwards. `durable` waits for the disk as an installation would."""
    binaries = postgres_binaries()
    if binaries is None:
        raise DidNotStart("PostgreSQL is not installed")
    port = port or free_port()
    with home_for(directory, "postgres") as data:
        if not (data / "PG_VERSION").exists():
            initialise(binaries, data)
        command = [str(binaries / "postgres"), "-D", str(data), "-p", str(port), *tuning(durable)]
        # SIGQUIT: PostgreSQL's own processes end too, at once, and recover at the next start.
        with running(command, data, signal.SIGQUIT, lambda: postgres_ready(data)) as process:
            yield Postgres(port, process)


def initialise(binaries: Path, data: Path) -> None:
    subprocess.run(
        [
            binaries / "initdb", "--pgdata", data, "--username", Postgres.user, "--auth", "trust",
            "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync",
        ],
        check=True, capture_output=True, cwd=data, user=unprivileged(), env=plain_environment(),
    )  # fmt: skip


def tuning(durable: bool) -> list[str]:
    settings = {
        "listen_addresses": LOOPBACK,
        "unix_socket_directories": "",
        "max_connections": "200",
        "fsync": "on" if durable else "off",
        "synchronous_commit": "on" if durable else "off",
        "full_page_writes": "on" if durable else "off",
    }
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def postgres_ready(data: Path) -> bool:
    """The postmaster writes its state into the eighth line of its pid file."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[7].startswith("ready")


@contextmanager
def redis(directory: Path | None = None, port: int | None = None) -> Iterator[Redis]:
    """A running Redis that keeps nothing; the same `port` again is a restart."""
    binary = redis_binary()
    if binary is None:
        raise DidNotStart("Redis is not installed")
    port = port or free_port()
    with home_for(directory, "redis") as home:
        command = [
            binary, "--bind", LOOPBACK, "--port", str(port), "--dir", str(home),
            "--save", "", "--appendonly", "no",
        ]  # fmt: skip
        with running(command, home, signal.SIGKILL, lambda: redis_ready(port)) as process:
            yield Redis(port, process)


def redis_ready(port: int) -> bool:
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(5) == b"+PONG"
    except OSError:
        return False


@contextmanager
def running(
    command: Sequence[str], home: Path, end: signal.Signals, ready: Callable[[], bool]
) -> Iterator[subprocess.Popen[bytes]]:
    """The command, once it is `ready`; ended by `end` when the block is left or we are killed."""
    output = home / "output.log"
    with output.open("wb") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=home,
            user=unprivileged(), env=plain_environment(), start_new_session=True,
            preexec_fn=ending_with_us(end),
        )  # fmt: skip
    try:
        wait_until(ready, process, output)
        yield process
    finally:
        process.send_signal(end)
        process.wait(timeout=PATIENCE)


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes], output: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        if ready():
            return
        time.sleep(0.02)
    raise DidNotStart(output.read_text(encoding="utf-8", errors="replace"))


def until(ready: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Waits for what must come; the limit is for what never comes, and says nothing of speed."""
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {seconds} s")
        time.sleep(0.01)


def ending_with_us(end: signal.Signals) -> Callable[[], None] | None:
    """Makes Linux send `end` to the child when the thread that started it is gone, even by kill -9.

    Elsewhere a killed test run leaves its servers behind.
    """
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    set_parent_death_signal = 1
    return lambda: libc.prctl(set_parent_death_signal, int(end))


@contextmanager
def home_for(directory: Path | None, name: str) -> Iterator[Path]:
    """A folder that belongs to who runs the server; every folder above must let that user pass."""
    if directory is not None:
        directory.mkdir(parents=True, exist_ok=True)
        give_away(directory)
        yield directory
        return
    # Below /tmp and not below TMPDIR, which may lie where only root may go.
    with tempfile.TemporaryDirectory(prefix=f"tsunagi-{name}-", dir="/tmp") as temporary:
        give_away(Path(temporary))
        yield Path(temporary)


def give_away(directory: Path) -> None:
    directory.chmod(0o700)
    if (user := unprivileged()) is not None:
        shutil.chown(directory, user)


def unprivileged() -> str | None:
    """Who runs the servers when we are root, as PostgreSQL refuses to be; otherwise we do."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def compiled_once() -> dict[str, str]:
    """For the environment of a Python we start: it reads and keeps compiled sources where we do,
    else each of them would compile everything anew; and it never writes beside the sources."""
    prefix = sys.pycache_prefix
    return {"PYTHONPYCACHEPREFIX": prefix} if prefix else {"PYTHONDONTWRITEBYTECODE": "1"}


def plain_environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port
