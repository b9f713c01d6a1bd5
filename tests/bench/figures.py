"""What was measured, and how it is shown."""

import math
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
KIBIBYTE = 1024


@dataclass(frozen=True)
class Spread:
    """Milliseconds: half, nineteen of twenty, ninety-nine of a hundred took no longer."""

    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, seconds: Iterable[float]) -> "Spread":
        ordered = sorted(seconds)
        return cls(*(1000 * percentile(ordered, share) for share in (0.50, 0.95, 0.99)))

    def __str__(self) -> str:
        return f"{self.p50:.1f} / {self.p95:.1f} / {self.p99:.1f}"


def percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


@dataclass(frozen=True)
class Cost:
    """CPU milliseconds a post: of the server process, and of the database's processes."""

    server: float
    store: float
    pulls: float  # a post


@dataclass(frozen=True)
class Burst:
    posts: Spread
    quiet: Spread
    readers_seconds: float
    refused: int


@dataclass(frozen=True)
class Measured:
    """One database."""

    name: str
    delivery: Spread
    accepted: Spread
    saturation: float
    cost: Cost
    split: Mapping[str, float]
    socket_bytes: float
    burst: Burst


@dataclass(frozen=True)
class Spoken:
    """Messages over sockets: how long one took, how many a second, CPU milliseconds each."""

    took: Spread
    rate: float
    cost: float

    def cells(self) -> list[str]:
        return [str(self.took), f"{self.rate:.0f}", f"{self.cost:.2f}"]


@dataclass(frozen=True)
class Bare:
    """Channels alone under Daphne."""

    echo: Spoken
    group: Spoken


@dataclass
class Report:
    bare: Bare | None = None
    measured: list[Measured] = field(default_factory=list)

    def text(self) -> str:
        parts = [machine(), self._main(), self._split(), self._burst(), self._bare()]
        return "\n\n".join(part for part in parts if part) + "\n"

    def _main(self) -> str:
        return table(
            ["", *(one.name for one in self.measured)],
            [
                ["post → content on the other client at 5 posts/s, ms p50 / p95 / p99"]
                + [str(one.delivery) for one in self.measured],
                ["post → 201, ms p50 / p95 / p99"] + [str(one.accepted) for one in self.measured],
                ["posts/s at saturation, five members receiving"]
                + [f"{one.saturation:.0f}" for one in self.measured],
                ["CPU-ms a post with five members receiving: server process"]
                + [f"{one.cost.server:.1f}" for one in self.measured],
                ["the same: the database's own processes"]
                + [f"{one.cost.store:.1f}" for one in self.measured],
                ["pulls a post in that run"] + [f"{one.cost.pulls:.1f}" for one in self.measured],
                ["memory an idle socket, KiB"]
                + [f"{one.socket_bytes / KIBIBYTE:.0f}" for one in self.measured],
            ],
        )

    def _split(self) -> str:
        names = list(dict.fromkeys(name for one in self.measured for name in one.split))
        rows = [
            [name, *(f"{one.split.get(name, 0):.2f}" for one in self.measured)] for name in names
        ]
        heading = "Where a post's CPU-ms go (one post and its five pulls)"
        return table([heading, *(one.name for one in self.measured)], rows)

    def _burst(self) -> str:
        return table(
            ["100 readers ask for a page at once", *(one.name for one in self.measured)],
            [
                ["post → 201 meanwhile, ms p50 / p95 / p99"]
                + [str(one.burst.posts) for one in self.measured],
                ["the same without readers"] + [str(one.burst.quiet) for one in self.measured],
                ["until all 100 have their page, s"]
                + [f"{one.burst.readers_seconds:.2f}" for one in self.measured],
                ["requests sent away with 503 to come again"]
                + [str(one.burst.refused) for one in self.measured],
            ],
        )

    def _bare(self) -> str:
        if self.bare is None:
            return ""
        bare = self.bare
        ratios = [
            f"{one.name} {one.cost.server / bare.group.cost:.0f} times" for one in self.measured
        ]
        shown = table(
            ["Channels alone under Daphne", "ms p50 / p95 / p99", "a second", "CPU-ms"],
            [
                ["echo to the sender", *bare.echo.cells()],
                ["group_send to five others", *bare.group.cells()],
            ],
        )
        return f"{shown}\n\nA post costs, of a bare group_send: {', '.join(ratios)}."


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *("--:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def machine() -> str:
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, `./dev bench`, {processor()}, {cores} cores, "
        f"{memory:.0f} GiB, Python {platform.python_version()}, Linux {platform.release()}"
    )


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def write(text: str, path: Path) -> None:
    """Put the figures between the document's marks."""
    before, rest = path.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    path.write_text(f"{before}{BEGIN}\n{text}{END}{after}", encoding="utf-8")
