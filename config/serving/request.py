"""One HTTP request: its body stays in memory, its answer waits for the transport."""

import asyncio
import io
from typing import Any

from daphne.http_protocol import WebRequest
from twisted.web.http import datetimeToString

from config.serving.exchange import CUT, ClientGone
from config.serving.refusals import BAD_REQUEST, FAILED, Refusal


class Gate:
    """Twisted's producer interface over an event: open while the transport wants more."""

    def __init__(self, is_open: bool) -> None:
        self.opened = asyncio.Event()
        if is_open:
            self.opened.set()

    def pauseProducing(self) -> None:  # noqa: N802 -- Twisted's names
        self.opened.clear()

    def resumeProducing(self) -> None:  # noqa: N802
        self.opened.set()

    def stopProducing(self) -> None:  # noqa: N802
        self.opened.set()


class PageRequest(WebRequest):
    """Daphne's request without its temporary files and with back-pressure."""

    gate: Gate | None = None

    def __init__(self, channel: Any, queued: object = False) -> None:
        # Django reads the forms: parsing them here would be work and memory on the loop.
        super().__init__(channel, queued, parsePOSTFormSubmission=False)

    def gotLength(self, _length: int | None) -> None:  # noqa: N802
        """Twisted opens a temporary file for a long body; the channel has bounded it already."""
        self.content = io.BytesIO()

    def process(self) -> None:
        channel = self.channel
        # Daphne takes a root path from this header, and anyone can send one.
        self.requestHeaders.removeHeader(b"daphne-root-path")
        super().process()
        if self.transport is None:  # it has become a WebSocket
            channel.forget()

    def handle_reply(self, message: dict[str, Any]) -> None:
        if message["type"] == CUT:
            self.cut()
            return
        if message["type"] == "http.response.start":
            self.setHeader(b"date", datetimeToString())
        elif not message.get("more_body"):
            self._remove_gate()
        super().handle_reply(message)

    async def room(self, seconds: float) -> None:
        """Wait until the transport wants more; ClientGone when it never will."""
        if self._is_over():
            raise ClientGone
        if self.gate is None:
            self.gate = Gate(is_open=not self.channel.is_paused)
            self.registerProducer(self.gate, True)
        try:
            if not self.gate.opened.is_set():
                async with asyncio.timeout(seconds):
                    await self.gate.opened.wait()
        except TimeoutError as stalled:
            self.channel.transport.abortConnection()
            raise ClientGone from stalled
        if self._is_over():
            raise ClientGone

    def connectionLost(self, reason: object) -> None:  # noqa: N802
        if self.gate is not None:
            self.gate.stopProducing()
        super().connectionLost(reason)

    def handle_exception(self, exception: BaseException) -> None:
        self.cut()

    def cut(self) -> None:
        """A half-sent answer must not look complete."""
        if self._is_over():
            return
        if self._response_started:
            self.channel.transport.abortConnection()
        else:
            self._refuse(FAILED)

    def basic_error(self, status: int, _status_text: bytes, _body: str) -> None:
        """Daphne's own error page, in our words."""
        self._refuse(BAD_REQUEST if status < FAILED.status else FAILED)

    def _refuse(self, refusal: Refusal) -> None:
        start = {"status": refusal.status.value, "headers": refusal.headers}
        self.handle_reply({"type": "http.response.start", **start})
        self.handle_reply({"type": "http.response.body", "body": refusal.content})

    def _is_over(self) -> bool:
        return bool(self.finished) or self._disconnected or self.channel is None

    def _remove_gate(self) -> None:
        if self.gate is not None and not self._is_over():
            self.unregisterProducer()
        self.gate = None
