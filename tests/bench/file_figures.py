"""How fast files are served, how soon a late part begins, and what slow readers cost others."""

import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.bench.figures import KIBIBYTE, Spread, table

PATIENCE = 60
MEGABYTE = 1_000_000
BUFFER = 1024 * KIBIBYTE
SMALL_WINDOW = 16 * KIBIBYTE  # so that little waits in the kernel for a slow reader
SIP = KIBIBYTE


@dataclass(frozen=True)
class Place:
    """Where something is asked for, in the clear, and with which headers (a session's cookie)."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def ask(self, span: str = "", window: int = 0) -> socket.socket:
        """A connection on which it, or a span of it, was asked for; the answer is to be read."""
        address = urlsplit(self.url)
        target = f"{address.path or '/'}?{address.query}" if address.query else address.path or "/"
        lines = [f"GET {target} HTTP/1.1", f"Host: {address.netloc}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        lines += [f"Range: bytes={span}"] if span else []
        opened = socket.create_connection((address.hostname, address.port or 80), PATIENCE)
        if window:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        opened.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
        return opened


@dataclass(frozen=True)
class Taken:
    """An answer's status and length, and the seconds until its content began and ended."""

    status: int
    length: int
    first: float
    last: float


def take(place: Place, span: str = "") -> Taken:
    """Read an answer to its end and throw it away."""
    began = time.perf_counter()
    with place.ask(span) as opened:
        head = opened.recv(BUFFER)
        while b"\r\n\r\n" not in head:
            head += part_of(opened)
        start, content = head.split(b"\r\n\r\n", 1)
        length, space = len(content), bytearray(BUFFER)
        first = time.perf_counter() - began if content else 0.0
        while count := opened.recv_into(space):
            first = first or time.perf_counter() - began
            length += count
    return Taken(int(start.split()[1]), length, first, time.perf_counter() - began)


def part_of(opened: socket.socket) -> bytes:
    part = opened.recv(BUFFER)
    assert part, "the answer broke off"
    return part


def rates(length: int, places: Mapping[str, Place], turns: int = 5) -> dict[str, float]:
    """Megabytes a second of each (median), asked for in turn: what drifts, drifts for all."""
    seconds: dict[str, list[float]] = {name: [] for name in places}
    for _turn in range(turns + 1):
        for name, place in places.items():
            taken = take(place)
            assert (taken.status, taken.length) == (200, length), (name, taken)
            seconds[name].append(taken.last)
    return {name: length / MEGABYTE / statistics.median(took[1:]) for name, took in seconds.items()}


def first_bytes(place: Place, start: int, length: int, turns: int = 50) -> Spread:
    """Until the first byte of a part arrives, which begins at `start`."""
    took = []
    for _turn in range(turns):
        taken = take(place, f"{start}-{start + length - 1}")
        assert (taken.status, taken.length) == (206, length), taken
        took.append(taken.first)
    return Spread.of(took)


@contextmanager
def watching(place: Place, count: int) -> Iterator[list[socket.socket]]:
    """So many connections on which a file has begun, and of which little more is taken."""
    with ExitStack() as stack:
        people = []
        for _person in range(count):
            opened = stack.enter_context(place.ask(window=SMALL_WINDOW))
            assert part_of(opened).startswith((b"HTTP/1.1 200 ", b"HTTP/1.1 206 "))
            people.append(opened)
        yield people


def memory_a_stream(
    place: Place, resident: Callable[[], int], count: int = 100, rest: float = 2
) -> float:
    """Bytes the server grows by for each reader who has begun and takes nothing more."""
    with watching(place, 4):
        time.sleep(rest / 2)
    time.sleep(rest / 2)
    before = resident()
    with watching(place, count):
        time.sleep(rest)
        return (resident() - before) / count


def page_times(page: Place, count: int) -> Spread:
    took = []
    for _page in range(count):
        taken = take(page)
        assert taken.status == 200, taken
        took.append(taken.last)
    return Spread.of(took)


def pages_beside(
    place: Place, page: Place, readers: int = 40, count: int = 200
) -> tuple[Spread, Spread]:
    """How long a page takes while nobody reads files, and beside readers of a kilobyte a second."""
    quiet = page_times(page, count)
    done = threading.Event()
    with watching(place, readers) as people:
        sipping = threading.Thread(target=sip, args=(people, done))
        sipping.start()
        try:
            return quiet, page_times(page, count)
        finally:
            done.set()
            sipping.join()


def sip(people: list[socket.socket], done: threading.Event) -> None:
    """Each takes a kilobyte a second."""
    turn = 0
    while not done.wait(1 / len(people)):
        people[turn % len(people)].recv(SIP)
        turn += 1


@dataclass(frozen=True)
class FileFigures:
    plain: float  # megabytes a second of a file that lies in the clear
    attachment: float
    late: Spread  # the first byte of a part at the end of a gigabyte
    stream_bytes: float
    quiet: Spread
    beside: Spread

    @property
    def ratio(self) -> float:
        return self.attachment / self.plain

    def text(self) -> str:
        return table(
            ["Files", ""],
            [
                ["a file in the clear, MB/s", f"{self.plain:.0f}"],
                ["an attachment, MB/s", f"{self.attachment:.0f}"],
                ["ratio", f"{self.ratio:.2f}"],
                ["first byte of a part at the end of 1 GB, ms p50 / p95 / p99", str(self.late)],
                ["memory a slow reader, KiB", f"{self.stream_bytes / KIBIBYTE:.0f}"],
                ["a page while nobody reads files, ms p50 / p95 / p99", str(self.quiet)],
                ["a page beside 40 slow readers of files", str(self.beside)],
            ],
        )
