"""`./dev bench`: what a file of the vault costs against the bare cipher and a plain file."""

import base64
import http.client
import os
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sharing.uuid7 import uuid7
from tests.bench import age_figures, file_figures
from tests.bench.figures import Spread, table
from tests.bench.file_figures import FileFigures, Place
from tests.bench.test_bench import cores_apart
from tests.load.installation import Installation, Server, serving
from tests.load.plan import Member

pytestmark = pytest.mark.bench

MEGABYTE, MEBIBYTE = 1_000_000, 1024 * 1024
FILM, LONG_FILM, SENT = 256, 1000, 64
TAIL = 700_000
BARE = ("-m", "tests.bench.bare_pages")


def test_the_cipher_costs_little_of_the_bare_one() -> None:
    found = age_figures.measured()
    head = ["Files sealed and opened", "MB/s", "ratio", "KiB"]
    print("\n" + table(head, found.rows()), flush=True)
    assert found.encrypt_ratio >= 0.7
    assert found.decrypt_ratio >= 0.7


def test_the_figures_of_files(tmp_path: Path) -> None:
    installation = Installation(tmp_path, f"sqlite:///{tmp_path / 'it.db'}")
    installation.seed(rooms=2, members=6)
    sizes = (str(FILM), str(LONG_FILM))
    film, long = (installation.run("-m", "tests.bench.reel", size) for size in sizes)
    plain = tmp_path / "plain.bin"
    plain.write_bytes(os.urandom(MEGABYTE) * FILM)
    with (
        cores_apart() as cores,
        serving(installation, cores=cores) as server,
        serving(installation, program=(*BARE, str(plain)), cores=cores, planned=False) as bare,
    ):
        served = figures(server, Place(bare.url), film, long)
        received, bare_rate, piece = uploads(server, bare)
    print("\n" + served.text(), flush=True)
    rows = [
        ["a body thrown away by the same server, MB/s", f"{bare_rate:.0f}"],
        ["an upload in pieces of 1 MiB, MB/s", f"{received:.0f}"],
        ["ratio", f"{received / bare_rate:.2f}"],
        ["a piece, ms p50 / p95 / p99", str(piece)],
    ]
    print("\n" + table(["Uploads, SQLite synchronous=FULL", ""], rows), flush=True)
    assert served.ratio >= 0.3
    assert served.late.p50 < 50


def figures(server: Server, plain: Place, film: str, long: str) -> FileFigures:
    room = server.plan.rooms[0]
    # What no entry speaks of yet is open to who sent it: the first of the team.
    headers = dict(sender_of(server).headers)

    def attachment(which: str) -> Place:
        return Place(f"{server.url}/rooms/{room.id}/attachments/{which}/original", headers)

    rates = file_figures.rates(FILM * MEGABYTE, {"plain": plain, "attachment": attachment(film)})
    page = Place(f"{server.url}/patients/{room.id}/", headers)
    quiet, beside = file_figures.pages_beside(attachment(long), page)
    return FileFigures(
        rates["plain"],
        rates["attachment"],
        file_figures.first_bytes(attachment(long), LONG_FILM * MEGABYTE - TAIL, TAIL),
        file_figures.memory_a_stream(attachment(long), server.resident),
        quiet,
        beside,
    )


def sender_of(server: Server) -> Member:
    """Who the reel says has sent it: the team's first."""
    return server.plan.rooms[0].members[0]


def uploads(server: Server, bare: Server) -> tuple[float, float, Spread]:
    """Megabytes a second of an upload, of the same bodies thrown away, and what a piece takes."""
    headers = {**sender_of(server).headers, "Tus-Resumable": "1.0.0"}
    uploads = f"/rooms/{server.plan.rooms[0].id}/uploads"
    best, bare_best, took = 0.0, 0.0, []
    for _turn in range(3):
        upload = str(uuid7())
        begin(server, uploads, upload, headers)
        seconds = sent(server, f"{uploads}/{upload}", headers)
        took += seconds
        best = max(best, rate(seconds))
        bare_best = max(bare_best, rate(sent(bare, "/", headers)))
    return best, bare_best, Spread.of(took)


def rate(seconds: list[float]) -> float:
    return SENT * MEBIBYTE / MEGABYTE / sum(seconds)


def begin(server: Server, place: str, upload: str, headers: Mapping[str, str]) -> None:
    told = f"id {base64.b64encode(upload.encode()).decode()}"
    more = {"Upload-Length": str(SENT * MEBIBYTE), "Upload-Metadata": told}
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    connection.request("POST", place, headers={**headers, **more, "Content-Length": "0"})
    assert connection.getresponse().status == 201
    connection.close()


def sent(server: Server, place: str, headers: Mapping[str, str]) -> list[float]:
    piece, took = os.urandom(MEBIBYTE), []
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    for number in range(SENT):
        began = time.perf_counter()
        connection.request("PATCH", place, piece, {
            **headers, "Content-Type": "application/offset+octet-stream",
            "Upload-Offset": str(number * MEBIBYTE)})  # fmt: skip
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 204, answer.status
        took.append(time.perf_counter() - began)
    connection.close()
    return took
