"""An installation of its own: a seeded database, and server processes that end with us."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from tests import servers
from tests.load.plan import Plan

ROOT = Path(__file__).parents[2]
KEYRING = "load0001:dGhlc2UgYXJlIDMyIGJ5dGVzIGZvciB0ZXN0cyEhMDE="
PATIENCE = 30.0
ROOMS, MEMBERS = 8, 6
NO_PLAN = Plan("", "/bell", {}, ())


@dataclass(frozen=True)
class Installation:
    """A database with rooms and signed-in members. `environment` is a server's."""

    folder: Path
    database: str
    redis: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DEPLOYMENT": "demo",
            "TSUNAGI_DATA": str(self.folder / "data"),
            "KEYRING": KEYRING,
            "DATABASE_URL": self.database,
            "REDIS_URL": self.redis,
            "PYTHONUNBUFFERED": "1",
            **servers.compiled_once(),
            **self.extra,
        }

    @property
    def plan(self) -> Plan:
        return Plan.read(self.folder / "load.json")

    @property
    def is_sqlite(self) -> bool:
        return self.database.startswith("sqlite")

    @property
    def file(self) -> Path:
        return Path(self.database.removeprefix("sqlite:///"))

    def manage(self, *arguments: str) -> str:
        return self.run("manage.py", *arguments)

    def run(self, *arguments: str) -> str:
        """A program of its own in this installation; what it printed."""
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise AssertionError(f"{arguments}: {done.stdout}{done.stderr}")
        return done.stdout.strip()

    def seed(self, rooms: int = ROOMS, members: int = MEMBERS) -> None:
        (self.folder / "data").mkdir(parents=True, exist_ok=True)
        self.manage("migrate", "--verbosity=0")
        out = str(self.folder / "load.json")
        self.manage("seed_load", f"--rooms={rooms}", f"--members={members}", f"--out={out}")


@dataclass
class Server:
    """A server process of an installation."""

    process: subprocess.Popen[bytes]
    plan: Plan
    output: Path

    @property
    def url(self) -> str:
        return self.plan.base_url

    def kill(self) -> None:
        """As the power would: nothing is finished, nothing is said."""
        self.process.kill()
        self.process.wait(PATIENCE)

    def cpu_seconds(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident(self) -> int:
        """Bytes of memory that are this process's alone or shared by nobody else just now."""
        rollup = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text()
        line = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
        return int(line.split()[1]) * 1024


@contextmanager
def serving(
    installation: Installation,
    port: int | None = None,
    *,
    program: tuple[str, ...] = ("manage.py", "serve"),
    cores: frozenset[int] = frozenset(),
    planned: bool = True,
) -> Iterator[Server]:
    """A running server of this installation; killed when the block is left.

    `planned` is false for a program that has nothing to do with the seeded rooms.
    """
    port = port or servers.free_port()
    output = installation.folder / f"server-{port}-{time.monotonic_ns()}.log"
    command = [sys.executable, *program, "--port", str(port), "--no-access-log"]
    with output.open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=installation.environment, stdin=subprocess.DEVNULL, stdout=log,
            stderr=log, preexec_fn=servers.ending_with_us(signal.SIGKILL),
        )  # fmt: skip
    try:
        if cores:
            os.sched_setaffinity(process.pid, cores)
        wait_for_line(process, output)
        plan = installation.plan if planned else NO_PLAN
        yield Server(process, plan.at(f"http://127.0.0.1:{port}"), output)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait(PATIENCE)


def wait_for_line(process: subprocess.Popen[bytes], output: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if "127.0.0.1" in output.read_text(encoding="utf-8"):
            return
        time.sleep(0.02)
    raise servers.DidNotStart(output.read_text(encoding="utf-8", errors="replace"))


class Templates:
    """One seeded database of each kind, and as many copies as there are tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.copies = 0
        self.seeded: dict[str, Installation] = {}

    def sqlite(self, folder: Path) -> Installation:
        template = self._seeded("sqlite", f"sqlite:///{self.folder / 'sqlite' / 'tsunagi.db'}")
        copy = Installation(folder, f"sqlite:///{folder / 'tsunagi.db'}")
        take_over(template, copy)
        for part in template.file.parent.glob("tsunagi.db*"):
            shutil.copy(part, folder / part.name)
        return copy

    def postgresql(self, folder: Path, postgres: servers.Postgres) -> Installation:
        template = self._seeded("template_of_tests", create(postgres, "template_of_tests"))
        self.copies += 1
        name = f"copy_{self.copies}"
        copy = Installation(folder, create(postgres, name, "template_of_tests"))
        take_over(template, copy)
        return copy

    def _seeded(self, name: str, database: str) -> Installation:
        if name not in self.seeded:
            installation = Installation(self.folder / name, database)
            installation.folder.mkdir(parents=True)
            installation.seed()
            self.seeded[name] = installation
        return self.seeded[name]


def take_over(template: Installation, copy: Installation) -> None:
    (copy.folder / "data").mkdir(parents=True, exist_ok=True)
    shutil.copy(template.folder / "load.json", copy.folder / "load.json")


def create(postgres: servers.Postgres, name: str, template: str = "template1") -> str:
    """Makes a database that is not there yet; its address."""
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if known.fetchone() is None:
            new, old = sql.Identifier(name), sql.Identifier(template)
            statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(new, old)
            connection.execute(statement)
    return postgres.url(name)
