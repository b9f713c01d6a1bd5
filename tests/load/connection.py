"""One keep-alive HTTP connection, as light as a load generator needs it."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlsplit

PATIENCE = 30.0


class Broken(Exception):
    """The server closed or refused the connection, or was silent for too long."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    content: bytes

    def json(self) -> Any:
        return json.loads(self.content)


class Connection:
    """Opens when it is first used, and again after it broke. One request at a time."""

    def __init__(self, base_url: str, headers: Mapping[str, str]) -> None:
        address = urlsplit(base_url)
        self.host, self.port = address.hostname or "", address.port or 80
        lines = [f"Host: {address.netloc}", *(f"{name}: {is_}" for name, is_ in headers.items())]
        self.head = "\r\n".join(lines).encode("latin-1")
        self.turn = asyncio.Lock()
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    async def get(self, path: str) -> Answer:
        return await self.request("GET", path)

    async def post(self, path: str, body: Any) -> Answer:
        return await self.request("POST", path, json.dumps(body).encode())

    async def request(self, method: str, path: str, content: bytes = b"") -> Answer:
        """Raises `Broken`; whether the server did what was asked is not known then."""
        async with self.turn:
            try:
                return await asyncio.wait_for(self._exchange(method, path, content), PATIENCE)
            except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
                self.close()
                raise Broken(type(error).__name__) from error
            except asyncio.CancelledError:
                self.close()
                raise

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None

    async def _exchange(self, method: str, path: str, content: bytes) -> Answer:
        if self.reader is None or self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
        start = f"{method} {path} HTTP/1.1\r\nContent-Length: {len(content)}\r\n".encode("latin-1")
        self.writer.write(b"".join((start, self.head, b"\r\n\r\n", content)))
        return await self._answer(self.reader)

    async def _answer(self, reader: asyncio.StreamReader) -> Answer:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.split(":", 1) for line in head[1:] if line)
        headers = {name.lower(): value.strip() for name, value in pairs}
        if headers.get("transfer-encoding") == "chunked":
            content = await chunks(reader)
        else:
            content = await reader.readexactly(int(headers.get("content-length", "0")))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(head[0].split()[1]), headers, content)


async def chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while size := int(await reader.readuntil(b"\r\n"), 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readexactly(2)
    return b"".join(parts)
