"""A real server on a database of its own, and browsers that remember what went over the wire."""

import atexit
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from sharing.uuid7 import uuid7
from tests.servers import LOOPBACK, DidNotStart, compiled_once, ending_with_us

ROOT = Path(__file__).parents[2]
KEYRING = "leak0001:dGhlc2UgYXJlIDMyIGJ5dGVzIGZvciB0ZXN0cyEhMDE="
PATIENCE = 90.0  # a machine of two cores may have much to do beside
Cast = Mapping[str, Mapping[str, str]]
TOKEN = re.compile(r'name="csrf-token" content="(\w+)"')


@dataclass
class Site:
    """`cast` is who is who; `wire` everything that went past in addresses and headers."""

    url: str
    folder: Path
    cast: Cast
    output: Path
    wire: list[bytes] = field(default_factory=list)
    clients: list[httpx.Client] = field(default_factory=list)

    def browser(self, person: str) -> "Browser":
        client = httpx.Client(base_url=self.url, timeout=20, headers={"Origin": self.url})
        self.clients.append(client)
        return Browser(self, client).sign_in(self.cast["accounts"][person])


@dataclass
class Browser:
    """Follows no redirect by itself, so that every address is seen."""

    site: Site
    client: httpx.Client
    token: str = ""

    def sign_in(self, account: str) -> "Browser":
        self.get("/sign-in/")
        answer = self.form(f"/sign-in/as/{account}/", {"next": "/me/"})
        assert answer.status_code == 302, answer.status_code
        self.get("/me/")
        return self

    def get(self, path: str) -> httpx.Response:
        answer = self.noted(self.client.get(path))
        if found := TOKEN.search(answer.text):
            self.token = found[1]
        return answer

    def form(self, path: str, fields: Mapping[str, Any]) -> httpx.Response:
        return self.noted(
            self.client.post(path, data={**fields}, headers={"X-CSRFToken": self.token})
        )

    def json(self, path: str, body: object) -> httpx.Response:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"X-CSRFToken": self.token, "Content-Type": "application/json"}
        return self.noted(self.client.post(path, content=data, headers=headers))

    def delete(self, path: str) -> httpx.Response:
        return self.noted(self.client.delete(path, headers={"X-CSRFToken": self.token}))

    def post(self, room: str, **fields: object) -> httpx.Response:
        """An entry, by default a report."""
        body = {"id": str(uuid7()), "purpose": "report", **fields}
        return self.json(f"/rooms/{room}/entries", body)

    def pull(self, room: str, cursor: int = 0) -> dict[str, dict[str, Any]]:
        """Every entry behind a cursor, by id."""
        entries: dict[str, dict[str, Any]] = {}
        more = True
        while more:
            page = self.get(f"/rooms/{room}/after/{cursor}").json()
            entries |= {entry["id"]: entry for entry in page["entries"]}
            more, cursor = page["more"], page["lines"][-1]["cursor"] if page["lines"] else 0
        return entries

    @property
    def cookies(self) -> str:
        return "; ".join(f"{one.name}={one.value}" for one in self.client.cookies.jar)

    def noted(self, answer: httpx.Response) -> httpx.Response:
        request = answer.request
        # The name of a file goes to who opens it, as the file itself does, and nowhere else.
        told = [pair for pair in answer.headers.multi_items() if pair[0] != "content-disposition"]
        self.site.wire += [
            str(request.url).encode(), request.headers.get("Referer", "").encode(),
            str(answer.status_code).encode(), str(told).encode(),
            self.cookies.encode(),
        ]  # fmt: skip
        return answer


@contextmanager
def running(folder: Path, port: int, database: str = "", redis: str = "") -> Iterator[Site]:
    """A new database with the cast, and `manage.py serve` with its access log."""
    (folder / "temporary").mkdir(parents=True)
    environment = _environment(folder, database, redis)
    made, cast = _born()
    if database:
        shutil.copytree(made / "data" / "static", folder / "data" / "static")
        cast = _founded(environment)
    else:
        shutil.copytree(made / "data", folder / "data")
    output = folder / "server.log"
    with output.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)], cwd=ROOT,
            env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            preexec_fn=ending_with_us(signal.SIGKILL),
        )  # fmt: skip
    try:
        _wait(process, port, output)
        site = Site(f"http://{LOOPBACK}:{port}", folder, cast, output)
        yield site
        for client in site.clients:
            client.close()
    finally:
        process.terminate()
        process.wait(PATIENCE)


@cache
def _born() -> tuple[Path, Cast]:
    """An installation on SQLite and who is who there, made once for as many copies as are asked."""
    place = tempfile.TemporaryDirectory(prefix="tsunagi-born-")
    atexit.register(place.cleanup)
    folder = Path(place.name)
    for name in ("data", "temporary"):
        (folder / name).mkdir()
    environment = _environment(folder)
    cast = _founded(environment)
    _run(["manage.py", "collectstatic", "--noinput", "--verbosity=0"], environment)
    return folder, cast


def _founded(environment: Mapping[str, str]) -> Cast:
    _run(["manage.py", "migrate", "--verbosity=0"], environment)
    cast: Cast = json.loads(_run(["-m", "tests.leaks.birth"], environment))
    return cast


def _environment(folder: Path, database: str = "", redis: str = "") -> dict[str, str]:
    return {
        **{key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG")},
        "DJANGO_SETTINGS_MODULE": "tests.e2e.settings", "DEPLOYMENT": "demo", "KEYRING": KEYRING,
        "TSUNAGI_DATA": str(folder / "data"), "TMPDIR": str(folder / "temporary"),
        "PYTHONUNBUFFERED": "1", "REDIS_URL": redis, **compiled_once(),
        **({"DATABASE_URL": database} if database else {}),
    }  # fmt: skip


def _run(command: list[str], environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def _wait(process: "subprocess.Popen[bytes]", port: int, output: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError), socket.create_connection((LOOPBACK, port), timeout=2):
            return
        time.sleep(0.02)
    raise DidNotStart(output.read_text(encoding="utf-8", errors="replace")[-2000:])
