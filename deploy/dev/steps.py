"""Steps with a name and a time, and the table that stands at the end."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from deploy.dev.places import ROOT

PATIENCE = 15.0


class Done(NamedTuple):
    name: str
    seconds: float
    good: bool
    remark: str = ""


class Running(NamedTuple):
    """A command under way; with a `log` it speaks after its end, so that two mix no lines."""

    name: str
    process: subprocess.Popen[bytes]
    began: float
    log: Path | None


_under_way: list[subprocess.Popen[bytes]] = []


def start(
    name: str,
    command: Sequence[str | Path],
    environment: Mapping[str, str] | None = None,
    log: Path | None = None,
) -> Running:
    if log is None:
        print(f"\n── {name}", flush=True)
        output = None
    else:
        log.parent.mkdir(parents=True, exist_ok=True)
        output = log.open("wb")
    variables = os.environ | dict(environment or {})
    process = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=output, stderr=output)
    _under_way.append(process)
    return Running(name, process, time.monotonic(), log)


def finish(running: Running) -> Done:
    code = running.process.wait()
    _under_way.remove(running.process)
    seconds = time.monotonic() - running.began
    if running.log is not None:
        print(f"\n── {running.name}\n{running.log.read_text('utf-8', 'replace')}", flush=True)
    return Done(running.name, seconds, code == 0)


def perform(
    name: str, command: Sequence[str | Path], environment: Mapping[str, str] | None = None
) -> Done:
    return finish(start(name, command, environment))


def summary(done: Sequence[Done], seconds: float) -> str:
    width = max(len(step.name) for step in done)
    lines = [
        f"  {'ok    ' if step.good else 'FAILED'}  {step.name:<{width}}  {step.seconds:6.1f} s  "
        f"{step.remark}".rstrip()
        for step in done
    ]
    return "\n".join(["", *lines, "", f"  {'total':<{width + 8}}  {seconds:6.1f} s"])


def interrupt() -> None:
    """Tells every step under way what Ctrl+C in a terminal tells it."""
    for process in _under_way:
        process.send_signal(signal.SIGINT)


def wait_for_the_interrupted() -> None:
    """Gives the steps time to put their servers and browsers away, then ends them anyway."""
    deadline = time.monotonic() + PATIENCE
    for process in _under_way:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Counts(NamedTuple):
    """What a test run says about itself in its JUnit report; an expected failure is no skip."""

    tests: int
    skipped: tuple[str, ...]


def counts(report: Path) -> Counts:
    if not report.exists():
        return Counts(0, ())
    # The report was written a moment ago by our own test run.
    cases = list(ElementTree.parse(report).iter("testcase"))  # noqa: S314
    skipped = [
        f"{case.get('classname')}.{case.get('name')}: {mark.get('message')}"
        for case in cases
        for mark in case.iter("skipped")
        if mark.get("type") == "pytest.skip"
    ]
    return Counts(len(cases), tuple(skipped))
