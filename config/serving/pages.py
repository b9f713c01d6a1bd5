"""An ASGI application that answers with a WSGI one in persistent threads, one hop per request."""

import logging
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from typing import Any
from wsgiref.types import WSGIApplication

from asgiref.typing import (
    ASGI3Application,
    ASGIReceiveCallable,
    ASGISendCallable,
    Scope,
)

from config.serving.detached import Detached
from config.serving.environ import environ_of
from config.serving.exchange import (
    Answer,
    ClientGone,
    Exchange,
    FileAnswer,
    Headers,
    announced,
    body_message,
    refused,
    send_answer,
    start_message,
)
from config.serving.filestreams import FileStreams
from config.serving.refusals import BUSY, FAILED
from config.serving.threads import RequestThreads

logger = logging.getLogger(__name__)

# An announced content up to this size is gathered, so that a slow reader holds no thread for it.
GATHERED = 512 * 1024
WITHOUT_BODY = {HTTPStatus.NO_CONTENT.value, HTTPStatus.NOT_MODIFIED.value}


SAFE = ("GET", "HEAD", "OPTIONS")
TAKES_LONG = ("/search/",)  # reading pages whose addresses end so


def pages(
    handler: WSGIApplication,
    threads: RequestThreads | None = None,
    long: RequestThreads | None = None,
    files: FileStreams | None = None,
) -> ASGI3Application:
    """Work that began is finished even if the client leaves; only its output is dropped.

    `long` has threads of its own for what takes long by its nature, so that nobody waits behind
    it who came for something else. `files` sends what Django answers with a FileResponse.
    """
    crew = threads or RequestThreads()
    patient = long or crew
    streams = files or FileStreams()

    async def application(
        scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        if scope["type"] != "http":
            raise ValueError(scope["type"])
        body = await whole_body(receive)
        if body is None:
            return
        exchange = Exchange(environ_of(scope, body), send)
        with suppress(ClientGone):
            writes = scope["method"] not in SAFE
            takes = patient if not writes and scope["path"].endswith(TAKES_LONG) else crew
            if takes.offer(partial(run, handler, exchange), writes=writes):
                await deliver(send, await exchange.answer(), streams)
            else:
                await send_answer(send, refused(BUSY))

    return application


async def deliver(
    send: ASGISendCallable, answer: Answer | FileAnswer | None, streams: FileStreams
) -> None:
    if isinstance(answer, FileAnswer):
        await streams.deliver(send, answer)
    elif answer is not None:
        await send_answer(send, answer)


async def whole_body(receive: ASGIReceiveCallable) -> bytes | None:
    """The body, already bounded by the server; None when the client left before its end."""
    parts: list[bytes] = []
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            return None
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(parts)


def run(handler: WSGIApplication, exchange: Exchange) -> None:
    """In a thread: the whole life of one request."""
    response = Response(exchange)
    try:
        response.chunks = handler(exchange.environ, response.start)
        response.pass_on()
    except ClientGone:
        exchange.settle(None)
    except Exception as failure:
        logger.exception("A page failed outside of Django's own handling")
        exchange.settle(failure if response.pushed else refused(FAILED))
    finally:
        response.close()


class Response:
    """What a WSGI application answers: gathered when it is small, else passed on in parts."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self.chunks: Iterable[bytes] = ()
        self.written: list[bytes] = []
        self.status = 0
        self.headers: Headers = []
        self.pushed = False

    def start(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        """WSGI's start_response; returns its `write`."""
        if exc_info is not None and self.pushed:
            raise exc_info[1].with_traceback(exc_info[2])
        self.status = int(status[:3])
        self.headers = [
            (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers
        ]
        return self.written.append

    def pass_on(self) -> None:
        if self.exchange.environ["REQUEST_METHOD"] == "HEAD" or self.status in WITHOUT_BODY:
            self.exchange.settle(Answer(self.status, self.headers))
        elif isinstance(self.chunks, Detached) and not self.written:
            self.pass_file_on(self.chunks)
        elif self.is_whole():
            content = b"".join([*self.written, *self.chunks])
            self.exchange.settle(Answer(self.status, self.headers, content))
        else:
            self.stream()

    def pass_file_on(self, file: Detached) -> None:
        """A small one is read here and now; the others leave this thread to others."""
        length = announced(self.headers)
        if length is not None and length <= GATHERED:
            self.exchange.settle(self.gathered(file, length))
            return
        file.leave_request()
        self.chunks = ()  # whoever takes the answer closes the file
        self.exchange.settle(FileAnswer(self.status, self.headers, file))

    def gathered(self, file: Detached, length: int) -> Answer:
        try:
            return Answer(self.status, self.headers, file.whole(length))
        except Exception as error:  # a message may hold a file's name or its content
            logger.error("a file could not be read: %s", type(error).__name__)
            return refused(FAILED)

    def is_whole(self) -> bool:
        """Django says whether it streams; others say how long it is."""
        if not getattr(self.chunks, "streaming", True):
            return True
        length = announced(self.headers)
        return length is not None and length <= GATHERED

    def stream(self) -> None:
        """Every push waits until the client took it, so at most one part is in memory."""
        for chunk in self.chunks:
            if not self.pushed:
                self.pushed = True
                self.exchange.push(start_message(self.status, self.headers))
                for part in self.written:
                    self.exchange.push(body_message(part, more=True))
            if chunk:
                self.exchange.push(body_message(chunk, more=True))
        if self.pushed:
            self.exchange.push(body_message(b""))
            self.exchange.settle(None)
        else:
            self.exchange.settle(Answer(self.status, self.headers, b"".join(self.written)))

    def close(self) -> None:
        close = getattr(self.chunks, "close", None)
        if close is not None:
            close()
