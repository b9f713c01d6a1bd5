"""The pinned uv comes from whichever place offers it, and only with the sha256 that was pinned."""

import base64
import hashlib
import io
import json
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from deploy.dev import uv
from deploy.dev.index import Index
from deploy.dev.places import UV_LOCK

VERSION = "9.9.9"


@pytest.fixture
def wheel() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(f"uv-{VERSION}.data/scripts/uv", "#!/bin/sh\necho uv 9.9.9\n")
    return content.getvalue()


@pytest.fixture
def pin(wheel: bytes) -> uv.Pin:
    return uv.Pin(VERSION, frozenset({hashlib.sha256(wheel).hexdigest()}))


@pytest.fixture
def filename(monkeypatch: pytest.MonkeyPatch) -> str:
    """What the wheel for this test's machine is called."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    monkeypatch.setattr("platform.libc_ver", lambda: ("glibc", "2.36"))
    return f"uv-{VERSION}-py3-none-manylinux_2_17_x86_64.whl"


class Shelf(BaseHTTPRequestHandler):
    """An index that wants a password, and sends whoever asks for a file to another host."""

    pages: dict[str, bytes]
    seen: list[tuple[str, str | None]]

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers["Authorization"]))
        if self.path.startswith("/moved/"):
            self.send_response(302)
            port = str(self.headers["Host"]).partition(":")[2]
            self.send_header("Location", f"http://localhost:{port}{self.path[6:]}")
            self.end_headers()
            return
        body = self.pages.get(self.path)
        self.send_response(404 if body is None else 200)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        """A test's output is for the test."""


@pytest.fixture
def shelf() -> type[Shelf]:
    class Fresh(Shelf):
        pages: dict[str, bytes] = {}
        seen: list[tuple[str, str | None]] = []

    return Fresh


@pytest.fixture
def address(shelf: type[Shelf]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), shelf)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("tags", "system", "machine", "with_musl", "fits"),
    [
        ("manylinux_2_17_x86_64.manylinux2014_x86_64", "linux", "x86_64", False, True),
        ("manylinux_2_17_x86_64.manylinux2014_x86_64", "linux", "x86_64", True, False),
        ("manylinux_2_28_aarch64", "linux", "x86_64", False, False),
        ("manylinux_2_28_aarch64", "linux", "aarch64", False, True),
        ("musllinux_1_1_x86_64", "linux", "x86_64", True, True),
        ("macosx_11_0_arm64", "darwin", "arm64", False, True),
        ("macosx_10_12_x86_64", "darwin", "x86_64", False, True),
        ("macosx_10_12_x86_64", "linux", "x86_64", False, False),
    ],
)
def test_only_the_wheel_for_this_machine_fits(
    tags: str, system: str, machine: str, with_musl: bool, fits: bool
) -> None:
    filename = f"uv-1.2.3-py3-none-{tags}.whl"
    assert uv.fits(filename, "1.2.3", system, machine, with_musl) is fits
    assert not uv.fits(filename, "1.2", system, machine, with_musl)


def test_the_lock_pins_a_usable_uv_for_many_platforms() -> None:
    pin = uv.read_pin(UV_LOCK.read_text(encoding="utf-8"))
    assert tuple(map(int, pin.version.split("."))) >= uv.OLDEST_USABLE
    assert len(pin.sha256) >= 4


def test_a_folder_of_wheels_is_enough(
    tmp_path: Path, wheel: bytes, pin: uv.Pin, filename: str
) -> None:
    (tmp_path / filename).write_bytes(wheel)
    assert uv.fetch(Index(links=(str(tmp_path),), offline=True), pin) == wheel


def test_an_index_on_the_disk_is_read_like_one_on_the_net(
    tmp_path: Path, wheel: bytes, pin: uv.Pin, filename: str
) -> None:
    (tmp_path / "simple" / "uv").mkdir(parents=True)
    (tmp_path / filename).write_bytes(wheel)
    page = f'<a href="../../{filename}#sha256=0">x</a>'
    (tmp_path / "simple" / "uv" / "index.html").write_text(page, encoding="utf-8")
    assert uv.fetch(Index(main=(tmp_path / "simple").as_uri()), pin) == wheel


@pytest.mark.parametrize("kind", ["html", "json"])
def test_an_index_may_answer_in_either_form(
    shelf: type[Shelf], address: str, wheel: bytes, pin: uv.Pin, filename: str, kind: str
) -> None:
    url = f"/files/{filename}"
    html = f'<a href="{url}">{filename}</a>'.encode()
    shelf.pages["/simple/uv/"] = (
        html if kind == "html" else json.dumps({"files": [{"url": url}]}).encode()
    )
    shelf.pages[url] = wheel
    assert uv.fetch(Index(main=f"http://{address}/simple"), pin) == wheel


def test_the_password_of_an_index_goes_to_the_index_only(
    shelf: type[Shelf], address: str, wheel: bytes, pin: uv.Pin, filename: str
) -> None:
    shelf.pages["/uv/"] = f'<a href="http://nurse:p%40ss@{address}/moved/{filename}">x</a>'.encode()
    shelf.pages[f"/{filename}"] = wheel
    assert uv.fetch(Index(main=f"http://nurse:p%40ss@{address}"), pin) == wheel
    word = "Basic " + base64.b64encode(b"nurse:p@ss").decode()
    assert shelf.seen == [("/uv/", word), (f"/moved/{filename}", word), (f"/{filename}", None)]


def test_a_wheel_with_another_sha256_is_refused(
    tmp_path: Path, wheel: bytes, pin: uv.Pin, filename: str
) -> None:
    (tmp_path / filename).write_bytes(wheel + b"!")
    with pytest.raises(uv.Unavailable, match="sha256 is not the pinned one"):
        uv.fetch(Index(links=(str(tmp_path),), offline=True), pin)


def test_an_index_out_of_reach_is_named_without_its_password(pin: uv.Pin) -> None:
    with pytest.raises(uv.Unavailable, match="PIP_INDEX_URL") as refused:
        uv.fetch(Index(main="http://nurse:secret@127.0.0.1:9/simple"), pin)
    assert "127.0.0.1:9" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_what_is_unpacked_runs(tmp_path: Path, wheel: bytes) -> None:
    binary = tmp_path / "uv-9.9.9" / "uv"
    uv.unpack(wheel, binary)
    assert uv.usable(binary)
    assert sorted(path.name for path in binary.parent.iterdir()) == ["uv"]


def test_an_old_or_broken_uv_is_not_used(tmp_path: Path) -> None:
    old = tmp_path / "uv"
    old.write_text("#!/bin/sh\necho uv 0.1.0\n", encoding="utf-8")
    old.chmod(0o755)
    assert not uv.usable(old)
    assert not uv.usable(tmp_path / "absent")
