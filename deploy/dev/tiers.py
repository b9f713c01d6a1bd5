"""The tiers of tests that need a real server or browser: which are there, and how to get them."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from deploy.dev.places import PYTHON, ROOT, VENV
from tests import servers


class Tier(NamedTuple):
    """`name` is the marker of its tests; `packages` are what Debian calls what it needs."""

    name: str
    title: str
    packages: tuple[str, ...]


POSTGRES = Tier("postgres", "PostgreSQL", ("postgresql",))
REDIS = Tier("redis", "Redis", ("redis-server",))
BROWSER = Tier(
    "browser", "Chromium with Japanese type", ("chromium", "fonts-noto-cjk", "fontconfig")
)
NODE = Tier("node", "Node", ("nodejs",))
PRINTING = Tier(
    "printing",
    "Pango with Japanese type, for PDFs",
    ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-noto-cjk", "fontconfig"),
)
TOOLS = Tier(
    "tools",
    "age, exiftool, clamd and curl, to compare with",
    ("age", "libimage-exiftool-perl", "clamav-daemon", "curl"),
)
TIERS = (POSTGRES, REDIS, BROWSER, NODE, PRINTING, TOOLS)


def missing() -> list[Tier]:
    present = {
        POSTGRES: servers.postgres_binaries() is not None,
        REDIS: servers.redis_binary() is not None,
        BROWSER: servers.chromium_binary() is not None and japanese_type(),
        NODE: node() is not None,
        PRINTING: prints(),
        TOOLS: all(servers.tool(name) for name in ("age", "exiftool", "clamd", "curl")),
    }
    return [tier for tier in TIERS if not present[tier]]


def japanese_type() -> bool:
    """Without it a page of squares would look like a page of text to every test."""
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", ":lang=ja", "family"], capture_output=True, check=False)
    return bool(listed.stdout.strip())


def prints() -> bool:
    """Tried out: the printer answers nothing, and well, when it is given nothing."""
    trial: list[str | Path] = [PYTHON, "-m", "messaging.outputs.printer"]
    done = subprocess.run(
        trial, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    return done.returncode == 0


def node() -> Path | None:
    """Playwright brings a Node of its own, the same on every machine."""
    brought = sorted(VENV.glob("lib/python3*/site-packages/playwright/driver/node"))
    found = shutil.which("node")
    return brought[0] if brought else Path(found) if found else None


def install(lacking: Sequence[Tier]) -> list[Tier]:
    """Installs with apt where that is ours to do, and says what is still missing afterwards."""
    if not lacking or os.getuid() != 0 or shutil.which("apt-get") is None:
        return list(lacking)
    packages = [package for tier in lacking for package in tier.packages]
    print(f"Installing {' '.join(packages)} with apt …", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        apt = ["apt-get", "--quiet", "--quiet", *command]
        subprocess.run(apt, env=quiet, stdout=subprocess.DEVNULL, check=False)
    return missing()
