"""Many people watch films over bad lines, and nobody else notices."""

import time
from pathlib import Path

from tests import servers
from tests.bench.file_figures import (
    Place,
    first_bytes,
    memory_a_stream,
    pages_beside,
    rates,
    watching,
)
from tests.config.serving.conftest import Running, Start

GIBIBYTE = 1024**3
MEMORY_A_STREAM = 256 * 1024  # two parts of 64 KiB, and the connection


def place(server: Running, path: str) -> Place:
    return Place(f"{server.url}/{path}")


def test_pages_are_answered_at_once_beside_forty_slow_readers(start: Start) -> None:
    server = start()
    film = place(server, "files/film?size=900000000")
    quiet, beside = pages_beside(film, place(server, ""), readers=40, count=100)
    assert beside.p50 < quiet.p50 * 3 + 5
    assert beside.p99 < 500


def test_a_slow_reader_holds_no_request_thread(start: Start) -> None:
    server = start()
    film = place(server, "files/film?size=900000000")
    with watching(film, 12), server.client() as client:
        threads = {client.get("/database").json()["thread"] for _turn in range(24)}
    assert len(threads) == 4


def test_a_slow_disk_holds_up_no_page(start: Start) -> None:
    server = start()
    for _person in range(8):
        server.connect().sendall(
            b"GET /files/film?size=900000000&seconds=9 HTTP/1.1\r\nHost: x\r\n\r\n"
        )
    servers.until(lambda: server.get("/files/told").text.count("request finished") == 8)
    with server.client() as client:
        began = time.monotonic()
        for _page in range(10):
            assert client.get("/").text == "hello"
    assert time.monotonic() - began < 9, "not one of them waited for a disk"


def test_a_slow_reader_of_a_gigabyte_costs_two_parts(start: Start) -> None:
    server = start()
    path = sparse(server.temporary.parent, GIBIBYTE)
    file = place(server, f"files/file?path={path}")
    assert memory_a_stream(file, server.resident, 100, rest=1) < MEMORY_A_STREAM


def test_a_quick_reader_of_a_large_film_costs_no_memory(start: Start) -> None:
    server = start()
    with server.client() as client:
        client.get("/files/film?size=20000000")
        before = server.resident()
        taken = 0
        with client.stream("GET", "/files/film?size=200000000") as answer:
            for part in answer.iter_raw(65536):
                taken += len(part)
    assert taken == 200_000_000
    assert server.resident() - before < 4_000_000


def test_a_film_is_sent_no_slower_than_by_a_thread_that_waits(start: Start) -> None:
    server, length = start(), 100_000_000
    ways = {
        "detached": place(server, f"files/film?size={length}"),
        "in a thread": place(server, f"files/in-a-thread?size={length}"),
    }
    found = rates(length, ways, turns=3)
    assert found["detached"] > 0.9 * found["in a thread"], found


def test_the_end_of_a_gigabyte_begins_at_once(start: Start) -> None:
    server = start()
    size, length = GIBIBYTE, 600_000
    late = place(server, f"files/film?size={size}&start={size - length}")
    assert first_bytes(late, size - length, length, turns=20).p50 < 50


def sparse(folder: Path, size: int) -> Path:
    path = folder / "sparse"
    with path.open("wb") as file:
        file.truncate(size)
    return path
