"""Parts of a film as a real server sends them, and headers that no server should fall over."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from tests.faults import films
from tests.faults.sender import TUS, Sender, client, posted
from tests.load.installation import Server, Templates, serving

FILM = b"".join(films.parts(3_000_000))
SIZE = len(FILM)
# Bytes in which any of these may lie: the chunks of the format, and what is sent in one piece.
EDGES = (0, 1, 65_535, 65_536, 65_537, 131_072, 524_287, 524_288, 524_289, SIZE - 1, SIZE)
ASKED = 150


@dataclass
class Kept:
    server: Server
    sender: Sender


@pytest.fixture(scope="module")
def kept(templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    place = templates.sqlite(tmp_path_factory.mktemp("ranges"))
    with serving(place) as server, client(server.plan, server.plan.rooms[0].id) as device:
        sender = Sender(device, server.plan.rooms[0], FILM, "film.mp4", part_size=1024 * 1024)
        sender.send()
        assert sender.settled(sender.post_entry()["id"])["state"] == "clean"
        yield Kept(server, sender)


def a_range(chance: random.Random) -> str:
    first = max(0, chance.choice((chance.choice(EDGES), chance.randrange(SIZE))) - 1)
    last = chance.choice((chance.choice(EDGES), chance.randrange(SIZE + 1000), first))
    return chance.choice((f"{first}-{last}", f"{first}-", f"-{last}", f"{first}-{first}"))


def test_every_part_is_byte_for_byte_the_films_own(kept: Kept) -> None:
    chance, statuses = random.Random(6), set[int]()  # noqa: S311 - ranges, not secrets
    for _time in range(ASKED):
        asked = a_range(chance)
        answer = kept.sender.rendition(Range=f"bytes={asked}")
        statuses.add(answer.status_code)
        if answer.status_code == 206:
            told = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", answer.headers["content-range"])
            assert told
            first, last, size = map(int, told.groups())
            assert size == SIZE
            assert answer.content == FILM[first : last + 1], asked
        else:
            assert (answer.status_code, answer.content) in ((200, FILM), (416, b"")), asked
    assert statuses >= {206, 416}


@pytest.mark.parametrize(
    "asked",
    [
        b"bytes=" + b"0-1," * 3000 + b"0-1",
        b"bytes=" + b"9" * 12_000 + b"-",
        b"bytes=\xff\xfe-1",
        b"bytes=-",
        b"BYTES=0-0",
        b"",
    ],
    ids=["3000 ranges", "12,000 digits", "no ASCII", "nothing", "capitals", "empty"],
)
def test_a_hostile_range_is_answered_with_the_whole_or_with_a_part(
    kept: Kept, asked: bytes
) -> None:
    answer = kept.sender.client.get(
        f"/rooms/{kept.sender.room.id}/attachments/{kept.sender.id}/original",
        headers=[(b"Range", asked)],
    )
    assert answer.status_code in (200, 206, 416)
    assert answer.content in (FILM, FILM[:1], b"")


def test_an_announcement_too_long_for_a_header_is_refused_and_the_server_goes_on(
    kept: Kept,
) -> None:
    for size, status in ((12_000, 422), (100_000, 431)):
        headers = {"Upload-Length": "5", "Upload-Metadata": "filename " + "A" * size, **TUS}
        answer = httpx.post(
            f"{kept.server.url}/rooms/{kept.sender.room.id}/uploads",
            headers={**kept.sender.client.headers, **headers},
        )
        assert answer.status_code == status
    assert posted(kept.sender.client, kept.sender.room, "記録は続けられます。")["text"]
