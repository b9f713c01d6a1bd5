"""How the server ends, and how it says that it cannot begin."""

import socket
import subprocess
import sys
import threading
import time

import httpx
import pytest

from tests import servers
from tests.config.serving.conftest import ROOT, Running, Start, bell, close_code, read_all


def ask_slowly(server: Running, seconds: float, answers: list[str]) -> threading.Thread:
    def ask() -> None:
        try:
            answers.append(server.post(f"/slow?seconds={seconds}").text)
        except httpx.HTTPError as lost:
            answers.append(type(lost).__name__)

    thread = threading.Thread(target=ask)
    thread.start()
    servers.until(lambda: server.get("/marks").json()["begun"])
    return thread


def test_it_takes_nothing_new_tells_the_sockets_and_finishes_what_runs(start: Start) -> None:
    server = start()
    server.connect()  # an idle connection does not hold it up
    answers: list[str] = []
    thread = ask_slowly(server, 1, answers)
    began = time.monotonic()
    with bell(server) as client:
        server.process.terminate()
        assert close_code(client) == 1012
    with pytest.raises(ConnectionRefusedError):
        server.connect()
    assert server.process.wait(5) == 0
    thread.join()
    assert answers == ["done"]
    assert time.monotonic() - began < 3
    assert "stopped in order" in server.printed()


def test_a_request_that_takes_too_long_does_not_hold_up_the_end(start: Start) -> None:
    server = start(limits={"drain_seconds": 0.5})
    answers: list[str] = []
    thread = ask_slowly(server, 8, answers)
    began = time.monotonic()
    assert server.terminate() == 0
    assert time.monotonic() - began < 4
    thread.join()
    assert answers == ["RemoteProtocolError"]


def test_a_film_does_not_hold_up_the_end_and_does_not_look_complete(start: Start) -> None:
    server = start(limits={"drain_seconds": 0.5})
    watching = server.connect()
    watching.sendall(b"GET /files/endless?size=900000000 HTTP/1.1\r\nHost: x\r\n\r\n")
    watching.recv(1000)
    began = time.monotonic()
    assert server.terminate() == 0
    assert time.monotonic() - began < 4
    assert read_all(watching).endswith(b"<reset>")
    assert "a film was closed\nstopped in order" in server.printed()


def test_a_film_that_ends_in_time_is_sent_to_its_end(start: Start) -> None:
    server = start()
    path = "/files/film?size=9000000&seconds=0.02"
    with server.client() as client, client.stream("GET", path) as answer:
        server.process.terminate()
        assert len(answer.read()) == 9_000_000
    assert server.process.wait(5) == 0


def test_a_film_is_not_closed_while_it_is_read(start: Start) -> None:
    server = start(limits={"drain_seconds": 0.2})
    server.connect().sendall(
        b"GET /files/film?size=900000000&seconds=0.6 HTTP/1.1\r\nHost: x\r\n\r\n"
    )
    servers.until(lambda: "read in" in server.get("/files/told").text)
    assert server.terminate() == 0
    assert "a film was closed\nstopped in order" in server.printed()


def test_a_disk_that_hangs_does_not_hold_up_the_end(start: Start) -> None:
    server = start(limits={"drain_seconds": 0.5})
    server.connect().sendall(
        b"GET /files/film?size=900000000&seconds=30 HTTP/1.1\r\nHost: x\r\n\r\n"
    )
    servers.until(lambda: "read in" in server.get("/files/told").text)
    began = time.monotonic()
    assert server.terminate() == 0
    assert time.monotonic() - began < 4


def test_a_port_that_is_taken_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        options = f'{{"port": {port}, "database": ":memory:"}}'
        ended = subprocess.run(
            [sys.executable, "-m", "tests.config.serving.site", options],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=10,
        )
    assert ended.returncode == 1
    assert "in use" in ended.stderr
    assert "Traceback" not in ended.stderr
