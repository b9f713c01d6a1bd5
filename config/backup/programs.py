"""Finds PostgreSQL's own programs, in the version that understands the server."""

import re
import shutil
import subprocess
from pathlib import Path

from config.backup.trouble import Trouble

DEBIAN = Path("/usr/lib/postgresql")
VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


def program(name: str, server: int) -> str:
    """Of the server's own major version, or the next newer one. Raises `Trouble`."""
    found = {version: path for path in _candidates(name) if (version := _version(path))}
    able = [version for version in found if version >= server]
    if able:
        return found[min(able)]
    what = f"install postgresql-client-{server}"
    if found:
        raise Trouble(f"{name} {max(found)} cannot read a server of version {server}: {what}")
    raise Trouble(f"{name} is not installed: {what}")


def _candidates(name: str) -> list[str]:
    """Debian keeps every version in a folder of its own and off the PATH."""
    on_path = shutil.which(name)
    return [
        *([on_path] if on_path else []),
        *(str(path) for path in sorted(DEBIAN.glob(f"*/bin/{name}"))),
    ]


def _version(path: str) -> int | None:
    try:
        said = subprocess.run(  # noqa: S603 -- a path found above
            [path, "--version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    found = VERSION.search(said.stdout)
    return int(found[1]) if found else None
