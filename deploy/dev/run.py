"""`./dev run`: a demo region on this machine, from a fresh clone to a page in the browser."""

import errno
import os
import socket
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, NoReturn

from deploy.dev import environment
from deploy.dev.environment import Failed
from deploy.dev.places import PYTHON, ROOT, VAR

LOOPBACK = "127.0.0.1"
EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 -- only with --lan, where the server speaks TLS

SET_UP = (
    ("compilewords",),
    ("collectstatic", "--noinput", "--verbosity", "0"),
    ("migrate", "--verbosity", "0"),
    ("demo",),
)


class Options(NamedTuple):
    port: int
    data: Path | None
    lan: bool


class Places(NamedTuple):
    """The keyring stands outside the data it opens, so that a copy of one is not a copy of both."""

    data: Path
    keyring: Path


def run(options: Options) -> NoReturn:
    # With --lan the next port hands the certificate of the local authority to tablets.
    for port in (options.port, options.port + 1) if options.lan else (options.port,):
        require_free(EVERY_ADDRESS if options.lan else LOOPBACK, port)
    environment.prepare(development=False)
    chosen = places(options.data, os.environ)
    make(chosen)
    os.environ |= {
        "DEPLOYMENT": "demo",
        "TSUNAGI_DATA": str(chosen.data),
        "KEYRING_FILE": str(chosen.keyring),
    }
    if options.lan:
        os.environ |= {
            "SECURE": "yes",
            "HOSTS": ask("config.serving.names", "','.join(own_names())"),
        }
    for command in SET_UP:
        manage(*command)
    serve(options)


def require_free(host: str, port: int) -> None:
    """Asked first, so that nobody waits for a set-up only to read that it was in vain."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reasons = {errno.EADDRINUSE: "is in use", errno.EACCES: "needs more rights"}
            reason = reasons.get(error.errno or 0, f"cannot be opened ({error.strerror})")
            raise Failed(f"Port {port} {reason}. Another one: ./dev run --port N") from None


def places(data: Path | None, environ: Mapping[str, str]) -> Places:
    """Where `--data` says, else the environment, else in `var/`."""
    folder = Path(data or environ.get("TSUNAGI_DATA") or VAR / "data").expanduser().resolve()
    keyring = environ.get("KEYRING_FILE") or folder.parent / "keyring" / "keyring"
    return Places(folder, Path(keyring).expanduser().resolve())


def make(chosen: Places) -> None:
    if not chosen.keyring.exists():
        if chosen.data.is_dir() and any(chosen.data.iterdir()):
            raise Failed(
                f"{chosen.data} holds data, but its keyring {chosen.keyring} is not there. Without "
                "it nobody can read that data. Put it back, or choose another folder with --data."
            )
        text = ask("sharing.keyring", "Keyring.generate().text()")
        chosen.keyring.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        chosen.keyring.touch(mode=0o600, exist_ok=False)
        chosen.keyring.write_text(f"{text}\n", encoding="ascii")
    chosen.data.mkdir(mode=0o700, parents=True, exist_ok=True)


def ask(module: str, expression: str) -> str:
    """What the project itself says, so that no format is known in two places."""
    program = f"from {module} import *; print({expression})"
    said = subprocess.run(
        [PYTHON, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if said.returncode:
        raise Failed(f"{said.stderr}\n{module} did not answer.")
    return said.stdout.strip()


def manage(*command: str) -> None:
    done = subprocess.run([PYTHON, "manage.py", *command], cwd=ROOT, check=False)
    if done.returncode:
        raise Failed(f"manage.py {command[0]} did not work; what it says stands above.")


def serve(options: Options) -> NoReturn:
    """The server takes the place of this process: Ctrl+C reaches it, and nothing stays behind."""
    where = ("--lan",) if options.lan else ("--host", LOOPBACK)
    if not options.lan:
        # By this name and not by number: a passkey belongs to a name.
        print(f"Open http://localhost:{options.port} in a browser. Ctrl+C ends it.", flush=True)
    os.execv(PYTHON, [str(PYTHON), "manage.py", "serve", "--port", str(options.port), *where])
