"""Asking clamd: a real one with a signature of our own, and others that misbehave."""

import hashlib
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from messaging.attachments import scan
from messaging.attachments.scan import Unavailable, found, scanner
from messaging.attachments.verdict import Refusal, Refused
from tests import servers
from tests.messaging.attachments import pictures
from tests.messaging.attachments.files import Bytes, taken

CLAMD = servers.tool("clamd")
BAD = b"a file that is known to be bad " * 100
CONFIGURATION = """
DatabaseDirectory {folder}/signatures
LocalSocket {folder}/socket
Foreground yes
LogFile {folder}/log
StreamMaxLength 1M
TemporaryDirectory {folder}
ConcurrentDatabaseReload no
"""


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if CLAMD is None:
        pytest.skip("clamav is not installed")
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "signatures").mkdir()
    named = f"{hashlib.md5(BAD, usedforsecurity=False).hexdigest()}:{len(BAD)}:Test.Bad\n"
    (folder / "signatures" / "own.hdb").write_text(named, encoding="ascii")
    place = folder / "clamd.conf"
    place.write_text(CONFIGURATION.format(folder=folder), encoding="ascii")
    process = subprocess.Popen(
        [CLAMD, "--config-file", str(place)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        servers.until(lambda: (folder / "socket").exists() or process.poll() is not None)
        assert process.poll() is None
        yield str(folder / "socket")
    finally:
        process.kill()
        process.wait()


def test_a_clean_file_is_clean(clamd: str) -> None:
    assert found(clamd, Bytes(b"harmless" * 50_000)) is None
    facts, _made = taken(pictures.jpeg(), scanner(clamd))
    assert facts.width == 64


def test_a_known_file_is_named_and_refused_before_it_is_opened(clamd: str) -> None:
    assert found(clamd, Bytes(BAD)) == "Test.Bad.UNOFFICIAL"
    with pytest.raises(Refused) as refused:
        taken(BAD, scanner(clamd))
    assert refused.value.reason is Refusal.INFECTED


def test_a_file_larger_than_clamd_takes_is_refused_by_name(clamd: str) -> None:
    with pytest.raises(Refused) as refused:
        found(clamd, Bytes(bytes(8_000_000)))
    assert refused.value.reason is Refusal.TOO_LARGE_TO_SCAN


def test_without_clamd_the_file_waits(tmp_path: Path) -> None:
    for address in (str(tmp_path / "nothing"), "127.0.0.1:1", "nowhere"):
        with pytest.raises(Unavailable):
            found(address, Bytes(b"x"))


@contextmanager
def pretending(behave: Callable[[socket.socket], None]) -> Iterator[str]:
    """Something that listens where clamd should."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _address = listening.accept()
            with connection:
                behave(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"127.0.0.1:{listening.getsockname()[1]}"
        finally:
            thread.join()


def swallowed(connection: socket.socket) -> bytes:
    heard = b""
    while not heard.endswith(b"\0\0\0\0"):
        heard += connection.recv(65536)
    return heard


@pytest.mark.parametrize(
    "answer", [b"", b"stream: OK", b"OK\0", b"stream: OK\nstream: OK\0", b"x" * 5000, b"\0"]
)
def test_an_answer_that_makes_no_sense_is_none(answer: bytes) -> None:
    def behave(connection: socket.socket) -> None:
        swallowed(connection)
        connection.sendall(answer)

    with pretending(behave) as address, pytest.raises(Unavailable):
        found(address, Bytes(b"x" * 1000))


def test_over_a_network_the_protocol_is_the_same() -> None:
    heard: list[bytes] = []

    def behave(connection: socket.socket) -> None:
        heard.append(swallowed(connection))
        connection.sendall(b"stream: Some.Thing-1 FOUND\0")

    with pretending(behave) as address:
        assert found(address, Bytes(b"abc")) == "Some.Thing-1"
    assert heard == [b"zINSTREAM\0\0\0\0\3abc\0\0\0\0"]


def test_a_scanner_that_falls_silent_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "ANSWERED_IN", 0.3)
    done = threading.Event()

    def behave(connection: socket.socket) -> None:
        swallowed(connection)
        done.wait(10)

    with pretending(behave) as address:
        started = time.monotonic()
        with pytest.raises(Unavailable):
            found(address, Bytes(b"x"))
        assert time.monotonic() - started < 3
        done.set()
