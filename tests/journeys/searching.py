"""Searching as a browser does: the words are sent, and the page that follows is read."""

import re
from dataclasses import dataclass
from html import unescape

from django.test import Client

from tests.device import sign_in
from tests.world import World

ENTRY = re.compile(r'href="/patients/([\w-]+)/#entry-([\w-]+)"')
COUNT = re.compile(r'id="found-title"[^>]*>(\d+)件')
MARKED = re.compile(r"<mark>([^<]*)</mark>")
OLDER = re.compile(r'href="([^"]*\?before=[\w-]+)"')


@dataclass(frozen=True)
class Result:
    """What a page of results says: ids of entries, newest first, and how many there are."""

    entries: list[str]
    count: int
    marked: list[str]
    older: str
    text: str
    source: str
    status: int


@dataclass
class Searcher:
    client: Client

    @classmethod
    def of(cls, world: World, person: str) -> "Searcher":
        client, _ = sign_in(world.account(person), world.role(person))
        return cls(client)

    def find(self, words: str, room: object = None, **filters: object) -> Result:
        place = f"/patients/{room}/search/" if room else "/search/"
        answer = self.client.post(place, {"q": words, **filters})
        if answer.status_code != 302:
            return read(answer.content.decode(), answer.status_code)
        assert answer["Location"] == place
        return self.page(place)

    def page(self, address: str) -> Result:
        answer = self.client.get(address)
        return read(answer.content.decode(), answer.status_code)

    def ids(self, words: str, room: object = None, **filters: object) -> list[str]:
        return self.find(words, room, **filters).entries


def read(page: str, status: int) -> Result:
    counted, older = COUNT.search(page), OLDER.search(page)
    return Result(
        [entry for _room, entry in ENTRY.findall(page)],
        int(counted[1]) if counted else -1,
        [unescape(one) for one in MARKED.findall(page)],
        older[1] if older else "",
        unescape(page),
        page,
        status,
    )
