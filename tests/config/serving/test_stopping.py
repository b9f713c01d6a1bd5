"""How the server ends, and how it says that it cannot begin."""

import socket
import subprocess
import sys
import threading
import time

import httpx
import pytest

from tests.config.serving.conftest import ROOT, Running, Start, bell, close_code


def ask_slowly(server: Running, seconds: float, answers: list[str]) -> threading.Thread:
    def ask() -> None:
        try:
            answers.append(server.post(f"/slow?seconds={seconds}").text)
        except httpx.HTTPError as lost:
            answers.append(type(lost).__name__)

    thread = threading.Thread(target=ask)
    thread.start()
    time.sleep(0.3)
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
