"""Starts the real server in a process of its own and talks to it over real sockets."""

import itertools
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.servers import until

ROOT = Path(__file__).parents[3]
PORTS = itertools.cycle(range(18100, 18149, 2))


@dataclass
class Running:
    """A server process; `lines` is what it printed until now."""

    process: subprocess.Popen[str]
    port: int
    temporary: Path
    log: Path
    announcement: str
    tls: Path
    sockets: list[socket.socket] = field(default_factory=list)

    def client(self) -> httpx.Client:
        """Plain http: no authorities to load, which would take longer than a request."""
        return httpx.Client(base_url=self.url, verify=False, timeout=20)  # noqa: S501

    def get(self, path: str = "/", **options: Any) -> httpx.Response:
        with self.client() as client:
            return client.get(path, **options)

    def post(self, path: str, content: bytes = b"") -> httpx.Response:
        with self.client() as client:
            return client.post(path, content=content)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def connect(self) -> socket.socket:
        opened = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        self.sockets.append(opened)
        return opened

    def say(self, request: bytes) -> bytes:
        """Send raw bytes and read until the server closes the connection."""
        opened = self.connect()
        opened.sendall(request)
        return read_all(opened)

    def resident(self) -> int:
        """Bytes of memory the process holds."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) * 1024

    def terminate(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(15)

    def printed(self) -> str:
        return self.log.read_text()


def read_all(opened: socket.socket) -> bytes:
    parts = []
    try:
        while part := opened.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        parts.append(b"<reset>")
    return b"".join(parts)


def bell(server: Running, path: str = "/bell") -> ClientConnection:
    return connect(f"ws://127.0.0.1:{server.port}{path}", compression=None)


def close_code(client: ClientConnection) -> int | None:
    """Read to the end; the code the server closed with."""
    with pytest.raises(ConnectionClosed) as closed:
        list(iter(client.recv, None))
    return closed.value.rcvd.code if closed.value.rcvd else None


Start = Callable[..., Running]


def start_server(folder: Path, **options: Any) -> Running:
    port = next(PORTS)
    temporary = folder / "temporary"
    temporary.mkdir(parents=True)
    log = folder / "log"
    options = {"port": port, "database": str(folder / "db.sqlite3"), **options}
    if options.get("tls"):
        options["tls"] = str(folder / "tls")
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.config.serving.site", json.dumps(options)],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(temporary), "PYTHONUNBUFFERED": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )
    announcement = wait_for_line(process, log)
    return Running(process, port, temporary, log, announcement, folder / "tls")


def wait_for_line(process: subprocess.Popen[str], log: Path) -> str:
    with suppress(TimeoutError):
        until(lambda: "listening" in log.read_text() or process.poll() is not None)
    if "listening" in log.read_text():
        return log.read_text()
    raise AssertionError(f"the server did not start: {log.read_text()}")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start a server of one's own, with limits of one's own."""
    servers: list[Running] = []

    def begin(**options: Any) -> Running:
        servers.append(start_server(tmp_path / str(len(servers)), **options))
        return servers[-1]

    yield begin
    for server in servers:
        end(server)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One server with the usual limits."""
    running = start_server(tmp_path_factory.mktemp("server") / "it")
    yield running
    end(running)


@pytest.fixture(scope="session")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One server that waits half a second for anything, behind a trusted proxy."""
    limits = {
        f"{name}_seconds": 0.6 for name in ("idle", "header", "body", "stall", "ping", "pong")
    }
    folder = tmp_path_factory.mktemp("impatient") / "it"
    running = start_server(folder, limits=limits, proxies=["127.0.0.0/8"])
    yield running
    end(running)


def end(server: Running) -> None:
    for opened in server.sockets:
        opened.close()
    if server.process.poll() is None:
        server.process.kill()
        server.process.wait(5)
