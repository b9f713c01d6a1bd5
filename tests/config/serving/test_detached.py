"""Files: sent part by part without a request thread, closed once, and never half of one as all."""

import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpx
import pytest

from tests import servers
from tests.config.serving.conftest import Running, Start, read_all
from tests.config.serving.films import PATTERN

MIB = 1024 * 1024


@pytest.fixture
def served(server: Running) -> Iterator[Running]:
    """The server once it is quiet, with nothing told about earlier films."""
    servers.until(lambda: told_now(server)["inside"] == 0)
    server.get("/files/forget")
    yield server
    assert server.get().text == "hello"


def told(server: Running) -> list[str]:
    """What became of the films and of their requests, in order, once all of it is over."""

    def is_over() -> bool:
        now = told_now(server)
        return now["inside"] == 0 and "closed" in now["happened"]

    with suppress(TimeoutError):  # then what was told says what is missing
        servers.until(is_over, 10)
    lines: list[str] = told_now(server)["happened"]
    return lines


def told_now(server: Running) -> dict[str, Any]:
    found: dict[str, Any] = server.get("/files/told").json()
    return found


def pattern(start: int, end: int) -> bytes:
    skipped = start % 251
    length = end - start
    return (PATTERN * (length // len(PATTERN) + 2))[skipped : skipped + length]


@pytest.mark.parametrize(
    "path", ["film?size=20000000", "endless?size=20000000", "film?size=524289"]
)
def test_a_film_arrives_whole_and_holds_no_request_thread(served: Running, path: str) -> None:
    content = served.get(f"/files/{path}").content
    assert content == pattern(0, len(content))
    assert len(content) == int(path.split("=")[1])
    assert told(served) == ["request finished in request", "read in file", "closed"]


def test_a_small_picture_is_read_where_it_was_asked_for(served: Running) -> None:
    assert served.get("/files/film?size=524288").content == pattern(0, 524288)
    assert told(served) == ["read in request", "closed", "request finished in request"]


@pytest.mark.parametrize("length", [1000, 700_000])
def test_no_more_is_read_than_was_announced(served: Running, length: int) -> None:
    content = served.get(f"/files/part?size=900000000&length={length}").content
    assert content == pattern(0, length)


def test_a_file_of_the_disk_arrives_whole(served: Running) -> None:
    path = served.temporary.parent / "large"
    path.write_bytes(pattern(0, 3 * MIB))
    with served.client() as client:
        for _again in range(2):
            assert client.get(f"/files/file?path={path}").content == pattern(0, 3 * MIB)


def test_an_answer_keeps_its_own_headers(served: Running) -> None:
    answer = served.get("/files/film?size=9000000&start=8000000")
    assert answer.status_code == 206
    assert answer.content == pattern(8_000_000, 9_000_000)
    wanted = {
        "content-range": "bytes 8000000-8999999/9000000",
        "content-length": "1000000",
        "content-type": "video/mp4",
        "accept-ranges": "bytes",
        "etag": '"0190a1b2-original"',
        "content-disposition": "inline; filename*=UTF-8''%E5%82%B7.mp4",
    }
    assert {name: answer.headers.get(name) for name in wanted} == wanted
    assert set(answer.headers) == {*wanted, "date"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("HEAD", "film?size=9000000"),
        ("GET", "without-body?status=304"),
        ("GET", "without-body?status=204"),
    ],
)
def test_an_answer_without_content_closes_its_file_unread(
    served: Running, method: str, path: str
) -> None:
    request = f"{method} /files/{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answer = served.say(request.encode())
    assert answer.count(b"\r\n\r\n") == 1
    assert answer.endswith(b"\r\n\r\n")
    assert (b"\r\nContent-Length: 9000000\r\n" in answer) == (method == "HEAD")
    assert told(served) == ["closed", "request finished in request"]


@pytest.mark.parametrize(
    "path",
    [
        "film?size=9000000&breaks_at=4000000",
        "film?size=9000000&ends_at=4000000",
        "endless?size=9000000&breaks_at=4000000",
    ],
)
def test_a_film_that_breaks_does_not_look_complete(served: Running, path: str) -> None:
    began = time.monotonic()
    with pytest.raises(httpx.TransportError):
        served.get(f"/files/{path}")
    assert time.monotonic() - began < 0.7, "not when somebody looks next time"
    assert told(served)[-1] == "closed"
    assert "山田" not in served.printed()


@pytest.mark.parametrize(
    "path",
    [
        "film?size=9000000&breaks_at=0",
        "film?size=9000000&ends_at=0",
        "film?size=9000&breaks_at=0",
        "film?size=9000&ends_at=4000",
    ],
)
def test_a_file_that_cannot_be_opened_is_a_plain_500(served: Running, path: str) -> None:
    answer = served.get(f"/files/{path}")
    assert answer.status_code == 500
    assert "問題が発生しました" in answer.text
    assert "closed" in told(served)
    assert "山田" not in served.printed()


def test_a_file_is_closed_when_its_reader_leaves(served: Running) -> None:
    opened = served.connect()
    opened.sendall(b"GET /files/film?size=900000000 HTTP/1.1\r\nHost: x\r\n\r\n")
    opened.recv(1000)
    opened.close()
    assert told(served)[-1] == "closed"


def test_a_reader_of_a_film_that_takes_nothing_is_cut_off(impatient: Running) -> None:
    impatient.get("/files/forget")
    opened = impatient.connect()
    opened.sendall(b"GET /files/film?size=900000000 HTTP/1.1\r\nHost: x\r\n\r\n")
    assert told(impatient)[-1] == "closed"
    assert len(read_all(opened)) < 900_000_000


def test_more_films_than_the_limit_are_told_to_come_again(start: Start) -> None:
    server = start(streams=3)
    watching = [server.connect() for _person in range(3)]
    for person in watching:
        person.sendall(b"GET /files/film?size=900000000 HTTP/1.1\r\nHost: x\r\n\r\n")
        person.recv(1000)
    answer = server.get("/files/film?size=9000000")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert "混み合っています" in answer.text
    assert told(server).count("closed") == 1
    assert server.get("/files/film?size=9000").status_code == 200
    watching[0].close()
    servers.until(lambda: server.get("/files/film?size=9000000").status_code == 200)


def test_a_film_through_tls_arrives_whole(start: Start) -> None:
    server = start(tls=True)
    with httpx.Client(verify=False, timeout=20) as client:  # noqa: S501 -- its own authority
        content = client.get(f"https://127.0.0.1:{server.port}/files/film?size=20000000").content
    assert content == pattern(0, 20_000_000)
