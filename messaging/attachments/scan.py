"""Asks clamd about a file (INSTREAM): nothing of it is written to a disk on the way."""

import re
import socket
from collections.abc import Callable
from contextlib import closing

from messaging.attachments.source import Source, parts
from messaging.attachments.verdict import Refusal, Refused

CONNECTED_IN = 5.0
SENT_IN = 30.0  # for one part; clamd reads as fast as it can
ANSWERED_IN = 180.0
LONGEST_ANSWER = 1024
CLEAN = re.compile(rb"stream: OK")
FOUND = re.compile(rb"stream: (.+) FOUND")


class Unavailable(Exception):
    """No answer, or none that makes sense: the file waits, and is neither clean nor refused."""


def scanner(address: str) -> Callable[[Source], None]:
    """`address`: the path of clamd's socket, or host:port. What it returns raises `Refused`."""

    def scan(source: Source) -> None:
        if found(address, source) is not None:
            raise Refused(Refusal.INFECTED)

    return scan


def found(address: str, source: Source) -> str | None:
    """What clamd calls it; None when it is clean.

    Raises `Unavailable`, and `Refused` for a file larger than clamd takes (its StreamMaxLength).
    """
    try:
        with closing(_connected(address)) as connection:
            _send(connection, source)
            answer = _answer(connection)
    except OSError:
        raise Unavailable from None
    if CLEAN.fullmatch(answer):
        return None
    if named := FOUND.fullmatch(answer):
        return named[1].decode("ascii", "replace")
    if answer.startswith(b"INSTREAM size limit exceeded"):
        raise Refused(Refusal.TOO_LARGE_TO_SCAN)
    raise Unavailable


def _connected(address: str) -> socket.socket:
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(CONNECTED_IN)
        try:
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        return connection
    host, _colon, port = address.rpartition(":")
    if not port.isdecimal():
        raise Unavailable
    return socket.create_connection((host.strip("[]"), int(port)), timeout=CONNECTED_IN)


def _send(connection: socket.socket, source: Source) -> None:
    connection.settimeout(SENT_IN)
    try:
        connection.sendall(b"zINSTREAM\0")
        for part in parts(source):
            connection.sendall(len(part).to_bytes(4, "big") + part)
        connection.sendall(bytes(4))
    except (BrokenPipeError, ConnectionResetError):
        return  # it has answered already, and hears no more


def _answer(connection: socket.socket) -> bytes:
    connection.settimeout(ANSWERED_IN)
    heard = b""
    while not heard.endswith(b"\0"):
        part = connection.recv(LONGEST_ANSWER)
        if not part or len(heard) > LONGEST_ANSWER:
            raise Unavailable
        heard += part
    return heard[:-1]
