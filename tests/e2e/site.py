"""The demo region as `./dev run` serves it: a fresh database, and a real server process."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests import servers

ROOT = Path(__file__).parents[2]
KEYRING = "e2e00001:dGhlc2UgYXJlIDMyIGJ5dGVzIGZvciB0ZXN0cyEhMDE="
# One process for all of them: to start Python four times costs more than the work.
SET_UP = """
import django
django.setup()
from django.core.management import call_command
call_command("compilewords")
call_command("collectstatic", interactive=False, verbosity=0)
call_command("migrate", verbosity=0)
call_command("demo")
"""


@dataclass
class Site:
    """One installation and its server; `kill` and `start` are a power cut and its end."""

    folder: Path
    port: int
    extra: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "DJANGO_SETTINGS_MODULE": "tests.e2e.settings",
            "DEPLOYMENT": "demo",
            "TSUNAGI_DATA": str(self.folder / "data"),
            "KEYRING": KEYRING,
            **servers.compiled_once(),
            **self.extra,
        }

    @property
    def log(self) -> Path:
        return self.folder / f"server-{self.port}.log"

    def set_up(self) -> None:
        (self.folder / "data" / "static").mkdir(parents=True)
        command = [sys.executable, "-c", SET_UP]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise servers.DidNotStart(done.stderr)

    def start(self) -> None:
        command = [sys.executable, "manage.py", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=log,
                stderr=log, preexec_fn=servers.ending_with_us(signal.SIGKILL),
            )  # fmt: skip
        servers.wait_until(self._answers, self.process, self.log)

    def kill(self) -> None:
        """As the power would: nothing is finished, nothing is said."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(timeout=servers.PATIENCE)
            self.process = None

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.url}/healthz", timeout=5) as answer:  # noqa: S310 -- our own
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False


@contextmanager
def demo_region(folder: Path) -> Iterator[Site]:
    with started(prepared(folder)) as site:
        yield site


def prepared(folder: Path) -> Site:
    """An installation that no server ever ran on: what is copied from it is new."""
    site = Site(folder, servers.free_port())
    site.set_up()
    return site


@contextmanager
def copied(site: Site, folder: Path, extra: Mapping[str, str] | None = None) -> Iterator[Site]:
    """An installation of its own, running; nothing that is done to it is seen in another."""
    shutil.copytree(site.folder, folder)
    with started(Site(folder, servers.free_port(), extra or {})) as copy:
        yield copy


@contextmanager
def started(site: Site) -> Iterator[Site]:
    site.start()
    try:
        yield site
    finally:
        site.kill()
