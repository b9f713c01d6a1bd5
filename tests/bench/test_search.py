"""`./dev bench`: searching 5,000 entries of one patient and 100,000 of all, while others write."""

import asyncio
import json
import os
import random
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests import servers
from tests.bench.figures import Spread, table
from tests.bench.scenarios import Course, evenly, gathered
from tests.bench.test_bench import bounded, cores_apart
from tests.load.connection import Connection
from tests.load.installation import Installation, Server, serving
from tests.load.library import looked_for

pytestmark = pytest.mark.bench

ROOMS, MEMBERS, ONE, ALL = 60, 6, 5_000, 100_000
QUERIES, SEED = 200, 20_261_121
POSTS_A_SECOND, SECONDS = 5, 16
REST_SECONDS = 1.0


@dataclass(frozen=True)
class Searched:
    name: str
    recall: str
    cold_one: float
    cold_all: float
    one: Spread
    all: Spread
    quiet: Spread
    beside: Spread  # one search a second
    without_rest: Spread  # one search after the other
    memory: float  # MiB that the server grew by

    def cells(self) -> list[str]:
        return [
            self.recall, f"{1000 * self.cold_one:.0f}", f"{1000 * self.cold_all:.0f}",
            str(self.one), str(self.all), str(self.quiet), str(self.beside),
            str(self.without_rest), f"{self.memory:.0f}",
        ]  # fmt: skip


ROWS = (
    "searches of one patient and of all that found exactly what a plain scan finds",
    "first search of one patient after a start, ms",
    "first search of all, ms",
    "one patient, 5,000 entries: ms p50 / p95 / p99",
    "all patients, 100,000 entries: ms p50 / p95 / p99",
    "post → 201 while nobody searches, ms p50 / p95 / p99",
    "post → 201 beside one search of all patients a second",
    "post → 201 beside one search of all patients after the other",
    "memory the server grew by, MiB",
)


class Searcher:
    """The nurse who is on every team."""

    def __init__(self, server: Server) -> None:
        first = server.plan.rooms[0]
        headers = {
            **first.members[0].headers, "Content-Type": "application/x-www-form-urlencoded"
        }  # fmt: skip
        self.connection = Connection(server.plan.base_url, headers)
        self.room = f"/patients/{first.id}/search/"

    async def search(self, place: str, words: str) -> float:
        """Seconds from the tap until the page is there, the way over the redirect included."""
        began = time.perf_counter()
        sent = await self.connection.request("POST", place, urlencode({"q": words}).encode())
        assert sent.status == 302, sent.content
        page = await self.connection.get(place)
        assert page.status == 200, page.content
        assert b'id="found-title"' in page.content
        return time.perf_counter() - began

    async def go_on(self, words: Sequence[str], rest: float) -> None:
        while True:
            for word in words:
                await self.search("/search/", word)
                await asyncio.sleep(rest)


async def searched(server: Server, words: Sequence[str]) -> tuple[list[float], list[float]]:
    """Seconds of every search; the first of each is a cold one."""
    searcher = Searcher(server)
    one = [await searcher.search(searcher.room, word) for word in words]
    whole = [await searcher.search("/search/", word) for word in words]
    searcher.connection.close()
    return one, whole


async def posts(server: Server, words: Sequence[str], rest: float | None) -> Spread:
    """How long the posts of others take; with `rest`, while somebody searches."""
    course = Course()
    async with AsyncExitStack() as stack:
        teams = await gathered(stack, server.plan, course, 6)
        searcher = Searcher(server)
        stack.callback(searcher.connection.close)
        searching = None if rest is None else asyncio.create_task(searcher.go_on(words, rest))
        await evenly(POSTS_A_SECOND, SECONDS, [team.post for team in teams[1:]])
        if searching is not None:
            assert not searching.done(), searching.exception()
            searching.cancel()
    return Spread.of(course.accepted)


def measure(name: str, installation: Installation, cores: frozenset[int]) -> Searched:
    if not (installation.folder / "load.json").exists():
        installation.seed(ROOMS, MEMBERS)
        installation.run("-m", "tests.bench.shelves", str(ONE), str(ALL))
    told = json.loads(installation.run("-m", "tests.bench.recall", str(SEED), str(QUERIES)))
    assert told["exact"] == told["queries"] == 2 * QUERIES
    chance = random.Random(SEED)  # noqa: S311 - a repeatable choice
    words = list(islice(looked_for(chance), QUERIES))
    with serving(installation, cores=cores) as server:
        before = server.resident()
        one, whole = bounded(searched(server, words), 300)
        memory = (server.resident() - before) / 2**20
        quiet = bounded(posts(server, words, None))
        beside = bounded(posts(server, words, REST_SECONDS))
        without_rest = bounded(posts(server, words, 0.0))
    found = Searched(
        name, f"{told['exact']} of {told['queries']}", one[0], whole[0], Spread.of(one[1:]),
        Spread.of(whole[1:]), quiet, beside, without_rest, memory,
    )  # fmt: skip
    print(table(["", name], list(zip(ROWS, found.cells(), strict=True))), flush=True)
    return found


def test_the_figures_of_searching(tmp_path: Path) -> None:
    kept = Path(os.environ.get("BENCH_FOLDER", str(tmp_path)))
    results = []
    with cores_apart() as cores:
        plain = Installation(kept / "sqlite", f"sqlite:///{kept / 'sqlite' / 'it.db'}")
        plain.folder.mkdir(exist_ok=True)
        results.append(measure("SQLite, synchronous=FULL", plain, cores))
        if servers.postgres_binaries() is not None:
            with servers.postgres(durable=True) as postgres:
                if cores:
                    os.sched_setaffinity(postgres.process.pid, cores)
                served = Installation(tmp_path / "postgresql", postgres.url())
                served.folder.mkdir()
                results.append(measure("PostgreSQL", served, cores))
    rows = list(zip(ROWS, *(one.cells() for one in results), strict=True))
    print("\n" + table(["", *(one.name for one in results)], rows), flush=True)
    for one in results:
        assert one.one.p95 < 300, one
        assert one.all.p95 < 1000, one
        assert one.beside.p50 < one.quiet.p50 * 4 / 3, one
