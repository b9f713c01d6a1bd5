"""Parts of an upload: up to one MiB with PATCH, the way clients of the tus protocol send them."""

import json
import subprocess
from pathlib import Path

import httpx
import pytest

from tests import servers
from tests.config.serving.conftest import Running, read_all

MIB = 1024 * 1024
KIND = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}


@pytest.mark.parametrize("method", ["PATCH", "POST", "PUT"])
def test_a_part_of_exactly_one_mebibyte_is_taken(server: Running, method: str) -> None:
    with server.client() as client:
        for _part in range(3):
            answer = client.request(method, "/echo", content=bytes(MIB), headers=KIND)
            assert (answer.status_code, answer.json()["length"]) == (200, MIB)


@pytest.mark.parametrize("size", [MIB + 16 * 1024 + 1, 3 * MIB])
def test_a_longer_part_is_refused(server: Running, size: int) -> None:
    with server.client() as client:
        answer = client.patch("/echo", content=bytes(size), headers=KIND)
        assert answer.status_code == 413
        assert client.get("/").text == "hello"


@pytest.mark.parametrize("method", ["OPTIONS", "HEAD", "PATCH", "DELETE", "POST", "PUT"])
def test_every_method_arrives_with_its_headers(server: Running, method: str) -> None:
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": "17", "Upload-Metadata": "filename eA=="}
    with server.client() as client:
        answer = client.request(method, "/environ", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["x-method"] == method
    if method == "HEAD":
        assert (answer.content, int(answer.headers["content-length"]) > 100) == (b"", True)
        return
    seen = answer.json()
    wanted = {
        "REQUEST_METHOD": method,
        "HTTP_TUS_RESUMABLE": "1.0.0",
        "HTTP_UPLOAD_OFFSET": "17",
        "HTTP_UPLOAD_METADATA": "filename eA==",
    }
    assert {key: seen.get(key) for key in wanted} == wanted


def test_who_waits_for_leave_to_send_is_told_to_go_on(server: Running) -> None:
    opened = server.connect()
    opened.sendall(
        b"PATCH /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nConnection: close\r\n"
        b"Content-Type: application/offset+octet-stream\r\nContent-Length: 1048576\r\n\r\n"
    )
    assert opened.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
    opened.sendall(bytes(MIB))
    answer = read_all(opened)
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert json.loads(answer.split(b"\r\n\r\n")[1])["length"] == MIB


@pytest.mark.skipif(servers.tool("curl") is None, reason="needs curl")
def test_curl_sends_a_part(server: Running, tmp_path: Path) -> None:
    """It asks with `Expect: 100-continue` for a body of this size."""
    part = tmp_path / "part"
    part.write_bytes(bytes(MIB))
    kind = "Content-Type: application/offset+octet-stream"
    told = subprocess.run(
        [
            "curl", "--silent", "--show-error", "--max-time", "10", "--request", "PATCH",
            "--header", kind, "--header", "Expect: 100-continue", "--data-binary", f"@{part}",
            f"{server.url}/echo",
        ],
        capture_output=True,
        check=True,
    )  # fmt: skip
    assert json.loads(told.stdout)["length"] == MIB


def test_a_part_that_was_refused_by_the_page_leaves_the_connection_usable(server: Running) -> None:
    with server.client() as client:
        assert client.patch("/nowhere", content=bytes(MIB), headers=KIND).status_code == 404
        assert client.patch("/echo", content=bytes(MIB), headers=KIND).json()["length"] == MIB


def test_a_part_that_breaks_off_never_reaches_a_page(server: Running) -> None:
    before = server.get("/marks").json()["marks"]
    opened = server.connect()
    opened.sendall(b"PATCH /slow?mark=torn HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc")
    opened.close()
    assert "torn" not in server.get("/marks").json()["marks"][len(before) :]


def test_many_parts_leave_memory_as_it_was(server: Running) -> None:
    with server.client() as client:
        for _warm in range(5):
            client.patch("/echo", content=bytes(MIB), headers=KIND)
        before = server.resident()
        for _part in range(60):
            assert send_part(client) == MIB
    assert server.resident() - before < 6_000_000


def send_part(client: httpx.Client) -> int:
    length: int = client.patch("/echo", content=bytes(MIB), headers=KIND).json()["length"]
    return length
