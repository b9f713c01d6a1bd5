"""The socket: nobody without both factors is accepted, and nobody hears of another's room."""

import asyncio
import json
from collections.abc import Iterator
from uuid import UUID

import pytest
from channels.testing import WebsocketCommunicator
from django.db import connections

from config.asgi import websocket
from sharing import epoch
from tests.walk import town as towns
from tests.walk.town import OUTSIDERS, Town

HOME = b"http://testserver"


@pytest.fixture
def open_town(transactional_db: None) -> Iterator[Town]:
    """Committed: a socket asks from a thread of its own."""
    epoch.current_epoch()  # a server has asked before it listens
    yield towns.build()
    connections.close_all()


def communicator(cookie: str, origin: bytes | None = HOME) -> WebsocketCommunicator:
    headers = [(b"host", b"testserver"), (b"cookie", f"session={cookie}".encode())]
    if origin is not None:
        headers.append((b"origin", origin))
    return WebsocketCommunicator(websocket, "/bell", headers=headers)


async def heads(cookie: str, origin: bytes | None = HOME) -> list[UUID] | None:
    """The rooms that a socket is told of; None when it is not accepted."""
    wire = communicator(cookie, origin)
    accepted, _ = await wire.connect(timeout=5)
    if not accepted:
        return None
    hello = json.loads(await wire.receive_from(timeout=5))
    await wire.disconnect()
    assert hello["type"] == "hello"
    return [UUID(room) for room in hello["heads"]]


def test_the_socket_opens_for_members_and_tells_nobody_else_of_the_room(open_town: Town) -> None:
    town = open_town

    async def everybody() -> None:
        assert town.room in (await heads(town.cookies["sato"]) or [])
        for visitor in ("nobody", "password", "locked", "nguyen"):
            assert await heads(town.cookies[visitor]) is None, visitor
        for visitor in OUTSIDERS.values():
            rooms = await heads(town.cookies[visitor])
            assert rooms is not None
            assert town.room not in rooms, visitor
            told = visitor == "ono"  # of a concern, as its administrator
            assert (town.things["concern"] in rooms) is told, visitor
        assert town.things["concern"] not in (await heads(town.cookies["sato"]) or [])
        strangers = {town.foreign, town.things["foreign-concern"]}
        assert set(await heads(town.cookies["kato"]) or []) == strangers
        for forged in ("x" * 32, "", "' OR 1=1", "\\0"):
            assert await heads(forged) is None

    asyncio.run(everybody())


@pytest.mark.parametrize(
    "origin",
    [b"https://evil.example", b"http://testserver.evil.example", b"null", b"http://evil@x", None],
)
def test_a_page_of_another_site_opens_no_socket(open_town: Town, origin: bytes | None) -> None:
    """Also without any origin: a browser always says one."""
    assert asyncio.run(heads(open_town.cookies["sato"], origin)) is None
