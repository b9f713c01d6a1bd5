"""`./dev test` and the long runs: all tests on SQLite, again on PostgreSQL, then Node's."""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from deploy.dev import environment, steps, tiers
from deploy.dev.places import PYTHON, REPORTS, ROOT
from deploy.dev.steps import Done
from deploy.dev.tiers import BROWSER, NODE, POSTGRES, REDIS, Tier

LONG_RUNS = ("soak", "bench", "shots")
# Said by a test that needs files which are no part of the project: named, and never a failure.
OUTSIDE_DATA = "outside data"
FAST_WITHOUT = (POSTGRES, REDIS, BROWSER)


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
    """Both databases at the same time, each in its own process; then Node, which is quick."""
    clear_reports()
    on_postgres = None
    if POSTGRES not in lacking:
        on_postgres = steps.start(
            "Tests on PostgreSQL",
            pytest_command("postgresql", marks(lacking, ("sqlite_only", "browser")), "tests"),
            {"TEST_DATABASE": "postgres"},
            REPORTS / "postgresql.log",
        )
    on_sqlite = steps.start(
        "Tests on SQLite", pytest_command("sqlite", marks(lacking, ()), "tests")
    )
    done = [with_counts(steps.finish(on_sqlite), "sqlite")]
    if on_postgres is not None:
        done.append(with_counts(steps.finish(on_postgres), "postgresql"))
    modules = sorted((ROOT / "tests" / "js").glob("**/*.test.*js"))
    node = tiers.node()
    if modules and node is not None and NODE not in lacking:
        command: list[str | Path] = [node, "--test", *modules]
        done.append(steps.perform("Tests of the browser's modules", command))
    return done


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
    command: list[str | Path] = [PYTHON, "-m", "pytest", "-m", kind, "--capture=no", *where]
    done = steps.perform(f"./dev {kind}", command)
    print(steps.summary([done], time.monotonic() - began))
    return 0 if done.good else 1
