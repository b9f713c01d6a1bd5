"""Who may not open a socket, and what a socket may not do to others."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from sharing.bell import MOST_SOCKETS_A_PERSON
from tests.faults.test_processes import RING_SECONDS, posted
from tests.load.device import Device, ring_bell
from tests.load.installation import Installation, Server, Templates, serving
from tests.load.plan import Member

TOO_MANY, TOO_BIG = 4429, 1009
LONGEST = 64 * 1024


@pytest.fixture(scope="module")
def place(templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return templates.sqlite(tmp_path_factory.mktemp("sockets"))


@pytest.fixture(scope="module")
def server(place: Installation) -> Iterator[Server]:
    with serving(place) as running:
        yield running


async def refused(server: Server, member: Member, **options: Any) -> bool:
    """The handshake itself is answered with 403: no socket ever opens."""
    with pytest.raises(InvalidStatus) as answer:
        async with ring_bell(server.plan, member, **options):
            pass
    return answer.value.response.status_code == 403


async def closed_with(server: Server, member: Member, *said: str) -> int | None:
    """The code with which the server ends a socket that says this."""
    async with ring_bell(server.plan, member) as wire:
        try:
            for text in said:
                await wire.send(text)
            async with asyncio.timeout(10):
                while True:
                    await wire.recv()
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else None


def with_cookie(member: Member, cookie: str) -> Member:
    return replace(member, headers={**member.headers, "Cookie": cookie})


async def test_a_member_hears_the_bell(server: Server) -> None:
    room = server.plan.rooms[0]
    async with Device(server.plan, room, room.members[0]) as device:
        hello = await device.heard_of("hello", 5)
        assert list(hello["heads"]) == [room.id]


async def test_somebody_who_is_not_signed_in_is_refused_before_the_socket_opens(
    server: Server,
) -> None:
    member = server.plan.rooms[0].members[0]
    assert await refused(server, with_cookie(member, ""))
    assert await refused(server, with_cookie(member, "session=" + "a" * 32))


async def test_a_password_alone_opens_no_socket(server: Server, place: Installation) -> None:
    member = server.plan.rooms[0].members[0]
    key = place.run("-m", "tests.faults.act", "password-only", member.role)
    assert await refused(server, with_cookie(member, f"session={key}"))


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", None])
async def test_another_site_cannot_open_a_socket_with_somebodys_cookies(
    server: Server, origin: str | None
) -> None:
    assert await refused(server, server.plan.rooms[0].members[0], origin=origin)


async def test_nobody_has_more_than_ten_sockets_and_the_eleventh_disturbs_none(
    server: Server,
) -> None:
    room = server.plan.rooms[1]
    async with AsyncExitStack() as stack:
        for _number in range(MOST_SOCKETS_A_PERSON):
            await stack.enter_async_context(ring_bell(server.plan, room.members[0]))
        assert await closed_with(server, room.members[0]) == TOO_MANY
        async with Device(server.plan, room, room.members[1]) as colleague:
            _entry, cursor = await posted(server.plan, room)
            await colleague.until(cursor, RING_SECONDS)
    async with Device(server.plan, room, room.members[0]):
        pass  # once the others are closed there is room again


async def test_a_message_beyond_64_kib_closes_the_socket(server: Server) -> None:
    member = server.plan.rooms[2].members[0]
    assert await closed_with(server, member, "x" * (LONGEST + 1)) == TOO_BIG


async def test_a_ping_is_answered_and_nonsense_is_not(server: Server) -> None:
    async with ring_bell(server.plan, server.plan.rooms[2].members[1]) as wire:
        await wire.recv()
        for text in ("nonsense", '{"type":"ring","room":"x"}', '{"type":"ping"}'):
            await wire.send(text)
        async with asyncio.timeout(10):
            assert await wire.recv() == '{"type":"pong"}'


async def test_a_device_that_does_not_read_holds_up_nobody(server: Server) -> None:
    room = server.plan.rooms[3]
    deaf = handshake(server, room.members[1])
    try:
        async with Device(server.plan, room, room.members[2]) as colleague:
            with suppress(BlockingIOError, ConnectionError):
                shout(deaf)
            for _number in range(20):
                _entry, cursor = await posted(server.plan, room)
                await colleague.until(cursor, RING_SECONDS)
    finally:
        deaf.close()


def handshake(server: Server, member: Member) -> socket.socket:
    """A socket that is open and whose owner never reads from it again."""
    host, port = server.url.removeprefix("http://").split(":")
    opened = socket.socket()
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    opened.settimeout(5)
    opened.connect((host, int(port)))
    lines = [
        "GET /bell HTTP/1.1", f"Host: {host}:{port}", "Upgrade: websocket",
        "Connection: Upgrade", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", f"Origin: {server.url}",
        f"Cookie: {member.cookies}", "", "",
    ]  # fmt: skip
    opened.sendall("\r\n".join(lines).encode())
    assert b" 101 " in opened.recv(200)
    opened.setblocking(False)
    return opened


def shout(deaf: socket.socket) -> None:
    """Many pings, whose pongs it will never take."""
    ping = b'{"type":"ping"}'
    frame = bytes([0x81, 0x80 | len(ping)]) + bytes(4) + ping
    for _number in range(20_000):
        deaf.send(frame)
