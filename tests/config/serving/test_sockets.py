"""WebSockets through the real server."""

import time

from tests.config.serving.conftest import Running, bell, close_code, read_all


def test_a_message_of_64_kib_is_taken(server: Running) -> None:
    with bell(server) as client:
        client.send("x" * 65536)
        assert client.recv(timeout=5) == "65536"


def test_a_longer_message_closes_the_socket_with_1009(server: Running) -> None:
    with bell(server) as client:
        client.send("x" * 70_000)
        assert close_code(client) == 1009


def test_a_longer_message_in_fragments_closes_the_socket_with_1009(server: Running) -> None:
    with bell(server) as client:
        client.send(["x" * 40_000, "x" * 40_000])
        assert close_code(client) == 1009


def test_who_piles_up_messages_is_closed_with_1008(server: Running) -> None:
    with bell(server, "/deaf") as client:
        for _message in range(40):
            client.send("x")
        assert close_code(client) == 1008


def test_a_silent_peer_is_pinged_and_dropped(impatient: Running) -> None:
    opened = impatient.connect()
    opened.sendall(
        b"GET /bell HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    began = time.monotonic()
    read_all(opened)
    assert time.monotonic() - began < 6
