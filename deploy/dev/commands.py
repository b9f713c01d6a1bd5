"""The command line of `./dev`: what may be said, and who does it."""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

from deploy.dev import check, environment, run, steps, test
from deploy.dev.environment import Failed
from deploy.dev.places import PYTHON, ROOT
from deploy.dev.uv import Unavailable


def main(arguments: Sequence[str]) -> int:
    options, rest = parser().parse_known_args(arguments)
    if rest and options.command not in PASSES_ON:
        parser().error(f"{options.command} does not know {' '.join(rest)}")
    os.chdir(ROOT)
    signal.signal(signal.SIGTERM, told_to_end)
    try:
        return execute(options, rest)
    except (Failed, Unavailable) as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    finally:
        steps.wait_for_the_interrupted()


def told_to_end(_signal: int, _frame: FrameType | None) -> NoReturn:
    """SIGTERM comes to this process alone; Ctrl+C comes to its children too."""
    steps.interrupt()
    raise KeyboardInterrupt


# Their unknown arguments go to pytest or to manage.py.
PASSES_ON = frozenset({"test", "soak", "bench", "shots", "words"})


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(
        prog="./dev",
        description="Everything a developer does with this checkout.",
        epilog="The first start sets everything up by itself.",
    )
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    running = commands.add_parser("run", help="a demo region on http://localhost:8000")
    running.add_argument("--port", type=port, default=8000, metavar="N")
    running.add_argument("--data", type=Path, metavar="DIR", help="where its database lies")
    running.add_argument("--lan", action="store_true", help="TLS and a QR code, for a tablet")
    testing = commands.add_parser("test", help="every test; further arguments go to pytest")
    testing.add_argument("--all", action="store_true", help="fail when a tier had to be skipped")
    testing.add_argument("--fast", action="store_true", help="SQLite only: no servers, no browser")
    commands.add_parser("check", help="style, types, contracts, migrations, words, then the tests")
    commands.add_parser("soak", help="the long runs that look for rare failures")
    commands.add_parser("bench", help="figures: how long, how many, how much")
    commands.add_parser("shots", help="the screenshots in docs/")
    commands.add_parser("words", help="collect the words of the screens for translation")
    commands.add_parser("lock", help="choose the newest dependencies and write down their hashes")
    return whole


def port(value: str) -> int:
    number = int(value)
    if not 0 < number < 65535:
        raise ValueError
    return number


def execute(options: argparse.Namespace, rest: Sequence[str]) -> int:
    match options.command:
        case "run":
            return run.run(run.Options(options.port, options.data, options.lan))
        case "test":
            strict = options.all or os.environ.get("CI", "").lower() in {"1", "true"}
            return test.test(test.Options(strict, options.fast, tuple(rest)))
        case "check":
            return check.check()
        case "words":
            environment.prepare(development=True)
            return subprocess.run([PYTHON, "manage.py", "words", *rest], check=False).returncode
        case "lock":
            environment.lock()
            return 0
        case kind:
            return test.long_run(kind, rest)
