"""What is too long, too large or too slow is refused, and nothing is written to disk."""

import os
import socket
import threading
import time

import pytest

from tests.config.serving.conftest import Running, read_all


def test_a_body_of_two_megabytes_is_refused_and_the_server_lives(server: Running) -> None:
    answer = server.post("/echo", content=b"x" * 2_000_000)
    assert answer.status_code == 413
    assert "大きすぎます" in answer.text
    assert server.get().text == "hello"


def test_the_refusal_comes_before_the_body(server: Running) -> None:
    opened = server.connect()
    opened.sendall(b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n")
    assert opened.recv(65536).startswith(b"HTTP/1.1 413 ")


def test_who_is_refused_gets_no_invitation_to_send(server: Running) -> None:
    opened = server.connect()
    opened.sendall(
        b"POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2000000\r\n\r\n"
    )
    assert opened.recv(65536).startswith(b"HTTP/1.1 413 ")


def test_the_refused_connection_is_closed(server: Running) -> None:
    answer = server.say(
        b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n"
        + b"GET / HTTP/1.1\r\nHost: x\r\n\r\n".ljust(2_000_000, b"x")
    )
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"<reset>" not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "GET"])
def test_a_body_without_a_length_is_refused(server: Running, method: str) -> None:
    opened = server.connect()
    opened.sendall(
        f"{method} /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        + b"5\r\nhello\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"
    )
    assert opened.recv(65536).startswith(b"HTTP/1.1 411 ")


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        ("POST", "application/octet-stream"),
        ("POST", "multipart/form-data; boundary=x"),
        ("POST", "text/plain"),
        ("PATCH", "application/offset+octet-stream"),
        ("PATCH", "multipart/form-data; boundary=x"),
    ],
)
def test_a_long_body_never_touches_the_disk(server: Running, method: str, kind: str) -> None:
    seen: set[str] = set()
    done = threading.Event()
    watch = threading.Thread(target=look_into, args=(server, seen, done))
    watch.start()
    opened = server.connect()
    opened.sendall(
        f"{method} /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        f"Content-Type: {kind}\r\nContent-Length: 1048576\r\n\r\n".encode()
    )
    for _part in range(16):
        opened.sendall(b"x" * 65536)
        time.sleep(0.02)
    answer = read_all(opened)
    done.set()
    watch.join()
    assert b'"length": 1048576' in answer
    assert seen == set()


def look_into(server: Running, seen: set[str], done: threading.Event) -> None:
    """Names in the temporary folder, and files open there that have no name any more."""
    open_files = f"/proc/{server.process.pid}/fd"
    while not done.wait(0.005):
        seen.update(os.listdir(server.temporary))
        for number in os.listdir(open_files):
            try:
                target = os.readlink(f"{open_files}/{number}")
            except FileNotFoundError:
                continue
            if target.startswith((str(server.temporary), "/memfd")):
                seen.add(target)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (b"X-Long: " + b"x" * 17_000, 431),
        (b"X-Long: " + b"x" * 9_000 + b"\r\nX-More: " + b"x" * 9_000, 431),
        (b"\r\n".join(b"X-%d: 1" % number for number in range(120)), 431),
        (b"No colon at all", 400),
        (b"Content-Length: many", 400),
        (b"Content-Length: 5\r\nContent-Length: 6", 400),
        (b"Content-Length: 5\r\nTransfer-Encoding: chunked", 400),
        (b"Bad name: 1", 400),
    ],
)
def test_headers_that_cannot_be_read_are_refused(
    server: Running, headers: bytes, status: int
) -> None:
    opened = server.connect()
    opened.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n" + headers + b"\r\n\r\n")
    assert opened.recv(65536).startswith(b"HTTP/1.1 %d " % status)


@pytest.mark.parametrize("line", [b"\x16\x03\x01\x02", b"GET /", b"GET /\xe3\x81 HTTP/1.1"])
def test_what_is_no_request_is_refused(server: Running, line: bytes) -> None:
    opened = server.connect()
    opened.sendall(line + b"\r\n\r\n")
    assert opened.recv(65536).startswith(b"HTTP/1.1 400 ")
    assert server.get().text == "hello"


def test_headers_that_drip_are_cut_off(impatient: Running) -> None:
    opened = impatient.connect()
    opened.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
    assert seconds_until_the_end(opened) < 3


def test_a_body_that_drips_is_cut_off(impatient: Running) -> None:
    opened = impatient.connect()
    opened.sendall(b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n")
    assert seconds_until_the_end(opened) < 3


def seconds_until_the_end(opened: socket.socket) -> float:
    """Drip one byte now and then; the answer must be 408 and the end of the connection."""
    began = time.monotonic()
    opened.settimeout(0.1)
    answer = b""
    while time.monotonic() - began < 5:
        try:
            part = opened.recv(65536)
        except TimeoutError:
            opened.sendall(b"x")
            continue
        if not part:
            break
        answer += part
    assert answer.startswith(b"HTTP/1.1 408 ")
    return time.monotonic() - began


def test_an_idle_connection_is_closed_and_a_busy_one_is_not(impatient: Running) -> None:
    idle = impatient.connect()
    with impatient.client() as client:
        assert client.get("/slow?seconds=1.2").text == "done"
    assert read_all(idle) == b""
