"""`./dev test` and the long runs: all tests on SQLite, again on PostgreSQL, then Node's."""

import os
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from deploy.dev import environment, steps, tiers
from deploy.dev.places import PYTHON, REPORTS, ROOT
from deploy.dev.steps import Done
from deploy.dev.tiers import BROWSER, NODE, POSTGRES, PRINTING, REDIS, TOOLS, Tier

LONG_RUNS = ("soak", "bench", "shots")
# Said by a test that needs files which are no part of the project: named, and never a failure.
OUTSIDE_DATA = "outside data"
FAST_WITHOUT = (POSTGRES, REDIS, BROWSER, PRINTING, TOOLS)


class Options(NamedTuple):
    """`strict` fails on anything skipped; `pytest` is what to hand on, which narrows the run."""

    strict: bool = False
    fast: bool = False
    pytest: tuple[str, ...] = ()


def test(options: Options) -> int:
    began = time.monotonic()
    environment.prepare(development=True)
    lacking = list(FAST_WITHOUT) if options.fast else tiers.install(tiers.missing())
    done = selected(options, lacking) if options.pytest else everything(lacking)
    skipped = what_was_skipped(lacking)
    print(steps.summary(done, time.monotonic() - began))
    if skipped:
        print(skip_notice(skipped, lacking), file=sys.stderr)
    refused = options.strict and any(OUTSIDE_DATA not in skip for skip in skipped)
    return 0 if all(step.good for step in done) and not refused else 1


def what_was_skipped(lacking: Sequence[Tier]) -> list[str]:
    reports = sorted(REPORTS.glob("*.xml"))
    single = [skip for report in reports for skip in steps.counts(report).skipped]
    return [*(f"{tier.title}: every test that needs it" for tier in lacking), *single]


def selected(options: Options, lacking: Sequence[Tier]) -> list[Done]:
    clear_reports()
    arguments = pytest_command("selected", marks(lacking, ()), *options.pytest)
    return [with_counts(steps.finish(steps.start("Selected tests", arguments)), "selected")]


def everything(lacking: Sequence[Tier]) -> list[Done]:
    """Two lanes for two cores: SQLite beside PostgreSQL and then the browser; Node at the end."""
    clear_reports()
    beside: list[Done] = []
    lane = threading.Thread(target=lambda: beside.extend(second_lane(lacking)))
    lane.start()
    on_sqlite = (
        "Tests on SQLite",
        pytest_command("sqlite", marks(lacking, (BROWSER.name,)), "tests"),
    )
    done = [with_counts(steps.perform(*on_sqlite), "sqlite")]
    lane.join()
    return [*done, *beside, *node_modules(lacking)]


def second_lane(lacking: Sequence[Tier]) -> Iterator[Done]:
    """Each speaks after its end, so that the lanes mix no lines."""
    if POSTGRES not in lacking:
        left_out = marks(lacking, ("sqlite_only", BROWSER.name))
        command = pytest_command("postgresql", left_out, "tests")
        yield in_the_background("PostgreSQL", "postgresql", command, {"TEST_DATABASE": "postgres"})
    if BROWSER not in lacking:
        expression = f"{BROWSER.name} and {marks(lacking, ())}"
        yield in_the_background(
            "Chromium", "browser", pytest_command("browser", expression, "tests")
        )


def in_the_background(
    on: str, report: str, command: Sequence[str | Path], variables: Mapping[str, str] | None = None
) -> Done:
    running = steps.start(f"Tests on {on}", command, variables, REPORTS / f"{report}.log")
    return with_counts(steps.finish(running), report)


def node_modules(lacking: Sequence[Tier]) -> Iterator[Done]:
    modules = sorted((ROOT / "tests" / "js").glob("**/*.test.*js"))
    node = tiers.node()
    if modules and node is not None and NODE not in lacking:
        command: list[str | Path] = [node, "--test", *modules]
        yield steps.perform("Tests of the browser's modules", command)


def marks(lacking: Sequence[Tier], left_out: Sequence[str]) -> str:
    """The expression that keeps every test whose tier is there, and no long run."""
    names = [*LONG_RUNS, *(tier.name for tier in lacking if tier is not NODE), *left_out]
    return " and ".join(f"not {name}" for name in dict.fromkeys(names))


def pytest_command(report: str, expression: str, *arguments: str) -> list[str | Path]:
    xml = REPORTS / f"{report}.xml"
    return [PYTHON, "-m", "pytest", "-m", expression, f"--junitxml={xml}", *arguments]


def clear_reports() -> None:
    for report in REPORTS.glob("*.xml"):
        report.unlink()


def with_counts(done: Done, report: str) -> Done:
    counted = steps.counts(REPORTS / f"{report}.xml")
    left = f", {len(counted.skipped)} skipped" if counted.skipped else ""
    return done._replace(remark=f"{counted.tests} tests{left}")


def skip_notice(skipped: Sequence[str], lacking: Sequence[Tier]) -> str:
    lines = ["", "!" * 78, "SKIPPED:", *(f"  {line}" for line in skipped)]
    packages = sorted({package for tier in lacking for package in tier.packages})
    if packages and os.getuid() != 0:
        lines.append(f"As root, on Debian: apt-get install {' '.join(packages)}")
    return "\n".join([*lines, "!" * 78])


def long_run(kind: str, arguments: Sequence[str]) -> int:
    """`soak`, `bench` and `shots` are the tests of that marker, with their output on the screen."""
    environment.prepare(development=True)
    lacking = tiers.install(tiers.missing())
    for tier in lacking:
        print(f"Without {tier.title} a part of this cannot run.", file=sys.stderr)
    began = time.monotonic()
    where = list(arguments) or ["tests"]
    patient = ("--capture=no", "--override-ini=faulthandler_timeout=0")
    command: list[str | Path] = [PYTHON, "-m", "pytest", "-m", kind, *patient, *where]
    done = steps.perform(f"./dev {kind}", command)
    print(steps.summary([done], time.monotonic() - began))
    return 0 if done.good else 1
