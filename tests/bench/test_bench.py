"""`./dev bench`: the figures of docs/performance.md; BENCH_WRITE=1 writes them there."""

import asyncio
import json
import os
import signal
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests import servers
from tests.bench import channels, scenarios
from tests.bench.figures import Cost, Measured, Report, Spread, write
from tests.load.installation import ROOT, Installation, Server, serving

pytestmark = pytest.mark.bench

ROOMS, MEMBERS = 84, 6
SOCKETS = 500
LONGEST_SECONDS = 60
T = TypeVar("T")
Spent = Callable[[], float]


@contextmanager
def cores_apart() -> Iterator[frozenset[int]]:
    """The server's cores; the generator takes the last one for itself when there are two."""
    mine = sorted(os.sched_getaffinity(0))
    if len(mine) < 2:
        yield frozenset()
        return
    os.sched_setaffinity(0, mine[-1:])
    try:
        yield frozenset(mine[:1])
    finally:
        os.sched_setaffinity(0, mine)


def bounded(scenario: Coroutine[Any, Any, T], seconds: float = LONGEST_SECONDS) -> T:
    """Run it, say how long it took, and give up on one that hangs."""

    async def limited() -> T:
        async with asyncio.timeout(seconds):
            return await scenario

    began = time.monotonic()
    try:
        return asyncio.run(limited())
    finally:
        print(
            f"  {getattr(scenario, '__name__', '')}: {time.monotonic() - began:.0f} s", flush=True
        )


COST_RATE = 20  # posts/s, each pulled by five others


def nothing() -> float:
    return 0.0


def children_of(process: int) -> Spent:
    """CPU seconds of a process and of its children that live."""

    def spent() -> float:
        total = 0.0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                name, rest = stat.read_text().rsplit(")", 1)
            except OSError:
                continue  # it ended meanwhile
            fields = rest.split()
            if int(name.split()[0]) == process or int(fields[1]) == process:
                total += int(fields[11]) + int(fields[12])
        return total / os.sysconf("SC_CLK_TCK")

    return spent


def measure(name: str, installation: Installation, cores: frozenset[int], store: Spent) -> Measured:
    began = time.monotonic()
    installation.seed(ROOMS, MEMBERS)
    print(f"{name}: seeded in {time.monotonic() - began:.0f} s", flush=True)
    with serving(installation, cores=cores) as server:
        course, _pulls = bounded(scenarios.steadily(server, 5, 16))
        cost = bounded(cost_of_a_post(server, store))
        saturation = bounded(scenarios.at_saturation(server, 6))
        bounded(scenarios.fill(server, 17, 40))
        burst = bounded(scenarios.beside_readers(server))
    with serving(installation, cores=cores) as server:
        socket_bytes = bounded(scenarios.idle_sockets(server, SOCKETS))
    split = split_of(installation, cores)
    print(f"{name}: measured in {time.monotonic() - began:.0f} s", flush=True)
    return Measured(
        name, Spread.of(course.delivered), Spread.of(course.accepted), saturation, cost, split,
        socket_bytes, burst,
    )  # fmt: skip


async def cost_of_a_post(server: Server, store: Spent) -> Cost:
    """Slow enough that each of the five pulls for each post, quick enough to be a working day."""
    before: list[float] = []
    await scenarios.steadily(server, 10, 2)
    course, pulls = await scenarios.steadily(
        server, COST_RATE, 10, lambda: before.extend([server.cpu_seconds(), store()])
    )
    posts = len(course.sent)
    spent, stored = server.cpu_seconds() - before[0], store() - before[1]
    return Cost(1000 * spent / posts, 1000 * stored / posts, pulls)


def split_of(installation: Installation, cores: frozenset[int]) -> dict[str, float]:
    """Milliseconds a post, by section; a run of its own, since the clocks cost something."""
    told = installation.folder / "split.json"
    watched = replace(installation, extra={"SPLIT_FILE": str(told)})
    with serving(watched, program=("-m", "tests.bench.split"), cores=cores) as server:
        bounded(scenarios.steadily(server, 10, 2))
        before: dict[str, float] = {}
        course, _pulls = bounded(
            scenarios.steadily(server, COST_RATE, 8, lambda: before.update(sections(server, told)))
        )
        after = sections(server, told)
    posts = len(course.sent)
    spent = {name: 1000 * (after[name] - before.get(name, 0.0)) / posts for name in after}
    return dict(sorted(spent.items(), key=lambda item: -item[1]))


def sections(server: Server, told: Path) -> dict[str, float]:
    told.unlink(missing_ok=True)
    server.process.send_signal(signal.SIGUSR1)
    for _attempt in range(200):
        if told.exists():
            found: dict[str, float] = json.loads(told.read_text(encoding="utf-8"))
            return found
        time.sleep(0.02)
    raise AssertionError("the server did not tell its sections")


def test_the_figures(tmp_path: Path) -> None:
    report = Report()
    with cores_apart() as cores:
        plain = Installation(tmp_path / "sqlite", f"sqlite:///{tmp_path / 'sqlite' / 'it.db'}")
        plain.folder.mkdir()
        bare = serving(plain, program=("-m", "tests.bench.bare"), cores=cores, planned=False)
        with bare as server:
            report.bare = bounded(channels.alone(server))
        report.measured.append(measure("SQLite, synchronous=FULL", plain, cores, nothing))
        if servers.postgres_binaries() is not None:
            with servers.postgres(durable=True) as postgres:
                if cores:
                    os.sched_setaffinity(postgres.process.pid, cores)
                served = Installation(tmp_path / "postgresql", postgres.url())
                served.folder.mkdir()
                store = children_of(postgres.process.pid)
                report.measured.append(measure("PostgreSQL", served, cores, store))
    text = report.text()
    print(f"\n{text}", flush=True)
    if os.environ.get("BENCH_WRITE") == "1":
        write(text, ROOT / "docs" / "performance.md")
