"""The environment in `.venv`: made from the lock when the lock, or the Python under it, changed."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from deploy.dev import index, uv
from deploy.dev.places import (
    BYTECODE,
    CACHE,
    DEVELOPMENT_LOCK,
    PROJECT,
    PYTHON,
    ROOT,
    RUNTIME_LOCK,
    TOOLS,
    UV_LOCK,
    VENV,
)

STAMP = VENV / "lock.sha256"


class Failed(Exception):
    """A step did not work; the message is for the person at the keyboard."""


def prepare(*, development: bool) -> None:
    """Makes sure `.venv` holds what the lock says, with the tools of development when asked."""
    keep_caches_together()
    locks = [DEVELOPMENT_LOCK] if development else [RUNTIME_LOCK, DEVELOPMENT_LOCK]
    installed = STAMP.read_text(encoding="utf-8") if PYTHON.exists() and STAMP.exists() else ""
    if installed not in {fingerprint(lock) for lock in locks}:
        install(locks[0])


def keep_caches_together() -> None:
    """Everything started from here writes what it remembers into `var/`, not beside the sources."""
    os.environ["PYTHONPYCACHEPREFIX"] = str(BYTECODE)
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(CACHE / "hypothesis")
    os.environ.setdefault("UV_CACHE_DIR", str(TOOLS / "uv-cache"))


def fingerprint(lock: Path) -> str:
    """Changes with the lock, and with the Python the environment stands on."""
    stands_on = f"{sys.base_prefix} {sys.version}"
    return hashlib.sha256(lock.read_bytes() + stands_on.encode()).hexdigest()


def install(lock: Path) -> None:
    print(f"Installing what {lock.name} lists into {VENV.name} …", flush=True)
    settings = index.read()
    tool = uv.find(settings)
    STAMP.unlink(missing_ok=True)
    python = sys.executable if sys.prefix == sys.base_prefix else base_python()
    execute(settings, tool, "venv", "--quiet", "--clear", "--python", python, str(VENV))
    # Every file is named by its hash, so the newest of all indexes cannot be a wrong one.
    execute(
        settings, tool, "pip", "sync", "--quiet", "--require-hashes", "--no-build",
        "--index-strategy", "unsafe-best-match", "--python", str(PYTHON), str(lock),
    )  # fmt: skip
    STAMP.write_text(fingerprint(lock), encoding="utf-8")


def base_python() -> str:
    """The Python under the environment that `./dev` itself was started from."""
    return str(Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}")


def execute(settings: index.Index, tool: Path, *arguments: str) -> None:
    environment = os.environ | index.uv_environment(settings) | {"UV_PYTHON_DOWNLOADS": "never"}
    # What an activated environment announces would lead uv away from ours.
    environment.pop("VIRTUAL_ENV", None)
    done = subprocess.run([tool, *arguments], cwd=ROOT, env=environment, check=False)
    if done.returncode:
        raise Failed(f"uv {' '.join(arguments[:2])} did not work; what it says stands above.")


def lock() -> None:
    """Chooses the newest releases that fit together, and writes every file's hash down."""
    keep_caches_together()
    settings = index.read()
    tool = uv.find(settings)
    # Of several indexes only the first counts here, so that a lock does not depend on the machine.
    alone = index.Index(
        main=settings.main,
        certificates=settings.certificates,
        trusted_hosts=settings.trusted_hosts,
        timeout=settings.timeout,
    )
    options = (
        "--quiet", "--upgrade", "--universal", "--python-version", "3.11", "--generate-hashes",
        "--no-emit-index-url", "--no-annotate", "--no-header",
    )  # fmt: skip
    compile_ = ("pip", "compile", *options)
    execute(alone, tool, *compile_, str(PROJECT), "--output-file", str(RUNTIME_LOCK))
    execute(
        alone, tool, *compile_, str(PROJECT), "--group", "dev", "--constraints", str(RUNTIME_LOCK),
        "--output-file", str(DEVELOPMENT_LOCK),
    )  # fmt: skip
    wanted = TOOLS / "uv.in"
    wanted.parent.mkdir(parents=True, exist_ok=True)
    wanted.write_text("uv\n", encoding="utf-8")
    execute(alone, tool, *compile_, str(wanted), "--output-file", str(UV_LOCK))
    print("Locked. Look at the change, run ./dev check, and commit the three locks.")
