"""Pages answered through the real server: what arrives in Django and what comes back."""

import json
import re
import socket
import struct
import time

import httpx
import pytest

from tests import servers
from tests.config.serving.conftest import Running, read_all


def test_a_page_is_answered_with_a_date_and_without_naming_the_server(server: Running) -> None:
    answer = server.get()
    assert (answer.status_code, answer.text) == (200, "hello")
    assert "date" in answer.headers
    assert "server" not in answer.headers


def test_head_tells_the_length_and_sends_no_body(server: Running) -> None:
    answer = server.say(b"HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert b"\r\nContent-Length: 5\r\n" in answer
    assert answer.endswith(b"\r\n\r\n")


def test_head_of_a_stream_sends_no_body(server: Running) -> None:
    answer = server.say(b"HEAD /stream?blocks=3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert answer.endswith(b"\r\n\r\n")


def test_an_answer_without_content_leaves_the_connection_usable(server: Running) -> None:
    with server.client() as client:
        assert client.get("/empty").status_code == 204
        assert client.get("/").text == "hello"


def test_a_path_in_japanese_arrives_as_it_was_written(server: Running) -> None:
    assert server.get("/environ/訪問看護").json()["word"] == "訪問看護"


def test_the_environment_is_what_pep_3333_asks_for(server: Running) -> None:
    answer = server.say(
        b"POST /environ?q=%E3%81%82 HTTP/1.1\r\nHost: example.test:81\r\nConnection: close\r\n"
        b"Content-Type: text/plain\r\nContent-Length: 2\r\nX-Part: one\r\nX-Part: two\r\n"
        b"Cookie: a=1\r\nCookie: b=2\r\nProxy: http://evil.test\r\nX_Part: three\r\n"
        b"Daphne-Root-Path: /evil\r\nX-Forwarded-For: 203.0.113.9\r\n"
        b"X-Forwarded-Proto: https\r\n\r\nok"
    )
    seen = json.loads(answer.split(b"\r\n\r\n", 1)[1])
    wanted = {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/environ",
        "QUERY_STRING": "q=%E3%81%82",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": str(server.port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": "text/plain",
        "CONTENT_LENGTH": "2",
        "HTTP_HOST": "example.test:81",
        "HTTP_X_PART": "one,two",
        "HTTP_COOKIE": "a=1; b=2",
        "cookies": {"a": "1", "b": "2"},
        "scheme": "http",
    }
    assert {key: seen.get(key) for key in wanted} == wanted
    assert {"HTTP_PROXY", "HTTP_X_FORWARDED_FOR", "HTTP_DAPHNE_ROOT_PATH"}.isdisjoint(seen)


def test_a_trusted_proxy_is_believed(impatient: Running) -> None:
    forwarded = {"X-Forwarded-For": "203.0.113.66, 198.51.100.7", "X-Forwarded-Proto": "https"}
    seen = impatient.get("/environ", headers=forwarded).json()
    assert (seen["REMOTE_ADDR"], seen["scheme"]) == ("198.51.100.7", "https")


def test_a_failure_outside_of_django_is_a_plain_500(server: Running) -> None:
    answer = server.get("/broken")
    assert answer.status_code == 500
    assert "問題が発生しました" in answer.text
    assert "ZeroDivisionError" not in answer.text


def test_a_stream_that_breaks_does_not_look_complete(server: Running) -> None:
    with pytest.raises(httpx.TransportError):
        server.get("/stream?blocks=2&break=1")


def test_a_stream_is_closed_and_request_finished_is_sent(server: Running) -> None:
    servers.until(lambda: server.get("/files/told").json()["inside"] == 0)
    before = marks(server)
    assert len(server.get("/stream?blocks=3").content) == 3 * 65536
    servers.until(lambda: server.get("/files/told").json()["inside"] == 0)
    assert marks(server)[len(before) :] == ["stream closed", "request finished"]


def marks(server: Running) -> list[str]:
    found: list[str] = server.get("/marks").json()["marks"]
    return found


def test_a_large_page_arrives_whole(server: Running) -> None:
    assert server.get("/big?blocks=80").content == b"\xa5" * 65536 * 80


def test_each_thread_keeps_its_database_connection(server: Running) -> None:
    seen: dict[str, set[int]] = {}
    with server.client() as client:
        for _turn in range(24):
            answer = client.get("/database").json()
            seen.setdefault(answer["thread"], set()).add(answer["connection"])
    assert len(seen) == 4
    assert all(len(connections) == 1 for connections in seen.values())


def test_a_crowd_is_answered_or_told_to_come_again(server: Running) -> None:
    asking = b"GET /slow?seconds=0.03 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    crowd = [server.connect() for _person in range(200)]
    for person in crowd:
        person.sendall(asking)
    answers = [read_all(person) for person in crowd]
    assert {answer[:13] for answer in answers} == {b"HTTP/1.1 200 ", b"HTTP/1.1 503 "}
    refused = [answer for answer in answers if answer.startswith(b"HTTP/1.1 503 ")]
    assert all(b"\r\nRetry-After: 1\r\n" in answer for answer in refused)
    assert all("混み合っています".encode() in answer for answer in refused)
    assert 200 - len(refused) >= 4 + 48, "a quarter of the 64 places is kept for who writes"
    assert server.get().text == "hello"


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
def test_a_crowd_of_readers_does_not_turn_away_who_writes(server: Running, method: str) -> None:
    reading = b"GET /slow?seconds=0.05 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    writing = (
        f"{method} /slow?seconds=0 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"
        "Connection: close\r\n\r\n"
    ).encode()
    readers = [server.connect() for _person in range(100)]
    for reader in readers:
        reader.sendall(reading)
    writers = [server.connect() for _person in range(8)]
    for writer in writers:
        writer.sendall(writing)
    assert {read_all(writer)[:13] for writer in writers} == {b"HTTP/1.1 200 "}
    for reader in readers:
        read_all(reader)


def test_a_post_is_finished_although_the_client_has_left(server: Running) -> None:
    opened = server.connect()
    opened.sendall(b"POST /slow?seconds=0.5&mark=kept HTTP/1.1\r\nHost: x\r\n\r\n")
    servers.until(lambda: "kept" in server.get("/marks").json()["begun"])
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    opened.close()
    assert "kept" not in marks(server)
    servers.until(lambda: "kept" in marks(server))


@pytest.mark.parametrize("path", ["/stream?blocks=3200", "/big?blocks=320"])
def test_a_slow_reader_costs_no_memory(server: Running, path: str) -> None:
    """200 MiB streamed, or 20 MiB at once, to a reader that takes a little and then waits."""
    before = server.resident()
    opened = server.connect()
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
    opened.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    opened.recv(1000)
    time.sleep(1)
    content = 320 * 65536 if "big" in path else 0
    assert server.resident() - before < 6_000_000 + content
    assert server.get().text == "hello"


def test_a_stream_ends_when_its_reader_leaves(server: Running) -> None:
    before = marks(server).count("stream closed")
    opened = server.connect()
    opened.sendall(b"GET /stream?blocks=3200 HTTP/1.1\r\nHost: x\r\n\r\n")
    opened.recv(1000)
    opened.close()
    servers.until(lambda: marks(server).count("stream closed") > before)
    assert marks(server).count("stream closed") == before + 1


def test_a_reader_that_takes_nothing_is_cut_off(impatient: Running) -> None:
    before = marks(impatient).count("stream closed")
    opened = impatient.connect()
    opened.sendall(b"GET /stream?blocks=3200 HTTP/1.1\r\nHost: x\r\n\r\n")
    servers.until(lambda: marks(impatient).count("stream closed") > before)
    assert not read_all(opened).endswith(b"\r\n0\r\n\r\n")


def test_the_access_log_names_routes_and_nobody(server: Running) -> None:
    secret = "山田"
    server.get(f"/patients/0190a1b2-0000-7000-8000-00000000000a/?q={secret}")
    server.get(f"/rooms/{secret}/after/12", headers={"Referer": f"/{secret}".encode()})
    servers.until(lambda: '"/rooms/{…}/after/{number}"' in server.printed())
    log = server.printed()
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")][-2:]
    assert [line["path"] for line in lines] == ["/patients/{id}/", "/rooms/{…}/after/{number}"]
    assert set(lines[0]) == {"at", "event", "method", "path", "status", "ms"}
    assert (lines[0]["method"], lines[0]["status"]) == ("GET", 404)
    assert not re.search(f"{secret}|%E5%B1%B1|127.0.0.1:\\d{{5}},", log)
